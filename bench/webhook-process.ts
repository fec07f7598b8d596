// Who takes webhooks, in a process of its own. Its argument: `floor`, plain Koa; `rows`, the same with our rows; `waits`, a server whose first run holds the only place, so that
// what is measured is acceptance; `runs`, one where each run takes its turn at once; `computes`, the same while nodes take every core.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import { createRuntime, expectShortLives } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { createServer } from '@configurable-agents/server';
import { oneRow, openKoaFloor } from './floor/koa.ts';
import { ourRows } from './floor/our-rows.ts';

type Place = { readonly url: string; readonly close: () => unknown };

/** Of a code node of half a second. */
const COMPUTES = `name: computes
nodes:
  - name: only
    code: let x = 0; for (let i = 0; i < 5_000_000; i += 1) x = (x * 31 + i) % 1_000_003; return { x };
    timeout: 60s
`;

expectShortLives();
const [, , what, secret = ''] = process.argv;
const { url, close } = await taker();
process.once('SIGTERM', () => void Promise.resolve(close()).then(() => process.exit()));
process.stdout.write(`ready ${url}\n`);

async function taker(): Promise<Place> {
  if (what === 'floor') return await openKoaFloor(secret, oneRow());
  return what === 'rows' ? await openKoaFloor(secret, await ourRows()) : await open();
}

async function open(): Promise<Place> {
  const waits = what === 'waits';
  const node = waits
    ? '{ name: only, uses: wait, with: { duration: 1h } }'
    : '{ name: only, uses: set, with: { text: "{message}" } }';
  const source = `name: bench
state: { type: object, properties: { message: { type: string } } }
nodes: [${node}]
`;
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const plugins = ['webhook', 'code'].map((name) => ({
    specifier: import.meta.resolve(`@configurable-agents/plugin-${name}`),
    firstParty: true,
  }));
  const runtime = await createRuntime({ dataDir, plugins, maxRunning: waits ? 1 : 1000 });
  const compiled = (text: string): ExecutionGraph => {
    const { graph } = compile(text, { file: 'bench.yaml', plugins: runtime.manifests });
    if (graph === undefined) throw new Error('the benchmark workflow does not compile');
    return graph;
  };
  await runtime.register({ name: 'bench', path: null, source, graph: compiled(source) });
  const server = await createServer({ runtime, port: 0, workflowsDir: dataDir, env: { WEBHOOK_SECRET: secret } });
  let isClosing = false;
  const computing = what === 'computes' ? compute(runtime, compiled(COMPUTES), () => isClosing) : undefined;
  return {
    url: `${server.url}/webhooks/generic`,
    close: async () => {
      isClosing = true;
      await computing;
      await server.close({ timeoutMs: 500 });
      await runtime.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Twice as many as there are cores, until told to end. */
async function compute(runtime: Runtime, graph: ExecutionGraph, isOver: () => boolean): Promise<void> {
  const trigger = { name: 'manual', uses: 'manual' };
  const many = async (): Promise<void> => {
    while (!isOver()) {
      const { run_id } = await runtime.start({ graph, workflowName: 'computes', revision: null, inputs: {}, trigger });
      const { status } = await runtime.result(run_id);
      if (status !== 'succeeded') throw new Error(`a run that computes ended ${status}`);
    }
  };
  await Promise.all(Array.from({ length: 2 * availableParallelism() }, many));
}
