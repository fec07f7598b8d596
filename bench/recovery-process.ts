// One of the two processes of recovery.ts. `prepare DIR N` opens N runs and kills itself; `recover DIR N` opens the same directory.
import { createRuntime } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import { graphOf, NOOP } from './runtime.ts';

// The first nodes take no thread: the nodes that never end hold all that lanes take at once.
const WAITING = `name: waiting
nodes:
  - { name: first, uses: set, with: { message: hello } }
  - { name: paid, uses: wait, with: { signal: paid } }
`;
const BUSY = `name: busy
nodes:
  - { name: first, uses: set, with: { message: hello } }
  - { name: work, uses: bench.hang }
`;

const [, , what, dataDir = '', count = '0'] = process.argv;
const runs = Number(count);
const began = performance.now();
const runtime = await createRuntime({
  dataDir,
  plugins: [{ specifier: NOOP, firstParty: true }],
  workers: 2,
  maxRunning: runs,
  maxQueue: runs,
});
const readyMs = performance.now() - began;
if (what === 'prepare') await prepare(runtime);
else await recover(runtime);

async function prepare({ start, subscribe }: Runtime): Promise<void> {
  const trigger = { name: 'manual', uses: 'manual' };
  const graphs = [WAITING, BUSY].map(graphOf);
  const reached = Promise.withResolvers<void>();
  let there = 0;
  subscribe((entries) => {
    for (const { fact } of entries)
      if (fact.kind === 'node.waiting' || (fact.kind === 'node.scheduled' && fact['node'] === 'work')) there += 1;
    if (there === runs) reached.resolve();
  });
  for (let i = 0; i < runs; i += 1) {
    const graph = graphs[i % 2];
    if (graph === undefined) break;
    const started = start({ graph, workflowName: graph.name, revision: null, inputs: {}, trigger });
    if (i % 500 === 499) await started;
  }
  await reached.promise;
  process.kill(process.pid, 'SIGKILL');
}

async function recover({ reader, close }: Runtime): Promise<void> {
  const open = (): number => reader.runs({ workflow: 'busy', status: 'running', limit: 1 }).items.length;
  while (open() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const endedMs = performance.now() - began;
  const waiting = reader.runs({ workflow: 'waiting', status: 'waiting', limit: 1 }).items.length;
  const failed = reader.runs({ status: 'failed', limit: 1 }).items.length;
  if (waiting === 0 || failed > 0) throw new Error('the runs were not recovered as they were');
  await close();
  process.stdout.write(JSON.stringify({ readyMs, endedMs }));
}
