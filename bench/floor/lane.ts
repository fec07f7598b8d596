// The worker of the smallest durable loop: a lane that answers at once.
import type { MessagePort } from 'node:worker_threads';

export type LaneTask = {
  readonly id: number;
  readonly key: string;
  readonly node: string;
  readonly attempt: number;
  readonly input: object;
};

export function lane({ port }: { readonly port: MessagePort }): Promise<void> {
  let out: (readonly [number, object])[] = [];
  const flush = (): void => {
    const batch = out;
    out = [];
    port.postMessage(batch);
  };
  return new Promise((resolve) => {
    port.on('message', (tasks: readonly LaneTask[] | 'drain') => {
      if (tasks === 'drain') {
        port.close();
        resolve();
        return;
      }
      for (const { id, key } of tasks)
        if (out.push([id, { ok: true, text: `result of ${key}` }]) === 1) setImmediate(flush);
    });
  });
}

/** For the plain pool: a task that does nothing. */
export function noop(value: unknown): unknown {
  return value;
}
