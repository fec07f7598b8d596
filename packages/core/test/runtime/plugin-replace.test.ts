// Plugins are replaced while runs go on: what runs ends on the threads that it has, what comes later gets the new ones.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { RunOutcome, Runtime, RuntimeError } from '@configurable-agents/core';
import { hashGraph } from '@configurable-agents/core/graph';
import type { ActionNode, ExecutionGraph } from '@configurable-agents/core/graph';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { graph } from '../support/graph.ts';
import { closeAll, open, runToEnd, startRequest, TEST_PLUGIN } from '../support/runtime.ts';
import { written } from '../support/written.ts';
import { upgraded, upGraph, upNode } from '../support/upgraded.ts';

type Ran = { readonly version: string; readonly thread: number };
const ran = ({ result }: RunOutcome): Ran => result as Ran;

/** Waits for what other threads do; the limit is the test's own timeout. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** What ran each attempt of a run that ended, by the journal. */
function pluginsOf(runtime: Runtime, run: string): readonly unknown[] {
  return runtime.reader
    .journal(run)
    .filter(({ fact }) => 'plugin' in fact)
    .map(({ fact }) => fact['plugin']);
}

describe('replacing plugins', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  it('is told what was added, upgraded and removed, and shows what is at work', async () => {
    const runtime = await open({ plugins: [upgraded('1.0.0')] });
    assert.deepEqual(
      await runtime.plugins.replace([upgraded('1.1.0'), { specifier: TEST_PLUGIN, firstParty: false }]),
      {
        added: ['test'],
        upgraded: [{ name: 'up', from: '1.0.0', to: '1.1.0' }],
        removed: [],
      },
    );
    assert.deepEqual(
      runtime.plugins.list().map(({ manifest, isolation, granted, generation }) => ({
        of: `${manifest.name}@${manifest.version}`,
        isolation,
        granted,
        generation,
      })),
      [
        { of: 'up@1.1.0', isolation: 'worker', granted: { net: [] }, generation: 2 },
        { of: 'test@1.0.0', isolation: 'worker', granted: { net: [], secrets: ['TEST_PLUGIN_KEY'] }, generation: 2 },
      ],
    );
    assert.deepEqual(
      runtime.manifests.map(({ name }) => name),
      ['up', 'test'],
    );
    assert.deepEqual((await runtime.plugins.replace([upgraded('1.1.0')])).removed, ['test']);
  });

  it('ends what runs on the former threads and begins what comes later on new ones', async () => {
    const runtime = await open({ plugins: [upgraded('1.0.0')] });
    const before = await runtime.start(startRequest(upGraph('wait', 1500)));
    await until(() => runtime.stats().lanes.kinds.io.executing === 1);
    await runtime.plugins.replace([upgraded('2.0.0')]);
    const after = ran(await runToEnd(runtime, upGraph('wait', 1)));
    assert.equal(runtime.reader.run(before.run_id)?.status, 'running');
    const former = ran(await runtime.result(before.run_id));
    assert.deepEqual([former.version, after.version], ['1.0.0', '2.0.0']);
    assert.notEqual(former.thread, after.thread);
    assert.deepEqual(pluginsOf(runtime, before.run_id), ['up@1.0.0']);
    await until(() => runtime.stats().lanes.kinds.io.threads === 1);
    assert.deepEqual(runtime.stats().lanes.kinds.io.replaced, {});
  });

  it('gives the next node of a run that is open to the new version', async () => {
    const runtime = await open({ plugins: [upgraded('1.0.0')] });
    const both = graph('a -> b', { a: upNode('wait', 1000), b: upNode('wait', 1) });
    const { run_id } = await runtime.start(startRequest(both));
    await until(() => runtime.stats().lanes.kinds.io.executing === 1);
    await runtime.plugins.replace([upgraded('2.0.0')]);
    await runtime.result(run_id);
    assert.deepEqual(pluginsOf(runtime, run_id), ['up@1.0.0', 'up@2.0.0']);
  });

  it('sends what waited for a lane to the new threads, and lets it be cancelled there', async () => {
    const runtime = await open({ plugins: [upgraded('1.0.0')], cpuWorkers: 1 });
    const starts = Array.from({ length: 4 }, async () => await runtime.start(startRequest(upGraph('compute', 700))));
    const ids = (await Promise.all(starts)).map(({ run_id }) => run_id);
    await until(() => runtime.stats().lanes.kinds.cpu.waiting === 3);
    await runtime.plugins.replace([upgraded('2.0.0')]);
    const last = ids.at(-1) ?? '';
    await runtime.cancel(last, 'enough');
    const outcomes = await Promise.all(ids.map(async (id) => await runtime.result(id)));
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['succeeded', 'succeeded', 'succeeded', 'cancelled'],
    );
    assert.equal(outcomes.slice(0, 3).filter((each) => ran(each).version === '2.0.0').length >= 1, true);
    await until(() => runtime.stats().lanes.kinds.cpu.executing === 0);
    assert.equal(runtime.stats().lanes.kinds.cpu.waiting, 0);
  });

  it('keeps the limit of a plugin over its versions', async () => {
    const runtime = await open({ plugins: [upgraded('1.0.0')], pluginLimits: { up: { concurrency: 1 } } });
    const first = await runtime.start(startRequest(upGraph('wait', 1200)));
    const second = await runtime.start(startRequest(upGraph('wait', 1)));
    await until(() => runtime.stats().lanes.heldBack === 1);
    await runtime.plugins.replace([upgraded('2.0.0')]);
    assert.equal(runtime.stats().lanes.heldBack, 1);
    const outcomes = [await runtime.result(first.run_id), await runtime.result(second.run_id)];
    assert.deepEqual(
      outcomes.map((each) => ran(each).version),
      ['1.0.0', '2.0.0'],
    );
  });

  it('leaves the former set at work when a source is bad, and tries the next one', async () => {
    const runtime = await open({ plugins: [upgraded('1.0.0')] });
    const missing = { specifier: new URL('nowhere.ts', import.meta.url).href, firstParty: false };
    await assert.rejects(runtime.plugins.replace([upgraded('2.0.0'), missing]), { code: 'PLUGIN_LOAD_FAILED' });
    assert.equal(ran(await runToEnd(runtime, upGraph('wait', 1))).version, '1.0.0');
    assert.deepEqual(
      runtime.plugins.list().map(({ generation }) => generation),
      [1],
    );
    await runtime.plugins.replace([upgraded('2.0.0')]);
    assert.equal(ran(await runToEnd(runtime, upGraph('wait', 1))).version, '2.0.0');
  });

  it('loses and fails nothing of five hundred runs in flight, over several upgrades at once', async () => {
    const runtime = await open({ plugins: [upgraded('1.0.0')], workers: 2, cpuWorkers: 1 });
    // Nobody gets to `c` before the last upgrade.
    const go = { kind: 'wait', wait: { for: 'signal', signal: 'go', schema: true } } as const;
    const shapes = [
      graph('a -> b, b -> go, go -> c', { a: upNode('wait', 300), b: upNode('write', 300), go, c: upNode('wait', 1) }),
      graph('a -> b, b -> go, go -> c', {
        a: upNode('compute', 2),
        b: upNode('write', 200),
        go,
        c: upNode('write', 1),
      }),
    ];
    const started = Array.from({ length: 500 }, async (_, index) => {
      const shape = shapes[index % 10 === 0 ? 1 : 0];
      assert.ok(shape !== undefined);
      return (await runtime.start(startRequest(shape))).run_id;
    });
    const ids = await Promise.all(started);
    await until(() => runtime.stats().lanes.kinds.io.executing > 100);
    await Promise.all(['1.1.0', '1.2.0', '2.0.0'].map((version) => runtime.plugins.replace([upgraded(version)])));
    await Promise.all(ids.map(async (id) => await runtime.signal(id, { name: 'go', payload: null })));
    const outcomes = await Promise.all(ids.map(async (id) => await runtime.result(id)));
    assert.deepEqual(new Set(outcomes.map(({ status }) => status)), new Set(['succeeded']));
    const plugins = new Set(ids.flatMap((id) => pluginsOf(runtime, id)));
    assert.ok(plugins.has('up@1.0.0') && plugins.has('up@2.0.0'), [...plugins].join(', '));
    const lost = ids.filter((id) => runtime.reader.journal(id).some(({ fact }) => fact.kind === 'attempt.lost'));
    assert.deepEqual(lost, []);
    assert.equal(ran(await runToEnd(runtime, upGraph('wait', 1))).version, '2.0.0');
    // The former generations are gone with their last execution.
    await until(() => runtime.stats().lanes.kinds.io.threads === 2);
  });

  it('does not begin what waited in a version that the graph was not compiled against', async () => {
    const plugins = [upgraded('1.0.0')];
    const runtime = await open({ plugins, pluginLimits: { up: { concurrency: 1 } } });
    const text = (ms: number): string => `nodes: [{ name: a, uses: up.wait, with: { ms: ${ms} } }]`;
    const { graph: slow } = compile(text(1200), { file: 'w.yaml', plugins: runtime.manifests });
    const { graph: quick } = compile(text(1), { file: 'w.yaml', plugins: runtime.manifests });
    assert.ok(slow !== undefined && quick !== undefined);
    const first = await runtime.start(startRequest(slow));
    const second = await runtime.start(startRequest(quick));
    await until(() => runtime.stats().lanes.heldBack === 1);
    await runtime.plugins.replace([upgraded('9.0.0')]);
    assert.equal(ran(await runtime.result(first.run_id)).version, '1.0.0');
    await until(() => runtime.reader.run(second.run_id)?.status === 'paused');
    assert.equal(runtime.stats().lanes.kinds.io.executing, 0);
    await runtime.plugins.replace([upgraded('1.0.1')]);
    assert.equal(ran(await runtime.result(second.run_id)).version, '1.0.1');
    const kinds = runtime.reader.journal(second.run_id).map(({ fact }) => fact.kind);
    assert.deepEqual(
      kinds.filter((kind) => kind === 'run.resumed' || kind === 'attempt.lost'),
      ['run.resumed'],
    );
  });

  it('lets runs go on that were paused, once a version comes that fits, and no others', async () => {
    const runtime = await open({ plugins: [upgraded('1.0.0')] });
    const { graph: shape } = compile('nodes: [{ name: a, uses: up.wait, with: { ms: 1 } }]', {
      file: 'w.yaml',
      plugins: runtime.manifests,
    });
    assert.ok(shape !== undefined);
    await runtime.plugins.replace([upgraded('9.0.0')]);
    const started = await Promise.all([1, 2, 3].map(async () => await runtime.start(startRequest(shape))));
    const paused = (): number => started.filter(({ run_id }) => runtime.reader.run(run_id)?.status === 'paused').length;
    await until(() => paused() === 3);
    await runtime.plugins.replace([upgraded('9.1.0')]);
    assert.equal(paused(), 3);
    await runtime.plugins.replace([upgraded('1.0.0')]);
    const outcomes = await Promise.all(started.map(async ({ run_id }) => await runtime.result(run_id)));
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['succeeded', 'succeeded', 'succeeded'],
    );
  });

  it('can be closed while new threads are on their way', async () => {
    const runtime = await open({ plugins: [upgraded('1.0.0')] });
    const replaced = runtime.plugins.replace([upgraded('2.0.0')]);
    await Promise.all([assert.rejects(replaced, { code: 'RUNTIME_CLOSED' }), runtime.close()]);
    await assert.rejects(runtime.plugins.replace([]), { code: 'RUNTIME_CLOSED' });
  });
});

