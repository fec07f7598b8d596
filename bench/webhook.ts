// Webhook to 202: verified, deduplicated and durable, beside plain Koa with HMAC, JSON and one SQLite row. The sender runs in
// the same process for both, so the figures compare and are no server's best.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import { createServer } from '@configurable-agents/server';
import { openKoaFloor } from './floor/koa.ts';
import { load, share } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

const SECRET = 'a secret of the benchmark';
const CONNECTIONS = 50;
const WORKFLOW = `name: bench
state: { type: object, properties: { message: { type: string } } }
`;
/** Each run takes its turn at once. */
const RUNS = { node: '{ name: only, uses: set, with: { text: "{message}" } }', maxRunning: 1000 };
/** The first run holds the only place, and all others wait for it: what is measured is acceptance. */
const WAITS = { node: '{ name: only, uses: wait, with: { duration: 1h } }', maxRunning: 1 };

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

/** Requests per second, and the time that 99 of 100 stay below, in milliseconds. */
type Load = { readonly total: number; readonly size: Size };
type Accepted = { readonly perSecond: number; readonly p99: number };

async function measured(url: string, { total, size }: Load): Promise<Accepted> {
  const { send, close } = sender(url, size);
  // V8 has compiled what runs often after some thousand requests.
  await load((index) => send(-1 - index), { total: total / 2, inFlight: CONNECTIONS });
  const { perSecond, latencies } = await load(send, { total, inFlight: CONNECTIONS });
  close();
  const sorted = latencies.toSorted((a, b) => a - b);
  return { perSecond, p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN };
}

async function floorOf(load: Load): Promise<Accepted> {
  const server = await openKoaFloor(SECRET);
  const accepted = await measured(server.url, load);
  server.close();
  return accepted;
}

async function oursOf(load: Load, { node, maxRunning }: typeof RUNS | typeof WAITS): Promise<Accepted> {
  const source = `${WORKFLOW}nodes: [${node}]\n`;
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const plugin = { specifier: import.meta.resolve('@configurable-agents/plugin-webhook'), firstParty: true };
  const runtime = await createRuntime({ dataDir, plugins: [plugin], maxRunning });
  const { graph } = compile(source, { file: 'bench.yaml', plugins: runtime.manifests });
  if (graph === undefined) throw new Error('the benchmark workflow does not compile');
  await runtime.register({ name: 'bench', path: null, source, graph });
  const server = await createServer({ runtime, port: 0, workflowsDir: dataDir, env: { WEBHOOK_SECRET: SECRET } });
  const accepted = await measured(`${server.url}/webhooks/generic`, load);
  await server.close();
  await runtime.close();
  rmSync(dataDir, { recursive: true, force: true });
  return accepted;
}

/** Acceptance of bodies of one size, beside the floor. */
async function acceptance({
  total,
  size,
}: Load): Promise<{ readonly floor: Accepted; readonly rows: readonly Result[] }> {
  const floor = await floorOf({ total, size });
  const accepted = await oursOf({ total, size }, WAITS);
  const rows = [
    share(
      {
        name: `webhook of ${size} to 202, its run waiting for its turn`,
        value: accepted.perSecond,
        unit: 'requests/s',
        floor: floor.perSecond,
      },
      0.7,
    ),
    {
      name: 'the same, 99 of 100 answered within',
      value: accepted.p99,
      unit: 'ms',
      floor: floor.p99,
      ratio: accepted.p99 / floor.p99,
      target: '<= 2 times the floor',
      met: accepted.p99 <= 2 * floor.p99,
    },
  ];
  return { floor, rows };
}

export const webhook: Benchmark = {
  name: 'webhook',
  run: async ({ quick }) => {
    const total = quick ? 1000 : 10_000;
    const small = await acceptance({ total, size: '1 KB' });
    const ran = await oursOf({ total, size: '1 KB' }, RUNS);
    const large = await acceptance({ total, size: '25 KB' });
    const beside = share(
      {
        name: 'webhook of 1 KB to 202, its run made beside it',
        value: ran.perSecond,
        unit: 'requests/s',
        floor: small.floor.perSecond,
      },
      0,
    );
    return [...small.rows, { ...beside, target: 'shown: the floor runs nothing' }, ...large.rows];
  },
};
