// Every kind of fact that docs/facts.md lists is written by a real engine: workflows from their text, threads, SQLite.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { Runtime } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { closeAll, open } from '../packages/core/test/support/runtime.ts';
import { readText } from './support/markdown.ts';

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

describe('facts', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('of every kind that docs/facts.md lists are written by a run', async () => {
    const runtime = await open({ workers: 2 });
    const ids = await Promise.all(Object.entries(ENDING).map(([name, nodes]) => start(runtime, name, { nodes })));
    const asking = await start(runtime, 'asking', { nodes: ASKING });
    await heard(runtime, asking, 'node.waiting', 'ask');
    await runtime.answer(asking, { key: 'ask', answer: { ok: true }, by: 'a test' });
    await heard(runtime, asking, 'node.waiting', 'paid');
    await runtime.signal(asking, { name: 'paid', payload: null });
    assert.equal((await runtime.result(asking)).status, 'failed');
    await runtime.retry(asking);
    assert.equal((await runtime.result(asking)).status, 'failed');
    const { run_id: forked } = await runtime.fork(asking, { from: 'ask' });
    await heard(runtime, forked, 'node.waiting', 'ask');
    await runtime.cancel(forked, 'asked');
    const paused = await start(runtime, 'paused', { nodes: WORKING, plugins: runtime.manifests.map(withoutEffects) });
    await heard(runtime, paused, 'node.waiting', 'work');
    await runtime.resume(paused);
    assert.equal((await runtime.result(paused)).status, 'succeeded');
    for (const id of ids) await runtime.result(id);

    const written = new Set(runtime.reader.entriesAfter(0, 10_000).map(({ fact }) => fact.kind));
    const listed = [...readText('docs/facts.md').matchAll(/^\| `([a-z_]+\.[a-z_]+)`/gm)].map(([, kind]) => kind ?? '');
    assert.ok(listed.length > 20);
    assert.deepEqual(
      listed.filter((kind) => !written.has(kind)),
      [],
    );
  });
});