describe('taking plugins away', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  const TEST = { specifier: TEST_PLUGIN, firstParty: false };
  const register = async (runtime: Runtime, name: string, shape: ExecutionGraph): Promise<void> =>
    void (await runtime.register({ name, path: null, source: '', graph: { ...shape, name } }));

  it('is refused while a registered workflow uses what they offer, which is named', async () => {
    const runtime = await open({ plugins: [TEST, upgraded('1.0.0')] });
    await register(runtime, 'waits', graph('a -> b', { a: upNode('wait', 1), b: upNode('write', 1) }));
    await register(runtime, 'works', graph('a'));
    await assert.rejects(runtime.plugins.replace([TEST]), (error: RuntimeError) => {
      assert.equal(error.code, 'PLUGIN_IN_USE');
      assert.match(
        error.message,
        /the workflow waits uses the action up\.wait, the action up\.write; change or unregister/,
      );
      assert.deepEqual(error.details, {
        uses: [{ workflow: 'waits', contributions: ['action up.wait', 'action up.write'] }],
      });
      return true;
    });
    assert.equal((await runToEnd(runtime, upGraph('wait', 1))).status, 'succeeded');
    await runtime.plugins.replace([TEST, upgraded('2.0.0')]);
    await runtime.unregister('waits');
    assert.deepEqual((await runtime.plugins.replace([TEST])).removed, ['up']);
  });

  it('is refused for every kind of contribution, also for graphs within graphs', async () => {
    const call = { input: true, output: true, effects: 'read', idempotent: true } as const;
    const manifest: PluginManifest = {
      name: 'all',
      version: '1.0.0',
      sdk: '^1',
      secrets: {},
      capabilities: { net: [] },
      actions: { 'all.act': call },
      tools: { 'all.find': { ...call, description: 'x' } },
      providers: { all: { models: {} } },
      triggers: { 'all.hook': { event: true, maxBodyBytes: 1, ackStatus: 202 } },
      trackers: { 'all.lines': {} },
    };
    const source = { ...written('export const plugin = {};'), manifest };
    const shape = graph('a', {}, { observability: { 'all.lines': {} } });
    const llm = { provider: 'all', model: 'm', tools: [{ uses: 'all.find' }] } as unknown as NonNullable<
      ActionNode['llm']
    >;
    const asked = graph('a', { a: { uses: 'llm', llm } });
    const cases: readonly (readonly [string, ExecutionGraph])[] = [
      ['action all.act', graph('a', { a: { uses: 'all.act' } })],
      ['tool all.find, the provider all', asked],
      ['trigger all.hook', { ...graph('a'), triggers: [{ name: 't', uses: 'all.hook', enabled: true }] }],
      ['tracker all.lines', shape],
      ['action all.act', { ...graph('a'), subgraphs: { inner: graph('a', { a: { uses: 'all.act' } }) } }],
    ];
    const runtime = await open({ plugins: [TEST, source] });
    for (const [named, used] of cases) {
      await register(runtime, 'user', { ...used, hash: hashGraph(used) });
      await assert.rejects(runtime.plugins.replace([TEST]), (error: Error) =>
        error.message.includes(`the workflow user uses the ${named};`),
      );
    }
    await register(runtime, 'user', graph('a', {}, { observability: { 'all.lines': { enabled: false } } }));
    await runtime.plugins.replace([TEST]);
  });
});
