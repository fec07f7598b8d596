// Who takes webhooks, in a process of its own. Its argument: `floor`, plain Koa; `waits`, a server whose first run holds the only place, so that
// what is measured is acceptance; `runs`, one where each run takes its turn at once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import { createRuntime, expectShortLives } from '@configurable-agents/core';
import { createServer } from '@configurable-agents/server';
import { openKoaFloor } from './floor/koa.ts';

type Place = { readonly url: string; readonly close: () => unknown };

expectShortLives();
const [, , what, secret = ''] = process.argv;
const { url, close } = what === 'floor' ? await openKoaFloor(secret) : await open(what === 'waits');
process.once('SIGTERM', () => void Promise.resolve(close()).then(() => process.exit()));
process.stdout.write(`ready ${url}\n`);

async function open(waits: boolean): Promise<Place> {
  const node = waits
    ? '{ name: only, uses: wait, with: { duration: 1h } }'
    : '{ name: only, uses: set, with: { text: "{message}" } }';
  const source = `name: bench
state: { type: object, properties: { message: { type: string } } }
nodes: [${node}]
`;
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const plugin = { specifier: import.meta.resolve('@configurable-agents/plugin-webhook'), firstParty: true };
  const runtime = await createRuntime({ dataDir, plugins: [plugin], maxRunning: waits ? 1 : 1000 });
  const { graph } = compile(source, { file: 'bench.yaml', plugins: runtime.manifests });
  if (graph === undefined) throw new Error('the benchmark workflow does not compile');
  await runtime.register({ name: 'bench', path: null, source, graph });
  const server = await createServer({ runtime, port: 0, workflowsDir: dataDir, env: { WEBHOOK_SECRET: secret } });
  return {
    url: `${server.url}/webhooks/generic`,
    close: async () => {
      await server.close({ timeoutMs: 500 });
      await runtime.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
