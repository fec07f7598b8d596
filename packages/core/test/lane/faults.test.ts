// What a plugin can do to its thread, each with a real thread: what the journal says, what becomes of the neighbours, and that the
// engine goes on.
import assert from 'node:assert/strict';
import type { Runtime, RuntimeOptions } from '@configurable-agents/core';
import type { ActionNode, ExecutionGraph } from '@configurable-agents/core/graph';
import { laneTuning, openLanes } from '@configurable-agents/core/testing';
import type { LaneOutcome, LaneStats } from '@configurable-agents/core/testing';
import { graph } from '../support/graph.ts';
import { closeAll, open, runToEnd, startRequest, TEST_PLUGIN } from '../support/runtime.ts';

const FAULTS = new URL('../fixtures/fault-plugin.ts', import.meta.url).href;
/** In a hurry, but patient enough for a thread that loads its plugins on a busy machine. */
const TUNING = { graceMs: 300, beatMs: 50, blockedBeats: 16, idleMs: 100 } as const;

const logged: string[] = [];

async function openFaulty(options: Partial<RuntimeOptions> = {}): Promise<Runtime> {
  logged.length = 0;
  return await open({
    plugins: [TEST_PLUGIN, FAULTS].map((specifier) => ({ specifier, firstParty: false })),
    lanes: TUNING,
    cpuWorkers: 1,
    log: (level, message) => logged.push(`${level} ${message}`),
    ...options,
  });
}

/** A graph of one node `a` that uses an action of the faulty plugin. */
function faulty(action: string, node: Partial<ActionNode> = {}): ExecutionGraph {
  return graph('a', { a: { uses: `fault.${action}`, ...node } });
}

/** A graph of one node that waits and gives `ok`. */
const waiting = (ms: number): ExecutionGraph =>
  graph('n', { n: { with: { kind: 'literal', value: { delay_ms: ms, value: 'ok' } } } });
const NEIGHBOUR = waiting(200);
/** Still there when its thread is lost. */
const SLOW_NEIGHBOUR = waiting(1500);

/** The facts of a run about its executions: `attempt.lost`, with `alone` where it was. */
function facts(runtime: Runtime, run: string): readonly string[] {
  return runtime.reader
    .journal(run)
    .map(({ fact }) => fact)
    .filter(({ kind }) => kind.startsWith('node.') || kind === 'attempt.lost')
    .map(({ kind, alone }) => (alone === true ? `${kind} alone` : kind));
}

const LOST_WITH_A_NEIGHBOUR = ['node.scheduled', 'attempt.lost'];
const LOST_ALONE = ['node.scheduled alone', 'attempt.lost alone'];
const GIVEN_UP = [
  ...LOST_WITH_A_NEIGHBOUR,
  ...LOST_WITH_A_NEIGHBOUR,
  ...LOST_ALONE,
  ...LOST_ALONE,
  ...LOST_ALONE,
  'node.failed',
];

/** Runs a fault beside an innocent neighbour in the same thread, and looks at both. */
async function givesUp(runtime: Runtime, action: string): Promise<void> {
  const [culprit, neighbour] = await Promise.all(
    [faulty(action), SLOW_NEIGHBOUR].map(async (each) => (await runtime.start(startRequest(each))).run_id),
  );
  assert.ok(culprit !== undefined && neighbour !== undefined);
  const { status, error } = await runtime.result(culprit);
  assert.deepEqual([status, error?.code, error?.node], ['failed', 'RUN_ATTEMPT_LOST', 'a']);
  assert.deepEqual(facts(runtime, culprit), GIVEN_UP);
  const beside = await runtime.result(neighbour);
  assert.deepEqual([beside.status, beside.result], ['succeeded', { value: 'ok' }]);
  await goesOn(runtime);
}

