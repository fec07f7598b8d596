import assert from 'node:assert/strict';
import type { DeliveryResult, RunRow, Runtime, RuntimeOptions } from '@configurable-agents/core';
import { hashGraph } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphTrigger, RunLimits, Template } from '@configurable-agents/core/graph';
import { simulatedClock } from '@configurable-agents/core/testing';
import type { SimulatedClock } from '@configurable-agents/core/testing';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, startRequest } from '../support/runtime.ts';

const path = (...steps: string[]): Template => ({ kind: 'text', parts: [{ kind: 'path', path: steps }] });
const OPEN = { a: { kind: 'wait', wait: { for: 'signal', signal: 'go', schema: true } } } as const;
const AT_ONCE = { a: { kind: 'set', with: { kind: 'literal', value: {} } } } as const;
const HOOK: GraphTrigger = { uses: 'generic', name: 'hook', enabled: true };
const INPUTS = { type: 'object', properties: { key: { type: 'string' }, rank: { type: 'integer' } } } as const;

type Limited = {
  readonly trigger?: Partial<GraphTrigger>;
  readonly execution?: RunLimits;
  /** Whether a run ends by itself. */
  readonly ends?: boolean;
  readonly name?: string;
};

function limited({ trigger = {}, execution, ends = false, name = 'orders' }: Limited): ExecutionGraph {
  const { hash: _hash, ...made } = graph('a', ends ? AT_ONCE : OPEN, { name, inputs: INPUTS });
  const body = { ...made, triggers: [{ ...HOOK, ...trigger }], ...(execution === undefined ? {} : { execution }) };
  return { ...body, hash: hashGraph(body) };
}

/** One delivery for a workflow, as the server hands it over. */
async function deliver(
  runtime: Runtime,
  of: ExecutionGraph,
  { key = '', rank, id = null }: { readonly key?: string; readonly rank?: number; readonly id?: string | null } = {},
): Promise<DeliveryResult> {
  const inputs = { key, ...(rank === undefined ? {} : { rank }) };
  const trigger = { name: 'hook', uses: 'generic' };
  return await runtime.deliver({
    trigger: 'generic',
    dedupeKey: id,
    rawBody: Buffer.from(JSON.stringify(inputs)),
    headers: {},
    eventType: 'generic',
    starts: [{ graph: of, workflowName: of.name, revision: 1, inputs, trigger, event: { inputs } }],
    deadLetters: [],
  });
}

const idOf = ({ runs }: DeliveryResult): string => runs[0]?.run_id ?? assert.fail('no run');

/** Runs in the order of acceptance, as the list shows them. */
const listed = (runtime: Runtime): readonly RunRow[] => runtime.reader.runs({ limit: 1000 }).items.toReversed();
const statuses = (runtime: Runtime): readonly string[] => listed(runtime).map(({ status }) => status);
const waits = (runtime: Runtime): readonly (string | undefined)[] => listed(runtime).map((run) => run.waits?.text);

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const go = async (runtime: Runtime, run: string): Promise<void> => {
  await runtime.signal(run, { name: 'go', payload: null });
  await runtime.result(run);
};

type Opened = { readonly runtime: Runtime; readonly clock: SimulatedClock };

async function openAt(start: string, options: Partial<RuntimeOptions> = {}): Promise<Opened> {
  const clock = simulatedClock(start);
  return { runtime: await open({ clock, ...options }), clock };
}

