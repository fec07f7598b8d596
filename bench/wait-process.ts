// A server whose workflow answers who waits, in a process of its own. Arguments: `durable` or `memory`, and `engine` or `threads`, which is
// where the two nodes are.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import { createRuntime, expectShortLives } from '@configurable-agents/core';
import { createServer } from '@configurable-agents/server';
import { NOOP } from './runtime.ts';

const [mode, where] = process.argv.slice(2);
const node = where === 'threads' ? 'uses: bench.noop, with: { message:' : 'uses: set, with: { text:';
const WORKFLOW = `name: bench
state: { type: object, properties: { message: { type: string } } }
nodes:
  - { name: first, ${node} "{message}" } }
  - { name: second, ${node} "{first.text}" } }
`;

expectShortLives();
const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
const runtime = await createRuntime({
  dataDir,
  memory: mode === 'memory',
  plugins: [NOOP, import.meta.resolve('@configurable-agents/plugin-webhook')].map((specifier) => ({
    specifier,
    firstParty: true,
  })),
  workers: 2,
});
const { graph, diagnostics } = compile(WORKFLOW, { file: 'bench.yaml', plugins: runtime.manifests });
if (graph === undefined) throw new Error(`the benchmark workflow does not compile: ${JSON.stringify(diagnostics)}`);
await runtime.register({ name: 'bench', path: null, source: WORKFLOW, graph });
const server = await createServer({ runtime, port: 0, workflowsDir: dataDir, env: {} });
process.once('SIGTERM', () => {
  void server
    .close({ timeoutMs: 500 })
    .then(() => runtime.close())
    .then(() => rmSync(dataDir, { recursive: true, force: true }))
    // A profile is written by a process that ends by itself.
    .then(() => process.exit());
});
process.stdout.write(`ready ${server.url}\n`);