async function goesOn(runtime: Runtime): Promise<void> {
  assert.equal(runtime.health().ready, true);
  assert.equal((await runToEnd(runtime, NEIGHBOUR)).status, 'succeeded');
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a worker thread', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('that crashes is replaced, and what takes it down again and again is given up', async () => {
    const runtime = await openFaulty();
    await givesUp(runtime, 'crash_later');
    assert.ok(logged.some((line) => line.includes('ended by itself') && line.includes('nobody catches this')));
    assert.equal(runtime.stats().lanes.kinds.io.replaced.crashed, 2);
    assert.equal(runtime.stats().lanes.kinds.cpu.replaced.crashed, 3);
  });

  it('that runs out of memory is replaced, the process stays', async () => {
    const runtime = await openFaulty({ lanes: { ...TUNING, memoryMb: 64 } });
    await givesUp(runtime, 'exhaust');
    assert.ok(
      logged.some((line) => line.includes('ran out of memory')),
      logged.join('\n'),
    );
  });

  it('that a loop without an await blocks is found by its silence and replaced', async () => {
    const runtime = await openFaulty();
    await givesUp(runtime, 'spin');
    assert.ok(logged.some((line) => line.includes('does not answer') && line.includes('`a`')));
  });

  it('that is blocked is ended also before, once the time of its node and a grace are over', async () => {
    const runtime = await openFaulty({ lanes: { ...TUNING, blockedBeats: 10_000 } });
    const neighbour = await runtime.start(startRequest(NEIGHBOUR));
    const { error } = await runToEnd(runtime, faulty('spin', { timeout_ms: 50 }));
    assert.equal(error?.code, 'NODE_TIMEOUT');
    assert.equal((await runtime.result(neighbour.run_id)).status, 'succeeded');
    assert.deepEqual(facts(runtime, neighbour.run_id), [
      'node.scheduled',
      'attempt.lost',
      'node.scheduled',
      'node.completed',
    ]);
    assert.equal(runtime.stats().lanes.kinds.io.replaced.blocked, 1);
    await goesOn(runtime);
  });

  it('whose plugin goes on after an abort is left to its neighbours and replaced behind their back', async () => {
    const runtime = await openFaulty();
    // First: a thread that is still starting when a time is up would be taken for blocked.
    const before = await runToEnd(runtime, faulty('where'));
    // The second attempt starts a thread, for which a busy machine takes a second.
    const timeoutMs = 2000;
    const neighbour = await runtime.start(startRequest(waiting(timeoutMs + 1000)));
    const deaf = await runtime.start(
      startRequest(
        faulty('deaf', {
          timeout_ms: timeoutMs,
          retry: { max_attempts: 2, initial_ms: 1000, factor: 1, max_ms: 1000, jitter: false },
        }),
      ),
    );
    const after = await runtime.result(deaf.run_id);
    assert.equal(after.status, 'succeeded');
    assert.notDeepEqual(after.result, before.result);
    assert.equal((await runtime.result(neighbour.run_id)).status, 'succeeded');
    assert.deepEqual(facts(runtime, neighbour.run_id), ['node.scheduled', 'node.completed']);
    await until(() => runtime.stats().lanes.kinds.io.replaced.overdue === 1);
    assert.equal(runtime.stats().lanes.kinds.io.threads, 1);
  });

  it('that keeps more and more memory is replaced while it is idle', async () => {
    // To fill it takes a busy machine longer than silence is allowed for here.
    const patient = { ...TUNING, blockedBeats: 10_000 };
    const runtime = await openFaulty({ lanes: { ...patient, heapBytes: 50 * 1024 * 1024, heavyBeats: 4 } });
    const { result: before } = await runToEnd(runtime, faulty('hoard'));
    await until(() => runtime.stats().lanes.kinds.io.replaced.leaking === 1);
    const { result: after } = await runToEnd(runtime, faulty('where'));
    assert.notDeepEqual(after, before);
    assert.equal(runtime.stats().lanes.kinds.io.lost, 0);
  });

  it('that is lost with a write in it leaves the outcome unknown, and sends nothing twice', async () => {
    const runtime = await openFaulty();
    const write = await runtime.start(startRequest(faulty('write_slowly', { effects: 'write', idempotent: false })));
    await until(() => facts(runtime, write.run_id).length === 1);
    await runtime.start(startRequest(faulty('crash_later')));
    const { error } = await runtime.result(write.run_id);
    assert.equal(error?.code, 'RUN_OUTCOME_UNKNOWN');
    assert.deepEqual(facts(runtime, write.run_id), ['node.scheduled', 'attempt.lost', 'node.failed']);
  });
});

