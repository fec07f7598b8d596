// Somebody sets the clock by an hour, or the machine sleeps for one: what waits for a time neither ends before the clock says so nor
// waits for ever.
import assert from 'node:assert/strict';
import type { Runtime } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { simulatedClock } from '@configurable-agents/core/testing';
import type { SimulatedClock } from '@configurable-agents/core/testing';
import { graph } from '../support/graph.ts';
import { closeAll, open, startRequest } from '../support/runtime.ts';

const START = '2026-06-01T10:00:00Z';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Waiting = {
  readonly clock: SimulatedClock;
  readonly runtime: Runtime;
  readonly id: string;
  readonly facts: () => readonly string[];
};

/** A run that has come to its wait, its failure or whatever the fact says. */
async function waitingAt(of: ExecutionGraph, kind: string): Promise<Waiting> {
  const clock = simulatedClock(START);
  const runtime = await open({ clock });
  const { run_id: id } = await runtime.start(startRequest(of));
  const facts = (): readonly string[] => runtime.reader.journal(id).map(({ fact }) => fact.kind);
  await until(() => facts().includes(kind));
  return { clock, runtime, id, facts };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await settled();
}

/** Lets what follows from the clock be written. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
}

const waitOf = (ms: number): ExecutionGraph =>
  graph('w', {
    w: { kind: 'wait', wait: { for: 'duration', duration: { kind: 'literal', value: `${ms / MINUTE}m` } } },
  });

const at = (time: string): string => `2026-06-01T${time}:00Z`;

describe('a clock that jumps by an hour', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('forward ends a wait that is over by it within half a minute, once', async () => {
    const { clock, runtime, id, facts } = await waitingAt(waitOf(30 * MINUTE), 'node.waiting');
    clock.jump(at('11:00'));
    clock.advance(30_000);
    const { status } = await runtime.result(id);
    assert.equal(status, 'succeeded');
    assert.equal(facts().filter((kind) => kind === 'timer.fired').length, 1);
  });

  it('forward does not end a wait that is not over', async () => {
    const { clock, runtime, id, facts } = await waitingAt(waitOf(2 * HOUR), 'node.waiting');
    clock.jump(at('11:00'));
    clock.advance(59 * MINUTE);
    await settled();
    assert.ok(!facts().includes('timer.fired'));
    clock.advance(2 * MINUTE);
    assert.equal((await runtime.result(id)).status, 'succeeded');
    assertOnTime(runtime, id);
  });

  it('back does not end a wait early, and does not lose it', async () => {
    const { clock, runtime, id, facts } = await waitingAt(waitOf(10 * MINUTE), 'node.waiting');
    clock.jump(at('09:00'));
    clock.advance(69 * MINUTE);
    await settled();
    assert.ok(!facts().includes('timer.fired'));
    clock.advance(2 * MINUTE);
    assert.equal((await runtime.result(id)).status, 'succeeded');
    assertOnTime(runtime, id);
  });

  it('back does not lose the timeout of a run', async () => {
    const hanging = { ...graph('h', { h: { uses: 'test.hang' } }), execution: { timeout_ms: 30 * MINUTE } };
    const { clock, runtime, id, facts } = await waitingAt({ ...hanging, hash: 'timed' }, 'node.scheduled');
    clock.jump(at('09:00'));
    clock.advance(45 * MINUTE);
    await settled();
    assert.ok(!facts().includes('run.timed_out'));
    clock.advance(46 * MINUTE);
    assert.equal((await runtime.result(id)).error?.code, 'RUN_TIMEOUT');
  });

  it('back does not make the wait before another attempt longer', async () => {
    const retry = { max_attempts: 2, initial_ms: MINUTE, factor: 1, max_ms: MINUTE, jitter: false };
    const failing = graph('f', {
      f: { uses: 'test.fail', retry, with: { kind: 'literal', value: { retryable: true } } },
    });
    const { clock, runtime, id } = await waitingAt(failing, 'node.attempt_failed');
    clock.jump(at('09:00'));
    clock.advance(MINUTE + 1000);
    assert.equal((await runtime.result(id)).status, 'failed');
  });

  it('either way starts each slot of a schedule once, and none before its time', async () => {
    const clock = simulatedClock(at('09:30'));
    const runtime = await open({ clock, schedules: true });
    const schedule = { every_ms: HOUR, timezone: 'UTC', catch_up: 'last', overlap: 'allow' } as const;
    const triggers = [{ uses: 'schedule', name: 'hourly', enabled: true, schedule }];
    const scheduled = { ...graph('a'), triggers, hash: 'hourly' };
    await runtime.register({ name: 'report', path: null, source: '', graph: scheduled });
    const slots = (): readonly string[] =>
      runtime.reader
        .deliveries({ limit: 1000 })
        .items.map(({ dedupe_key: key, runs }) => `${key?.slice(18, 23)} ${runs.length}`)
        .toSorted();
    // From 09:31 to 10:31: the slot between is noticed.
    clock.advance(MINUTE);
    clock.jump(at('10:31'));
    clock.advance(30_000);
    await until(() => slots().length === 1);
    // Back to 09:35: the slot of ten comes again, and is known.
    clock.jump(at('09:35'));
    clock.advance(20 * MINUTE);
    await settled();
    assert.deepEqual(slots(), ['10:00 1']);
    clock.advance(10 * MINUTE);
    await settled();
    assert.equal(runtime.reader.runs().items.length, 1);
    clock.advance(HOUR);
    await until(() => slots().includes('11:00 1'));
    await until(() => runtime.health().running === 0);
    assert.equal(runtime.reader.runs().items.length, 2);
  });
});

/** The timer fired when the clock had reached what the journal says. */
function assertOnTime(runtime: Runtime, id: string): void {
  const facts = runtime.reader.journal(id).map(({ fact }) => fact);
  const due = Number(facts.find(({ kind }) => kind === 'node.waiting')?.['wake_at']);
  const fired = Date.parse(facts.find(({ kind }) => kind === 'timer.fired')?.time ?? '');
  assert.ok(fired >= due && fired <= due + 30_000, `${fired - due} ms after its time`);
}
