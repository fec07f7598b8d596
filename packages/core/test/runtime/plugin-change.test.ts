// A plugin is replaced while runs are open: by one that still does what their graphs were compiled against, and by others.
import assert from 'node:assert/strict';
import { assignable, compile } from '@configurable-agents/compiler';
import { loadManifests } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { closeAll, newDataDir, open, startRequest } from '../support/runtime.ts';

function version(number: number): { readonly specifier: string; readonly firstParty: boolean } {
  return { specifier: new URL(`../fixtures/versioned-plugin.ts?${number}`, import.meta.url).href, firstParty: false };
}

const WORKFLOW = `
nodes:
  - { name: first, uses: acme.lookup, with: { id: '7' } }
  - { name: go, uses: wait, with: { signal: go } }
  - { name: second, uses: acme.lookup, with: { id: '8' } }
`;

async function compiled(text = WORKFLOW): Promise<ExecutionGraph> {
  const { graph, diagnostics } = compile(text, { file: 'w.yaml', plugins: await loadManifests([version(1)]) });
  assert.ok(graph !== undefined, JSON.stringify(diagnostics));
  return graph;
}

async function heard(runtime: Runtime, id: string, kind: string, what: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): void => {
    if (runtime.reader.journal(id).some(({ fact }) => fact.kind === kind && fact['for'] === what)) resolve();
  };
  const unsubscribe = runtime.subscribe(look);
  look();
  await promise;
  unsubscribe();
}

/** A run that waits between two calls of the plugin's first version, in a store that nobody has open any more. */
async function waitingRun(): Promise<{ readonly dataDir: string; readonly id: string }> {
  const dataDir = newDataDir();
  const runtime = await open({ dataDir, plugins: [version(1)], assignable });
  const { run_id: id } = await runtime.start(startRequest(await compiled()));
  await heard(runtime, id, 'node.waiting', 'signal');
  await runtime.close();
  return { dataDir, id };
}

describe('a plugin that was replaced', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('is used by open runs where it still does what their graph was compiled against', async () => {
    const { dataDir, id } = await waitingRun();
    const runtime = await open({ dataDir, plugins: [version(2)], assignable });
    await runtime.signal(id, { name: 'go', payload: null });
    assert.deepEqual((await runtime.result(id)).result, { found: '2: 8' });
  });

  it('pauses a run that comes to it where it does not, and says which value it refuses', async () => {
    const { dataDir, id } = await waitingRun();
    const warnings: string[] = [];
    const runtime = await open({
      dataDir,
      plugins: [version(3)],
      assignable,
      log: (_level, message) => warnings.push(message),
    });
    await runtime.signal(id, { name: 'go', payload: null });
    await heard(runtime, id, 'node.waiting', 'plugin');
    const run = runtime.reader.detail(id);
    assert.equal(run?.status, 'paused');
    assert.equal(runtime.reader.run(id)?.status, 'paused');
    const told = runtime.reader.explain(id);
    assert.deepEqual([told?.status, told?.next[0]?.command], ['paused', `runs resume ${id}`]);
    const held = run.nodes.find(({ key }) => key === 'second');
    assert.equal(held?.status, 'waiting');
    assert.equal(held.error?.code, 'PLUGIN_CHANGED');
    assert.match(held.error.message, /the action `acme\.lookup` does not take \{"id":"[^"]*"\} any more/);
    assert.match(held.error.message, new RegExp(`runs resume ${id}`));
    assert.equal(warnings.filter((warning) => warning.includes('a plugin has changed')).length, 1);
  });

  it('is taken as it is once a person says so, also after another restart', async () => {
    const { dataDir, id } = await waitingRun();
    const runtime = await open({ dataDir, plugins: [version(3)], assignable });
    await assert.rejects(runtime.resume(id), { code: 'RUN_NOT_PAUSED' });
    await runtime.signal(id, { name: 'go', payload: null });
    await heard(runtime, id, 'node.waiting', 'plugin');
    await runtime.close();
    const again = await open({ dataDir, plugins: [version(3)], assignable });
    assert.equal(again.reader.run(id)?.status, 'paused');
    await again.resume(id);
    assert.deepEqual((await again.result(id)).result, { found: '3: 8' });
    await assert.rejects(again.resume(id), { code: 'RUN_NOT_OPEN' });
  });

  it('lets a paused run go on by itself when the former version is back', async () => {
    const { dataDir, id } = await waitingRun();
    const runtime = await open({ dataDir, plugins: [version(3)], assignable });
    await runtime.signal(id, { name: 'go', payload: null });
    await heard(runtime, id, 'node.waiting', 'plugin');
    await runtime.close();
    const back = await open({ dataDir, plugins: [version(1)], assignable });
    assert.deepEqual((await back.result(id)).result, { found: '1: 8' });
    const kinds = back.reader.journal(id).map(({ fact }) => fact.kind);
    assert.equal(kinds.filter((kind) => kind === 'run.resumed').length, 1);
  });

  it('pauses a run also where it is gone, and the run can be cancelled', async () => {
    const { dataDir, id } = await waitingRun();
    const runtime = await open({ dataDir, plugins: [], assignable });
    await runtime.signal(id, { name: 'go', payload: null });
    await heard(runtime, id, 'node.waiting', 'plugin');
    assert.match(
      runtime.reader.detail(id)?.nodes.at(-1)?.error?.message ?? '',
      /no plugin offers the action `acme.lookup` any more/,
    );
    await runtime.cancel(id, 'not needed');
    assert.equal((await runtime.result(id)).status, 'cancelled');
  });

  it('holds back every item of a map, and what else goes on is not held', async () => {
    const graph = await compiled(`
nodes:
  - { name: each, uses: acme.lookup, for_each: { in: ['1', '2', '3'], max_parallel: 3, as: n }, with: { id: '\${{ n }}' } }
  - { name: other, uses: set, with: { v: 1 } }
  - { name: end, uses: set, with: { v: 2 } }
edges:
  - { from: START, to: [each, other] }
  - { from: [each, other], to: end }
`);
    const runtime = await open({ plugins: [version(3)], assignable });
    const { run_id: id } = await runtime.start(startRequest(graph));
    await heard(runtime, id, 'node.waiting', 'plugin');
    const of = (key: string): string | undefined =>
      runtime.reader.detail(id)?.nodes.find((node) => node.key === key)?.status;
    assert.deepEqual(
      [of('each[0]'), of('each[1]'), of('each[2]'), of('other')],
      ['waiting', 'waiting', 'waiting', 'succeeded'],
    );
    await runtime.resume(id);
    assert.equal((await runtime.result(id)).status, 'succeeded');
  });
});