describe('a lane', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('does not get what is called off in the turn that sent it', async () => {
    const lanes = openLanes({
      threads: 1,
      cpuThreads: 1,
      placeOf: () => ({ kind: 'io', plugin: 'fault' }),
      limits: {},
      tuning: laneTuning(TUNING),
      init: {
        actions: { 'fault.crash_later': FAULTS, 'test.work': TEST_PLUGIN },
        providers: {},
        config: {},
        given: {},
        granted: {},
        allowPrivate: [],
      },
      env: process.env,
      onLog: () => {},
      onWarning: assert.fail,
    });
    const send = (of: ExecutionGraph, done: (outcome: LaneOutcome) => void): (() => void) => {
      const node = of.nodes[0] as ActionNode;
      const named = { runId: 'r', workflowName: 'w', key: node.name, graph: of.hash, node: node.name };
      const message = { ...named, attempt: 1, provider: null, hops: 0, scope: {} };
      return lanes.execute({ message, graph: of, node, alone: false }, done);
    };
    send(faulty('crash_later'), () => assert.fail())();
    const { promise, resolve } = Promise.withResolvers<LaneOutcome>();
    send(NEIGHBOUR, resolve);
    assert.equal((await promise).kind, 'result');
    await lanes.close();
  });

  it('that holds what goes on after its abort is replaced as soon as there is room for another one', async () => {
    const runtime = await openFaulty();
    const io = (): LaneStats => runtime.stats().lanes.kinds.io;
    const deaf = faulty('deaf', { timeout_ms: 100 });
    // Each thread has answered before it is given what does not: one that is still starting would be taken for blocked.
    const first = await runToEnd(runtime, faulty('where'));
    const neighbour = await runtime.start(startRequest(graph('h', { h: { uses: 'test.hang' } })));
    await runToEnd(runtime, deaf);
    await until(() => io().threads === 2);
    const second = await runToEnd(runtime, faulty('where'));
    assert.notDeepEqual(second.result, first.result);
    await runToEnd(runtime, deaf);
    // Its time and the grace are over; the first thread has its neighbour still, and there is no room for a third.
    const judged = performance.now() + TUNING.graceMs + 100;
    await until(() => performance.now() > judged);
    assert.deepEqual(io().replaced, {});
    await runtime.cancel(neighbour.run_id, 'enough');
    await until(() => io().replaced.overdue === 2);
    assert.deepEqual([io().replaced, io().lost], [{ overdue: 2 }, 0]);
  });

  it('does not get a write that was cancelled before its fact was durable', async () => {
    const runtime = await openFaulty();
    const cancelled: Promise<void>[] = [];
    // Told first of a commit, before anything that waits for it.
    runtime.subscribe((entries) => {
      for (const { run_id, fact } of entries)
        if (fact.kind === 'node.scheduled' && fact['node'] === 'a') cancelled.push(runtime.cancel(run_id, 'enough'));
    });
    const write = { uses: 'test.hang', effects: 'write', idempotent: true } as const;
    const last = { finally: true, with: { kind: 'literal', value: { delay_ms: 100, value: 'ok' } } } as const;
    const { status } = await runToEnd(runtime, graph('a, last', { a: write, last }));
    await Promise.all(cancelled);
    assert.equal(status, 'cancelled');
    assert.equal(runtime.stats().lanes.kinds.io.executing, 0);
  });
});

