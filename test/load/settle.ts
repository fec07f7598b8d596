import { setTimeout as delay } from 'node:timers/promises';
import type { Asked } from './clients.ts';
import { read, send } from './http.ts';

const OPEN = ['queued', 'running', 'waiting', 'paused'];

type Open = { readonly run_id: string; readonly workflow_name: string; readonly status: string };

/**
 * Waits until no run is open; gives those that still are when the time is up. A run that waits until it is cancelled, and whose start was
 * never answered, is known to nobody who would cancel it: that is done here.
 */
export async function settle(
  url: string,
  { asked, timeoutMs }: { readonly asked: readonly Asked[]; readonly timeoutMs: number },
): Promise<readonly string[]> {
  const deadline = Date.now() + timeoutMs;
  const known = new Set(asked.map(({ runId }) => runId));
  for (;;) {
    const pages = await Promise.all(OPEN.map((status) => read(`${url}/api/runs?status=${status}&limit=20`)));
    const open = pages.flatMap(({ items }) => items as readonly Open[]);
    if (open.length === 0 || Date.now() > deadline) return open.map(({ run_id: id, status }) => `${id} is ${status}`);
    const forgotten = open.filter(({ run_id: id, workflow_name: name }) => name === 'endless' && !known.has(id));
    for (const { run_id: id } of forgotten) await send(`${url}/api/runs/${id}/cancel`, { body: {} });
    await delay(100);
  }
}
