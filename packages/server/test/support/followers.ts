// Readers of server-sent events over connections of their own.
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';

export type Follower = {
  readonly status: number;
  /** Ids of what came so far, in order. */
  readonly ids: readonly number[];
  /** Kinds of what came so far, in order. */
  readonly kinds: readonly string[];
  readonly close: () => void;
  readonly ended: Promise<void>;
};

/** Begins to read a stream of events; resolves once the server has begun it. */
export async function follow(url: string, headers: Record<string, string> = {}): Promise<Follower> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const call = get(url, { headers, agent: false }, resolve);
  call.on('error', reject);
  const response = await promise;
  const ids: number[] = [];
  const kinds: string[] = [];
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id, kind] = /^id: (\d+)\nevent: (.*)$/m.exec(block) ?? [];
      if (id === undefined) continue;
      ids.push(Number(id));
      kinds.push(kind ?? '');
    }
  });
  const end = Promise.withResolvers<void>();
  response.once('close', () => end.resolve());
  response.on('error', () => end.resolve());
  return { status: response.statusCode ?? 0, ids, kinds, close: () => call.destroy(), ended: end.promise };
}

/** Resolves once a condition holds. */
export async function until(holds: () => boolean, what: string, timeoutMs = 15_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
