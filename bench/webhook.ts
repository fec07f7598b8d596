// Webhook to 202: verified, deduplicated and durable, beside plain Koa with HMAC, JSON and one SQLite row. Each of them has a process of its
// own, the sender is the same for all, and they take turns.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { startScript } from './child.ts';
import { load, medianRate, rateOf, share } from './measure.ts';
import type { Benchmark, Rate, Result } from './measure.ts';

const SCRIPT = fileURLToPath(new URL('webhook-process.ts', import.meta.url));
const SECRET = 'a secret of the benchmark';
const CONNECTIONS = 50;

/** Bodies by what they are called: a small event, and one as GitHub sends of a pull request. */
const SIZES = { '1 KB': 900, '25 KB': 25_000 } as const;
type Size = keyof typeof SIZES;

function bodyOf(index: number, size: Size): string {
  const inputs = { message: 'x'.repeat(SIZES[size]) };
  return JSON.stringify({ workflow_name: 'bench', inputs, webhook_id: `id-${index}` });
}

function sender(
  url: string,
  size: Size,
): { readonly send: (index: number) => Promise<void>; readonly close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = (index: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const body = bodyOf(index, size);
      const signature = createHmac('sha256', SECRET).update(body).digest('hex');
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-webhook-signature': signature,
      };
      const sent = request(url, { method: 'POST', agent, headers }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 202 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return { send, close: () => agent.destroy() };
}

type Load = { readonly total: number; readonly size: Size };
type Taker = 'floor' | 'waits' | 'runs';

async function accepted(taker: Taker, { total, size }: Load): Promise<Rate> {
  const server = await startScript(SCRIPT, [taker, SECRET]);
  const { send, close } = sender(server.url, size);
  try {
    // V8 has compiled what runs often after some thousand requests.
    await load((index) => send(-1 - index), { total: total / 2, inFlight: CONNECTIONS });
    return await rateOf(send, { total, inFlight: CONNECTIONS });
  } finally {
    close();
    await server.close();
  }
}

type Rounds = { readonly rounds: number; readonly load: Load };

/** The medians of each of them, which take turns. */
async function medians<T extends Taker>(
  takers: readonly T[],
  { rounds, load: of }: Rounds,
): Promise<{ readonly [taker in T]: Rate }> {
  const taken = new Map(takers.map((taker) => [taker, [] as Rate[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const taker of takers) taken.get(taker)?.push(await accepted(taker, of));
  }
  return Object.fromEntries(takers.map((taker) => [taker, medianRate(taken.get(taker) ?? [])])) as {
    [taker in T]: Rate;
  };
}

/** Acceptance of bodies of one size, beside the floor. */
function acceptance(size: Size, { floor, waits }: { readonly floor: Rate; readonly waits: Rate }): Result[] {
  const name = `webhook of ${size} to 202, its run waiting for its turn`;
  return [
    share({ name, value: waits.perSecond, unit: 'requests/s', floor: floor.perSecond }, 0.7),
    {
      name: 'the same, 99 of 100 answered within',
      value: waits.p99,
      unit: 'ms',
      floor: floor.p99,
      ratio: waits.p99 / floor.p99,
      target: '<= 2 times the floor',
      met: waits.p99 <= 2 * floor.p99,
    },
  ];
}

export const webhook: Benchmark = {
  name: 'webhook',
  run: async ({ quick }) => {
    const [rounds, total] = quick ? [1, 1000] : [3, 10_000];
    const small = await medians(['floor', 'waits', 'runs'], { rounds, load: { total, size: '1 KB' } });
    const large = await medians(['floor', 'waits'], { rounds, load: { total, size: '25 KB' } });
    const name = 'webhook of 1 KB to 202, its run made beside it';
    const floor = small.floor.perSecond;
    const beside = share({ name, value: small.runs.perSecond, unit: 'requests/s', floor }, 0);
    return [
      ...acceptance('1 KB', small),
      { ...beside, target: 'shown: the floor runs nothing' },
      ...acceptance('25 KB', large),
    ];
  },
};
