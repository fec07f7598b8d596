// Webhook to 202: verified, deduplicated and durable, beside plain Koa with HMAC, JSON and one SQLite row. Each of them has a process of its
// own, the sender is the same for all, and they take turns.
import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startScript } from './child.ts';
import { openClient, requestOf } from './client.ts';
import { medianRate, p99Of, paced, rateOf, share } from './measure.ts';
import type { Benchmark, Rate, Result } from './measure.ts';

const SCRIPT = fileURLToPath(new URL('webhook-process.ts', import.meta.url));
const SECRET = 'a secret of the benchmark';
const CONNECTIONS = 50;
/** Of deliveries that come at their own pace, so many a second. */
const PACE = 500;

/** Bodies by what they are called: a small event, and one as GitHub sends of a pull request. */
const SIZES = { '1 KB': 900, '25 KB': 25_000 } as const;
type Size = keyof typeof SIZES;

/** The bytes of a signed delivery. */
function delivery(url: string, size: Size, index: number): Buffer {
  const inputs = { message: 'x'.repeat(SIZES[size]) };
  const body = JSON.stringify({ workflow_name: 'bench', inputs, webhook_id: `id-${index}` });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  return requestOf(url, { body, headers: { 'x-webhook-signature': signature } });
}

type Load = { readonly total: number; readonly size: Size };
type Taker = 'floor' | 'rows' | 'waits' | 'runs' | 'computes';

type Sender = {
  /** Sends the delivery with this number. */
  readonly send: (index: number) => Promise<void>;
  /** Makes deliveries beforehand, `count` of them from a number on. */
  readonly prepare: (from: number, count: number) => void;
};

/** What `use` finds of a taker that has a process of its own. */
async function beside<T>(taker: Taker, size: Size, use: (sender: Sender) => Promise<T>): Promise<T> {
  const { url, close } = await startScript(SCRIPT, [taker, SECRET]);
  const client = openClient(url);
  const ready = new Map<number, Buffer>();
  try {
    return await use({
      prepare: (from, count) => {
        for (let index = from; index < from + count; index += 1) ready.set(index, delivery(url, size, index));
      },
      send: async (index) => {
        const { status, body } = await client.send(ready.get(index) ?? delivery(url, size, index));
        ready.delete(index);
        if (status !== 202) throw new Error(`answered ${status}: ${body}`);
      },
    });
  } finally {
    client.close();
    await close();
  }
}

async function accepted(taker: Taker, { total, size }: Load): Promise<Rate> {
  return await beside(taker, size, async ({ prepare, send }) => {
    const sendAll = async (from: number, count: number): Promise<Rate> => {
      prepare(from, count);
      return await rateOf((index) => send(from + index), { total: count, inFlight: CONNECTIONS });
    };
    // V8 has compiled what runs often, and its heap has its size, after some ten thousand requests.
    await sendAll(0, 2 * total);
    return await sendAll(2 * total, total);
  });
}

/** Milliseconds that 99 of 100 stay below, of so many a second. */
async function pacedP99(taker: Taker, total: number): Promise<number> {
  return await beside(taker, '1 KB', async ({ send }) => {
    await paced(send, { total: total / 2, perSecond: PACE });
    return p99Of(await paced((index) => send(total + index), { total, perSecond: PACE }));
  });
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
function acceptance(
  size: Size,
  { floor, rows, waits }: { readonly floor: Rate; readonly rows: Rate; readonly waits: Rate },
): Result[] {
  const name = `webhook of ${size} to 202, its run waiting for its turn`;
  const figure = { value: waits.perSecond, unit: 'requests/s' };
  return [
    share({ name, ...figure, floor: floor.perSecond }, 0.7),
    {
      ...share({ name: 'the same, beside a floor that writes our rows', ...figure, floor: rows.perSecond }, 0),
      target: 'shown',
    },
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
    const [rounds, total] = quick ? [1, 1000] : [3, 20_000];
    const small = await medians(['floor', 'rows', 'waits', 'runs'], { rounds, load: { total, size: '1 KB' } });
    const large = await medians(['floor', 'rows', 'waits'], { rounds, load: { total: total / 4, size: '25 KB' } });
    const [atRest, computing] = [await pacedP99('runs', total / 5), await pacedP99('computes', total / 5)];
    const name = 'webhook of 1 KB to 202, its run made beside it';
    const floor = small.floor.perSecond;
    const beside = share({ name, value: small.runs.perSecond, unit: 'requests/s', floor }, 0);
    return [
      ...acceptance('1 KB', small),
      { ...beside, target: 'shown: the floor runs nothing' },
      ...acceptance('25 KB', large),
      {
        name: `${PACE} webhooks of 1 KB a second while nodes take every core, 99 of 100 answered within`,
        value: computing,
        unit: 'ms',
        floor: atRest,
        ratio: computing / atRest,
        target: 'shown beside a server at rest',
        met: true,
      },
    ];
  },
};
