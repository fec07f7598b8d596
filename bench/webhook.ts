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
import type { Benchmark } from './measure.ts';

const SECRET = 'a secret of the benchmark';
const CONNECTIONS = 50;
const WORKFLOW = `name: bench
state: { type: object, properties: { message: { type: string } } }
nodes: [{ name: only, uses: set, with: { text: "{message}" } }]
`;

function bodyOf(index: number): string {
  const inputs = { message: 'x'.repeat(900) };
  return JSON.stringify({ workflow_name: 'bench', inputs, webhook_id: `id-${index}` });
}

function sender(url: string): { readonly send: (index: number) => Promise<void>; readonly close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = (index: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const body = bodyOf(index);
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

export const webhook: Benchmark = {
  name: 'webhook',
  run: async ({ quick }) => {
    const total = quick ? 1000 : 10_000;
    const floorServer = await openKoaFloor(SECRET);
    const toFloor = sender(floorServer.url);
    await load(toFloor.send, { total: 1000, inFlight: CONNECTIONS });
    const floor = await load(toFloor.send, { total, inFlight: CONNECTIONS });
    toFloor.close();
    floorServer.close();

    const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
    const plugin = { specifier: import.meta.resolve('@configurable-agents/plugin-webhook'), firstParty: true };
    const runtime = await createRuntime({ dataDir, plugins: [plugin] });
    const { graph } = compile(WORKFLOW, { file: 'bench.yaml', plugins: runtime.manifests });
    if (graph === undefined) throw new Error('the benchmark workflow does not compile');
    await runtime.register({ name: 'bench', path: null, source: WORKFLOW, graph });
    const server = await createServer({ runtime, port: 0, workflowsDir: dataDir, env: { WEBHOOK_SECRET: SECRET } });
    const toUs = sender(`${server.url}/webhooks/generic`);
    await load((index) => toUs.send(-1 - index), { total: 1000, inFlight: CONNECTIONS });
    const ours = await load(toUs.send, { total, inFlight: CONNECTIONS });
    toUs.close();
    await server.close();
    await runtime.close();
    rmSync(dataDir, { recursive: true, force: true });
    return [
      share(
        {
          name: 'webhook of 1 KB to 202, its run included',
          value: ours.perSecond,
          unit: 'requests/s',
          floor: floor.perSecond,
        },
        0.7,
      ),
    ];
  },
};
