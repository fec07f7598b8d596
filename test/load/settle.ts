import { setTimeout as delay } from 'node:timers/promises';
import { answerOf, apiAt, dataOf } from './api.ts';
import type { Asked } from './clients.ts';

const OPEN = ['queued', 'running', 'waiting', 'paused'] as const;

/**
 * Waits until no run is open; gives those that still are when the time is up. A run that waits until it is cancelled, and whose start was
 * never answered, is known to nobody who would cancel it: that is done here.
 */
export async function settle(
  url: string,
  { asked, timeoutMs }: { readonly asked: readonly Asked[]; readonly timeoutMs: number },
): Promise<readonly string[]> {
  const api = apiAt(url);
  const deadline = Date.now() + timeoutMs;
  const known = new Set(asked.map(({ runId }) => runId));
  for (;;) {
    const pages = await Promise.all(
      OPEN.map(async (status) => dataOf(await api.GET('/api/runs', { params: { query: { status, limit: 20 } } }))),
    );
    const open = pages.flatMap(({ items }) => items);
    if (open.length === 0 || Date.now() > deadline) return open.map(({ run_id: id, status }) => `${id} is ${status}`);
    const forgotten = open.filter(({ run_id: id, workflow_name: name }) => name === 'endless' && !known.has(id));
    for (const { run_id: id } of forgotten)
      await answerOf(api.POST('/api/runs/{id}/cancel', { params: { path: { id } }, body: {} }));
    await delay(100);
  }
}
