// More runs wait than are kept in memory: the others are in the store only, and nothing else is different about them.
import assert from 'node:assert/strict';
import type { Runtime } from '@configurable-agents/core';
import { openRuns } from '../../src/runtime/open-runs.ts';
import { newOpenRun } from '../../src/runtime/open-run.ts';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, startRequest } from '../support/runtime.ts';

const WAITING = graph('a', { a: { kind: 'wait', wait: { for: 'signal', signal: 'go', schema: true } } });
const AT_ONCE = graph('a', { a: { kind: 'set', with: { kind: 'literal', value: { text: 'done' } } } });
const COUNT = 1200;

describe('open runs', () => {
  const made = (id: string): ReturnType<typeof newOpenRun> => newOpenRun({ id, run: 1, graph: AT_ONCE });

  it('are read from the store again once they were unloaded, and stay then', () => {
    const loaded: string[] = [];
    const runs = openRuns((id) => {
      loaded.push(id);
      return made(id);
    });
    runs.add(made('one'));
    runs.add(made('two'));
    runs.unload('one');
    assert.deepEqual([runs.has('one'), runs.unloaded(), [...runs.inMemory()].map(({ id }) => id)], [true, 1, ['two']]);
    assert.equal(runs.get('one'), runs.get('one'));
    assert.deepEqual([loaded, runs.unloaded(), runs.get('three'), runs.has('three')], [['one'], 0, undefined, false]);
    runs.delete('one');
    assert.deepEqual([runs.get('one'), loaded], [undefined, ['one']]);
  });
});

describe('a long backlog', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  const gauge = (runtime: Runtime, name: string): number =>
    Number(new RegExp(`^configurable_agents_${name} (\\d+)$`, 'm').exec(runtime.metrics())?.[1]);
  const queued = (runtime: Runtime): number => gauge(runtime, 'runs\\{status="queued"\\}');

  /** One run that holds the only place, and many behind it. */
  async function crowd(dataDir: string): Promise<{ readonly runtime: Runtime; readonly ids: readonly string[] }> {
    const runtime = await open({ dataDir, maxRunning: 1, maxQueue: 10 * COUNT });
    const first = await runtime.start(startRequest(WAITING));
    const rest = await Promise.all(
      Array.from({ length: COUNT }, async () => await runtime.start(startRequest(AT_ONCE))),
    );
    return { runtime, ids: [first, ...rest].map(({ run_id: id }) => id) };
  }

  it('is held in the store beyond a thousand runs, is all there, and starts in its order', async () => {
    const { runtime, ids } = await crowd(newDataDir());
    assert.deepEqual([queued(runtime), gauge(runtime, 'runs_unloaded')], [COUNT, COUNT - 1000]);
    const [first = '', ...rest] = ids;
    // It is cancelled, and asked for, as any other one is.
    const cancelled = rest.at(-2) ?? '';
    const outcome = runtime.result(cancelled);
    await runtime.cancel(cancelled, 'not needed');
    assert.equal((await outcome).status, 'cancelled');
    assert.deepEqual([queued(runtime), gauge(runtime, 'runs_unloaded')], [COUNT - 1, COUNT - 1001]);
    const last = runtime.result(rest.at(-1) ?? '');
    await runtime.signal(first, { name: 'go', payload: null });
    assert.equal((await last).status, 'succeeded');
    assert.deepEqual([queued(runtime), gauge(runtime, 'runs_unloaded')], [0, 0]);
    const started = rest.filter((id) => id !== cancelled).map((id) => runtime.reader.detail(id)?.started_at ?? '');
    assert.ok(started.every((time) => time !== ''));
    assert.deepEqual(started, started.toSorted());
  });

  it('is there after a restart, and no more of it in memory', async () => {
    const dataDir = newDataDir();
    const { runtime, ids } = await crowd(dataDir);
    await runtime.close();
    const again = await open({ dataDir, maxRunning: 1, maxQueue: 10 * COUNT });
    assert.deepEqual([queued(again), gauge(again, 'runs_unloaded')], [COUNT, COUNT - 1000]);
    const last = again.result(ids.at(-1) ?? '');
    await again.signal(ids[0] ?? '', { name: 'go', payload: null });
    assert.equal((await last).status, 'succeeded');
    assert.equal(queued(again), 0);
  });
});
