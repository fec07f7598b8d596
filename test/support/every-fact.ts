// Runs that between them write every kind of fact, by a real engine: workflows from their text, threads, SQLite.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { Runtime } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';

const RETRY = '{ max_attempts: 2, initial: 1ms, jitter: false }';

/** Runs that end by themselves. */
const ENDING = {
  flow: `
nodes:
  - { name: each, uses: test.work, for_each: { in: [1, 2], as: n }, with: { value: '\${{ n }}' } }
  - { name: never, uses: set, when: 'false', with: { v: 1 } }
  - { name: again, uses: test.recovers, retry: ${RETRY} }
  - { name: nap, uses: wait, with: { duration: 1ms } }
  - { name: clean, uses: set, finally: true, with: { v: 1 } }`,
  lost: `
nodes:
  - { name: a, uses: test.kill_thread, on_error: continue }`,
  race: `
nodes:
  - { name: s, uses: set, with: { v: 1 } }
  - { name: quick, uses: set, with: { v: 1 } }
  - { name: slow, uses: test.hang }
  - { name: first, uses: set, join: any, with: { v: 2 } }
edges:
  - { from: s, to: [quick, slow] }
  - { from: [quick, slow], to: first }`,
  rounds: `
state: { type: object, properties: { n: { type: integer, default: 0 } } }
nodes:
  - { name: add, uses: set, with: { n: '\${{ n + 1 }}' }, outputs: [n] }
edges:
  - from: add
    routes:
      - { when: n < 2, to: add, max_iterations: 5 }
      - { to: END }`,
  endless: `
state: { type: object, properties: { n: { type: integer, default: 0 } } }
nodes:
  - { name: add, uses: set, with: { n: '\${{ n + 1 }}' }, outputs: [n] }
edges:
  - from: add
    routes:
      - { when: n < 99, to: add, max_iterations: 2 }
      - { to: END }`,
  late: `
execution: { timeout: 1s }
nodes:
  - { name: a, uses: test.hang }`,
  parent: `
nodes:
  - { name: child, workflow: ./child.yaml }`,
} as const;

const ASKING = `
nodes:
  - name: ask
    uses: approval
    with: { message: 'Go on?', form: { type: object, properties: { ok: { type: boolean } }, required: [ok] } }
  - { name: paid, uses: wait, with: { signal: paid } }
  - { name: end, uses: test.fail, with: { retryable: false } }`;

const WORKING = `
nodes:
  - { name: work, uses: test.work, with: { value: 1 } }`;

/** As if a version of the plugin had done nothing but compute. */
function withoutEffects(manifest: PluginManifest): PluginManifest {
  const actions = Object.entries(manifest.actions).map(([name, action]) => [name, { ...action, effects: 'pure' }]);
  return { ...manifest, actions: Object.fromEntries(actions) as PluginManifest['actions'] };
}

const CHILD = `name: child
nodes:
  - { name: only, uses: set, with: { v: 1 } }
`;

async function start(
  runtime: Runtime,
  name: string,
  { nodes, plugins = runtime.manifests }: { readonly nodes: string; readonly plugins?: Runtime['manifests'] },
): Promise<string> {
  const { graph, diagnostics } = compile(`name: ${name}${nodes}\n`, {
    file: `${name}.yaml`,
    plugins,
    workflow: () => ({ file: 'child.yaml', source: CHILD }),
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  assert.ok(graph, `${name}: ${errors.join('\n')}`);
  const trigger = { name: 'manual', uses: 'manual' };
  return (await runtime.start({ graph, workflowName: name, revision: null, inputs: {}, trigger })).run_id;
}

const BURST = `name: burst
triggers:
  - { uses: manual, debounce: { period: 500ms } }
nodes:
  - { name: only, uses: set, with: { v: 1 } }
`;

/** Two deliveries in one turn, of which the second takes the place of the first. */
async function supersede(runtime: Runtime): Promise<string> {
  const { graph } = compile(BURST, { file: 'burst.yaml', plugins: runtime.manifests });
  assert.ok(graph);
  const trigger = { name: 'manual', uses: 'manual' };
  const asked = { graph, workflowName: 'burst', revision: null, inputs: {}, trigger, event: {} };
  const [first, second] = await Promise.all([runtime.start(asked), runtime.start(asked)]);
  await runtime.result(second.run_id);
  assert.equal((await runtime.result(first.run_id)).status, 'superseded');
  return first.run_id;
}

/** Resolves when the journal of a run has a fact of the kind. */
async function heard(runtime: Runtime, runId: string, kind: string, key?: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): void => {
    const isThere = runtime.reader
      .journal(runId)
      .some(({ fact }) => fact.kind === kind && (key === undefined || fact['key'] === key));
    if (isThere) resolve();
  };
  const unsubscribe = runtime.subscribe(look);
  look();
  await promise;
  unsubscribe();
}

/** Runs all of them on an engine with two workers. Returns the ids by name; what is named `open` has not ended. */
export async function runEveryFact(runtime: Runtime): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const [name, nodes] of Object.entries(ENDING)) ids.set(name, await start(runtime, name, { nodes }));
  const ending = [...ids.values()];
  const asking = await start(runtime, 'asking', { nodes: ASKING });
  await heard(runtime, asking, 'node.waiting', 'ask');
  await runtime.answer(asking, { key: 'ask', answer: { ok: true }, by: 'a test' });
  await heard(runtime, asking, 'node.waiting', 'paid');
  await runtime.signal(asking, { name: 'paid', payload: null });
  assert.equal((await runtime.result(asking)).status, 'failed');
  await runtime.retry(asking);
  assert.equal((await runtime.result(asking)).status, 'failed');
  ids.set('asking', asking);
  const { run_id: forked } = await runtime.fork(asking, { from: 'ask' });
  await heard(runtime, forked, 'node.waiting', 'ask');
  await runtime.cancel(forked, 'asked');
  ids.set('forked', forked);
  const paused = await start(runtime, 'paused', { nodes: WORKING, plugins: runtime.manifests.map(withoutEffects) });
  await heard(runtime, paused, 'node.waiting', 'work');
  await runtime.resume(paused);
  assert.equal((await runtime.result(paused)).status, 'succeeded');
  ids.set('paused', paused);
  const open = await start(runtime, 'open', { nodes: ASKING });
  await heard(runtime, open, 'node.waiting', 'ask');
  ids.set('open', open);
  ids.set('superseded', await supersede(runtime));
  for (const id of ending) await runtime.result(id);
  return ids;
}