describe('limits of runs', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('queue what comes while as many runs of its key are open, and say so', async () => {
    const runtime = await open();
    const of = limited({
      trigger: { concurrency: { limit: 1, key: path('event', 'inputs', 'key'), on_conflict: 'queue' } },
    });
    const [first, other, second, third] = [
      await deliver(runtime, of, { key: 'x' }),
      await deliver(runtime, of, { key: 'y' }),
      await deliver(runtime, of, { key: 'x' }),
      await deliver(runtime, of, { key: 'x' }),
    ].map(idOf) as [string, string, string, string];
    await until(() => statuses(runtime).join() === 'waiting,waiting,queued,queued');
    const limit = 'waits: concurrency of the trigger hook (limit 1, key x)';
    assert.deepEqual(waits(runtime), [undefined, undefined, `${limit}, 0 before it`, `${limit}, 1 before it`]);
    assert.equal(runtime.reader.detail(third)?.waits?.before, 1);
    assert.equal(runtime.reader.explain(third)?.waits?.for, 'concurrency');
    await go(runtime, first);
    await until(() => statuses(runtime).join() === 'succeeded,waiting,waiting,queued');
    assert.deepEqual(waits(runtime).slice(2), [undefined, `${limit}, 0 before it`]);
    for (const run of [other, second, third]) await go(runtime, run);
    assert.deepEqual(new Set(statuses(runtime)), new Set(['succeeded']));
  });

  it('hold over a restart, in the order of acceptance', async () => {
    const dataDir = newDataDir();
    const of = limited({ execution: { concurrency: { limit: 1, on_conflict: 'queue' } } });
    const before = await open({ dataDir });
    const ids = [await deliver(before, of), await deliver(before, of), await deliver(before, of)].map(idOf);
    await before.close();
    const after = await open({ dataDir });
    for (const [i, id] of ids.entries()) {
      await until(() => statuses(after)[i] === 'waiting');
      assert.deepEqual(
        statuses(after).slice(i + 1),
        ids.slice(i + 1).map(() => 'queued'),
      );
      await go(after, id);
    }
  });

  it('make no run by `skip`, and say why; the id may come again', async () => {
    const runtime = await open();
    const of = limited({ trigger: { concurrency: { limit: 1, on_conflict: 'skip' } } });
    const first = idOf(await deliver(runtime, of));
    const { runs, skipped, delivery_id: delivery } = await deliver(runtime, of, { id: 'again' });
    assert.deepEqual(runs, []);
    const reason = `concurrency of the trigger hook (limit 1): the run ${first} is open or queued`;
    assert.deepEqual(skipped, [{ workflow_name: 'orders', reason }]);
    const row = runtime.reader.delivery(delivery);
    assert.deepEqual([row?.verdict, row?.reason, row?.runs], ['skipped', `orders: ${reason}`, []]);
    await assert.rejects(runtime.start({ ...startRequest(of), trigger: { name: 'hook', uses: 'generic' } }), {
      code: 'RUN_SKIPPED',
      message: `no run of orders was started: ${reason}`,
    });
    await go(runtime, first);
    assert.equal((await deliver(runtime, of, { id: 'again' })).runs.length, 1);
  });

  it('cancel the oldest run by `cancel`, and start the new one once it has ended', async () => {
    const runtime = await open();
    const of = limited({ execution: { concurrency: { limit: 1, on_conflict: 'cancel' } } });
    const [first, second, third] = [
      await deliver(runtime, of),
      await deliver(runtime, of),
      await deliver(runtime, of),
    ].map(idOf) as [string, string, string];
    await until(() => statuses(runtime).join() === 'cancelled,cancelled,waiting');
    const why = (run: string): unknown =>
      runtime.reader.journal(run).find(({ fact }) => fact.kind === 'run.cancel_requested')?.fact['reason'];
    assert.equal(why(first), `concurrency (limit 1): the run ${second} came after it`);
    assert.equal(why(second), `concurrency (limit 1): the run ${third} came after it`);
    await assert.rejects(runtime.retry(first), { code: 'RUN_LIMIT_FULL' });
    await go(runtime, third);
    await runtime.retry(first);
    await go(runtime, first);
  });

  it('start so many runs in any period, over a restart too', async () => {
    const dataDir = newDataDir();
    const of = limited({ trigger: { rate_limit: { limit: 2, period_ms: 60_000, on_conflict: 'queue' } }, ends: true });
    const first = await openAt('2026-06-01T10:00:00Z', { dataDir });
    for (let i = 0; i < 4; i += 1) {
      await deliver(first.runtime, of);
      first.clock.advance(10_000);
    }
    await until(() => statuses(first.runtime).join() === 'succeeded,succeeded,queued,queued');
    assert.match(waits(first.runtime)[3] ?? '', /^waits: rate limit of the trigger hook \(2 in 60 s\), 1 before it/);
    await first.runtime.close();
    const second = await openAt('2026-06-01T10:00:50Z', { dataDir });
    second.clock.advance(9_000);
    assert.deepEqual(statuses(second.runtime).slice(2), ['queued', 'queued']);
    second.clock.advance(1_000);
    await until(() => statuses(second.runtime).join() === 'succeeded,succeeded,succeeded,queued');
    second.clock.advance(10_000);
    await until(() => statuses(second.runtime).every((status) => status === 'succeeded'));
    const starts = listed(second.runtime).map(({ started_at: at }) => at?.slice(14, 19));
    assert.deepEqual(starts, ['00:00', '00:10', '01:00', '01:10']);
  });

  it('run only the last of a burst, over a restart too; the others say which one it was', async () => {
    const dataDir = newDataDir();
    const debounce = { period_ms: 10_000, max_wait_ms: 25_000, key: path('event', 'inputs', 'key') };
    const of = limited({ trigger: { debounce }, ends: true });
    const first = await openAt('2026-06-01T10:00:00Z', { dataDir });
    const one = idOf(await deliver(first.runtime, of, { key: 'k', id: 'one' }));
    first.clock.advance(8_000);
    const two = idOf(await deliver(first.runtime, of, { key: 'k' }));
    await until(() => statuses(first.runtime).join() === 'superseded,queued');
    assert.match(
      waits(first.runtime)[1] ?? '',
      /^waits: debounce \(key k\), for a newer one until 2026-06-01T10:00:18/,
    );
    const facts = first.runtime.reader.journal(one).map(({ fact }) => fact);
    assert.equal(facts.find(({ kind }) => kind === 'run.superseded')?.['by'], two);
    assert.deepEqual((await deliver(first.runtime, of, { key: 'other', id: 'one' })).runs[0]?.duplicate, true);
    await assert.rejects(first.runtime.retry(one), { code: 'RUN_NOT_OPEN' });
    await first.runtime.close();
    const second = await openAt('2026-06-01T10:00:16Z', { dataDir });
    await deliver(second.runtime, of, { key: 'k' });
    second.clock.advance(8_999);
    assert.equal(statuses(second.runtime)[2], 'queued');
    // The burst began at 10:00:00 and waits 25 seconds at most.
    second.clock.advance(1);
    await until(() => statuses(second.runtime)[2] === 'succeeded');
    assert.deepEqual(statuses(second.runtime), ['superseded', 'superseded', 'succeeded']);
  });

  it('start what has a higher priority first', async () => {
    const runtime = await open({ maxRunning: 1 });
    const priority: Template = {
      kind: 'value',
      expression: { kind: 'name', name: 'rank', at: [0, 4] },
    };
    const of = limited({ execution: { priority } });
    const ids = [];
    for (const rank of [0, 0, 5, -500, 5]) ids.push(idOf(await deliver(runtime, of, { rank })));
    const order: number[] = [];
    for (let i = 0; i < ids.length; i += 1) {
      await until(() => statuses(runtime).includes('waiting'));
      const now = statuses(runtime).indexOf('waiting');
      order.push(now);
      await go(runtime, ids[now] as string);
    }
    assert.deepEqual(order, [0, 2, 4, 1, 3]);
    assert.equal(runtime.reader.journal(ids[3] as string)[0]?.fact['admission'] !== undefined, true);
  });

  it('make a dead letter of a key that cannot be evaluated, and refuse a start by hand', async () => {
    const runtime = await open();
    const key: Template = { kind: 'value', expression: { kind: 'name', name: 'nowhere', at: [0, 7] } };
    const of = limited({ execution: { concurrency: { limit: 1, key, on_conflict: 'queue' } } });
    const { dead_letters: letters, runs } = await deliver(runtime, of);
    assert.deepEqual([letters[0]?.code, runs], ['TRIGGER_NOT_EVALUABLE', []]);
    await assert.rejects(runtime.start(startRequest(of)), { code: 'RUN_LIMITS_INVALID' });
  });

  it('keep what is accepted while a workflow or an entry is paused, over a restart, and start it on resume', async () => {
    const dataDir = newDataDir();
    const of = limited({ ends: true });
    const before = await open({ dataDir });
    await before.register({ name: 'orders', path: null, source: 'x', graph: of });
    await before.pauseWorkflow('orders');
    await deliver(before, of);
    assert.deepEqual(waits(before), ['waits: orders is paused, 0 before it']);
    await assert.rejects(before.pauseWorkflow('order'), { code: 'WORKFLOW_NOT_FOUND', message: /did you mean orders/ });
    await assert.rejects(before.pauseWorkflow('orders', 'hok'), {
      code: 'TRIGGER_NOT_FOUND',
      message: /did you mean hook/,
    });
    await before.close();
    const after = await open({ dataDir });
    await after.pauseWorkflow('orders', 'hook');
    await after.resumeWorkflow('orders');
    await deliver(after, of);
    const { run_id: byHand } = await after.start(startRequest(of));
    await after.result(byHand);
    assert.deepEqual(statuses(after), ['queued', 'queued', 'succeeded']);
    assert.deepEqual(waits(after)[1], 'waits: the trigger hook of orders is paused, 1 before it');
    assert.deepEqual(
      after.reader.pauses().map(({ trigger }) => trigger),
      ['hook'],
    );
    await after.resumeWorkflow('orders', 'hook');
    await until(() => statuses(after).every((status) => status === 'succeeded'));
  });

  it('accept ten thousand deliveries and more while one run may be open', async function () {
    this.timeout(120_000);
    const runtime = await open({ maxQueue: 10, memory: true });
    const of = limited({ execution: { concurrency: { limit: 1, on_conflict: 'queue' } } });
    const COUNT = 10_001;
    const results = await Promise.all(Array.from({ length: COUNT }, async () => await deliver(runtime, of)));
    assert.equal(new Set(results.map(idOf)).size, COUNT);
    assert.equal(runtime.health().queued, COUNT - 1);
    await assert.rejects(runtime.start(startRequest(of)), { code: 'QUEUE_FULL' });
  });
});
