import { setTimeout as delay } from 'node:timers/promises';
import { read } from './http.ts';

const OPEN = ['queued', 'running', 'waiting', 'paused'];

/** Waits until no run is open; gives those that still are when the time is up. */
export async function settle(url: string, timeoutMs: number): Promise<readonly string[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const pages = await Promise.all(OPEN.map((status) => read(`${url}/api/runs?status=${status}&limit=20`)));
    const open = pages.flatMap(({ items }) => items as readonly { readonly run_id: string; readonly status: string }[]);
    if (open.length === 0 || Date.now() > deadline) return open.map(({ run_id: id, status }) => `${id} is ${status}`);
    await delay(100);
  }
}