describe('a node that computes', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  const compute = (ms: number): Partial<ActionNode> => ({ with: { kind: 'literal', value: { ms } } });

  it('has its thread alone, and threads come and go with the work', async () => {
    const runtime = await openFaulty({ cpuWorkers: 2 });
    const { cpu } = runtime.stats().lanes.kinds;
    assert.deepEqual([cpu.threads, cpu.capacity], [0, 2]);
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(async () => await runToEnd(runtime, faulty('compute', compute(150)))),
    );
    type Span = { readonly thread: number; readonly from: number; readonly to: number };
    // The action's own output.
    const spans = outcomes.map(({ result }) => result as Span);
    assert.equal(new Set(spans.map(({ thread }) => thread)).size, 2);
    for (const one of spans) {
      const beside = spans.filter((other) => other !== one && other.thread === one.thread);
      assert.ok(
        beside.every(({ from, to }) => to <= one.from || from >= one.to),
        JSON.stringify(spans),
      );
    }
    await until(() => runtime.stats().lanes.kinds.cpu.threads === 0);
    assert.deepEqual(runtime.stats().lanes.kinds.cpu.replaced, {});
  });

  it('does not hold up nodes that wait', async () => {
    const runtime = await openFaulty();
    await runToEnd(runtime, NEIGHBOUR);
    const busy = await runtime.start(startRequest(faulty('compute', compute(2000))));
    assert.equal((await runToEnd(runtime, NEIGHBOUR)).status, 'succeeded');
    assert.equal(runtime.reader.run(busy.run_id)?.status, 'running');
    assert.equal((await runtime.result(busy.run_id)).status, 'succeeded');
  });

  it('is bounded by its timeout, however silent it is; its thread ends after the grace', async () => {
    const runtime = await openFaulty({ lanes: { ...TUNING, blockedBeats: 2 } });
    const first = runToEnd(runtime, faulty('compute_for_ever', { timeout_ms: 500 }));
    const next = runToEnd(runtime, faulty('compute', compute(10)));
    const { error, duration_ms: took } = await first;
    assert.equal(error?.code, 'NODE_TIMEOUT');
    assert.ok(took >= 500, String(took));
    assert.equal((await next).status, 'succeeded');
    assert.deepEqual(runtime.stats().lanes.kinds.cpu.replaced, { blocked: 1 });
  });
});

describe('the limit of a plugin', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('holds back what is beyond it, in order, and nobody else', async () => {
    const runtime = await openFaulty({ pluginLimits: { test: { concurrency: 2 } } });
    let most = 0;
    runtime.subscribe(() => (most = Math.max(most, runtime.stats().lanes.kinds.io.executing)));
    const runs = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async () => (await runtime.start(startRequest(NEIGHBOUR))).run_id),
    );
    assert.equal(runtime.stats().lanes.heldBack, 4);
    assert.equal(runtime.stats().lanes.kinds.io.waiting, 0);
    assert.equal((await runToEnd(runtime, faulty('where'))).status, 'succeeded');
    const ended = await Promise.all(runs.map(async (id) => await runtime.result(id)));
    assert.ok(ended.every(({ status }) => status === 'succeeded'));
    const times = runs.map((id) => Date.parse(runtime.reader.run(id)?.finished_at ?? ''));
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    assert.ok((times[5] ?? 0) - (times[0] ?? 0) >= 380, JSON.stringify(times));
    // Two of the limited plugin, and the one of another.
    assert.ok(most <= 3, String(most));
    assert.equal(runtime.stats().lanes.heldBack, 0);
  });

  it('of no plugin that is here is told of, with the nearest', async () => {
    await openFaulty({ pluginLimits: { fualt: { concurrency: 2 } } });
    assert.ok(
      logged.some((line) => line.startsWith('warn') && line.includes('did you mean `fault`?')),
      logged.join(),
    );
  });

  it('is left by a run that is cancelled while it waits, and while it runs', async () => {
    const runtime = await openFaulty({ pluginLimits: { test: { concurrency: 1 } } });
    const hang = graph('h', { h: { uses: 'test.hang' } });
    const ids = await Promise.all([hang, hang].map(async (each) => (await runtime.start(startRequest(each))).run_id));
    await until(() => runtime.stats().lanes.heldBack === 1);
    const last = runToEnd(runtime, NEIGHBOUR);
    for (const id of ids.toReversed()) await runtime.cancel(id, 'enough');
    assert.equal((await last).status, 'succeeded');
  });
});
