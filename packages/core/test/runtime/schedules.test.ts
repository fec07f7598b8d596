import assert from 'node:assert/strict';
import type { Runtime, RuntimeOptions } from '@configurable-agents/core';
import type { ExecutionGraph, GraphTrigger, Schedule } from '@configurable-agents/core/graph';
import { simulatedClock } from '@configurable-agents/core/testing';
import type { SimulatedClock } from '@configurable-agents/core/testing';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open } from '../support/runtime.ts';

const HOUR = 3_600_000;

function scheduled(schedule: Partial<Schedule> = {}, trigger: Partial<GraphTrigger> = {}, nodes = {}): ExecutionGraph {
  const entry: GraphTrigger = {
    uses: 'schedule',
    name: 'hourly',
    enabled: true,
    schedule: { every_ms: HOUR, timezone: 'UTC', catch_up: 'last', overlap: 'allow', ...schedule },
    ...trigger,
  };
  const made = graph('a', nodes, {
    name: 'report',
    inputs: { type: 'object', properties: { at: { type: 'string' } } },
  });
  return { ...made, triggers: [entry], hash: JSON.stringify([schedule, trigger, nodes]) };
}

type Opened = { readonly runtime: Runtime; readonly clock: SimulatedClock; readonly logged: readonly string[] };

async function openAt(start: string, options: Partial<RuntimeOptions> = {}): Promise<Opened> {
  const clock = simulatedClock(start);
  const logged: string[] = [];
  const log: RuntimeOptions['log'] = (level, message) => logged.push(`${level} ${message}`);
  return { runtime: await open({ schedules: true, clock, log, ...options }), clock, logged };
}

async function register(runtime: Runtime, of: ExecutionGraph): Promise<void> {
  await runtime.register({ name: 'report', path: null, source: of.hash, graph: of });
}

/** Slots of the runs that there are, the earliest first. */
function slots({ runtime }: Opened): readonly string[] {
  const keys = runtime.reader.deliveries({ limit: 1000 }).items.filter(({ runs }) => runs.length > 0);
  return keys.map(({ dedupe_key: key }) => key?.replace('hourly:', '').slice(11, 16) ?? '').toSorted();
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const ended = ({ runtime }: Opened): number =>
  runtime.reader.runs({ limit: 1000 }).items.filter(({ finished_at: at }) => at !== null).length;

/** A node that waits for a signal: its run stays open until the test ends it. */
const WAITING = {
  a: { kind: 'wait', wait: { for: 'signal', signal: 'go', schema: true } },
};

describe('schedules', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('start one run for each slot, with its times', async () => {
    const opened = await openAt('2026-06-01T09:30:00Z');
    const inputs = { at: { kind: 'text', parts: [{ kind: 'path', path: ['event', 'scheduled_at'] }] } } as const;
    await register(opened.runtime, scheduled({}, { inputs }));
    opened.clock.advance(29 * 60_000);
    assert.deepEqual(slots(opened), []);
    opened.clock.advance(2 * 60_000);
    opened.clock.advance(HOUR);
    await until(() => ended(opened) === 2);
    assert.deepEqual(slots(opened), ['10:00', '11:00']);
    const [run] = opened.runtime.reader.runs().items;
    assert.equal(run?.trigger.uses, 'schedule');
    assert.deepEqual(opened.runtime.reader.detail(run.run_id)?.inputs, { at: '2026-06-01T11:00:00.000Z' });
  });

  it('make up for the last slot that was missed while down, once', async () => {
    const dataDir = newDataDir();
    const first = await openAt('2026-06-01T09:30:00Z', { dataDir });
    await register(first.runtime, scheduled());
    first.clock.advance(HOUR);
    await until(() => ended(first) === 1);
    await first.runtime.close();
    const second = await openAt('2026-06-01T14:20:00Z', { dataDir });
    await until(() => ended(second) === 2);
    assert.deepEqual(slots(second), ['10:00', '14:00']);
    await second.runtime.close();
    const third = await openAt('2026-06-01T14:40:00Z', { dataDir });
    third.clock.advance(60_000);
    assert.deepEqual(slots(third), ['10:00', '14:00']);
  });

  it('begin anew when their times change, or when they were closed', async () => {
    const dataDir = newDataDir();
    const first = await openAt('2026-06-01T09:30:00Z', { dataDir });
    await register(first.runtime, scheduled());
    await first.runtime.close();
    const second = await openAt('2026-06-01T14:20:00Z', { dataDir, schedules: false });
    await register(second.runtime, scheduled({ every_ms: 2 * HOUR, catch_up: 'all' }));
    await second.runtime.close();
    const third = await openAt('2026-06-01T14:30:00Z', { dataDir });
    third.clock.advance(60_000);
    assert.deepEqual(slots(third), []);
    await register(third.runtime, scheduled({}, { enabled: false }));
    third.clock.advance(3 * HOUR);
    assert.deepEqual(slots(third), []);
    await register(third.runtime, scheduled());
    third.clock.advance(HOUR);
    await until(() => ended(third) === 1);
    assert.deepEqual(slots(third), ['18:00']);
  });

  it('stop with the workflow', async () => {
    const opened = await openAt('2026-06-01T09:30:00Z');
    await register(opened.runtime, scheduled());
    await opened.runtime.unregister('report');
    opened.clock.advance(5 * HOUR);
    assert.deepEqual([slots(opened), opened.runtime.reader.schedules()], [[], []]);
  });

  it('skip a slot while a run is open', async () => {
    const opened = await openAt('2026-06-01T09:30:00Z');
    await register(opened.runtime, scheduled({ overlap: 'skip' }, {}, WAITING));
    opened.clock.advance(2 * HOUR);
    await until(() => slots(opened).length === 1);
    assert.deepEqual(slots(opened), ['10:00']);
    assert.ok(opened.logged.some((line) => line.includes('2026-06-01T11:00:00.000Z')));
  });

  it('queue slots behind the open run, also over a restart', async () => {
    const dataDir = newDataDir();
    const first = await openAt('2026-06-01T09:30:00Z', { dataDir });
    await register(first.runtime, scheduled({ overlap: 'queue' }, {}, WAITING));
    first.clock.advance(3 * HOUR);
    await until(() => slots(first).length === 1);
    assert.deepEqual(first.runtime.reader.schedules()[0]?.waiting, [
      '2026-06-01T11:00:00.000Z',
      '2026-06-01T12:00:00.000Z',
    ]);
    await first.runtime.close();
    const second = await openAt('2026-06-01T12:31:00Z', { dataDir });
    assert.deepEqual(slots(second), ['10:00']);
    for (const count of [1, 2, 3]) {
      await until(() => slots(second).length === count);
      const [run] = second.runtime.reader.runs().items;
      await second.runtime.signal(run?.run_id ?? '', { name: 'go', payload: null });
      await until(() => ended(second) === count);
    }
    assert.deepEqual(slots(second), ['10:00', '11:00', '12:00']);
    assert.deepEqual(second.runtime.reader.schedules()[0]?.waiting, []);
  });

  it('cancel the open run for the next slot', async () => {
    const opened = await openAt('2026-06-01T09:30:00Z');
    await register(opened.runtime, scheduled({ overlap: 'cancel' }, {}, WAITING));
    opened.clock.advance(HOUR);
    await until(() => opened.runtime.reader.runs({ status: 'waiting' }).items.length === 1);
    opened.clock.advance(HOUR);
    await until(() => ended(opened) === 1 && slots(opened).length === 2);
    const [newest, oldest] = opened.runtime.reader.runs().items;
    assert.equal(oldest?.status, 'cancelled');
    assert.equal(newest?.finished_at, null);
  });

  it('notice a clock that jumps forward, and start nothing twice when it is put back', async () => {
    const opened = await openAt('2026-06-01T09:30:00Z');
    await register(opened.runtime, scheduled());
    opened.clock.jump('2026-06-01T15:10:00Z');
    opened.clock.advance(30_000);
    await until(() => ended(opened) === 1);
    assert.deepEqual(slots(opened), ['15:00']);
    opened.clock.jump('2026-06-01T14:50:00Z');
    opened.clock.advance(HOUR);
    await until(() => opened.runtime.health().running === 0);
    assert.deepEqual(
      slots(opened).filter((slot) => slot === '15:00'),
      ['15:00'],
    );
    opened.clock.jump('2026-06-01T11:10:00Z');
    opened.clock.advance(HOUR);
    await until(() => slots(opened).includes('12:00'));
    assert.ok(opened.logged.some((line) => line.includes('put back')));
  });

  it('say what they could not start', async () => {
    const opened = await openAt('2026-06-01T09:30:00Z');
    const inputs = { at: { kind: 'literal', value: 5 } } as const;
    await register(opened.runtime, scheduled({}, { inputs }));
    opened.clock.advance(HOUR);
    await until(() => opened.runtime.reader.deliveries().items.length === 1);
    const [delivery] = opened.runtime.reader.deliveries().items;
    assert.deepEqual([delivery?.verdict, delivery?.dead_letters[0]?.code], ['dead_letter', 'RUN_INPUTS_INVALID']);
    assert.ok(opened.logged.some((line) => line.startsWith('error report: RUN_INPUTS_INVALID')));
  });

  it('start nothing where their condition is false', async () => {
    const opened = await openAt('2026-06-01T09:30:00Z');
    await register(opened.runtime, scheduled({}, { when: { kind: 'bool', value: false, at: [0, 0] } }));
    opened.clock.advance(HOUR);
    await until(() => opened.runtime.reader.deliveries().items.length === 1);
    assert.equal(opened.runtime.reader.deliveries().items[0]?.verdict, 'ignored');
  });

  it('let slots pass while they are paused, also over a restart, and go on with the next one', async () => {
    const dataDir = newDataDir();
    const first = await openAt('2026-06-01T09:30:00Z', { dataDir });
    await register(first.runtime, scheduled({ catch_up: 'all' }));
    await first.runtime.pauseSchedule('report', 'hourly');
    first.clock.advance(2 * HOUR);
    assert.deepEqual(slots(first), []);
    assert.equal(first.runtime.reader.schedules()[0]?.paused_at, '2026-06-01T09:30:00.000Z');
    await first.runtime.close();
    const second = await openAt('2026-06-01T14:20:00Z', { dataDir });
    second.clock.advance(HOUR);
    assert.deepEqual(slots(second), []);
    await second.runtime.resumeSchedule('report', 'hourly');
    second.clock.advance(HOUR);
    await until(() => ended(second) === 1);
    assert.deepEqual(slots(second), ['16:00']);
    await assert.rejects(second.runtime.pauseSchedule('report', 'hourli'), {
      code: 'TRIGGER_NOT_FOUND',
      message: 'report has no schedule hourli; did you mean hourly?',
    });
  });

  it('make up for slots of the past that have no run yet, once', async () => {
    const opened = await openAt('2026-06-01T09:30:00Z');
    await register(opened.runtime, scheduled({ overlap: 'skip' }));
    opened.clock.advance(HOUR);
    await until(() => ended(opened) === 1);
    const range = { from: Date.parse('2026-06-01T08:00:00Z'), to: Date.parse('2026-06-01T10:00:00Z') };
    const done = await opened.runtime.backfillSchedule('report', 'hourly', range);
    assert.deepEqual(
      done.map(({ scheduled_at: at, duplicate }) => [at.slice(11, 16), duplicate]),
      [
        ['08:00', false],
        ['09:00', false],
        ['10:00', true],
      ],
    );
    await until(() => ended(opened) === 3);
    const again = await opened.runtime.backfillSchedule('report', 'hourly', range);
    assert.ok(again.every(({ duplicate }) => duplicate));
    assert.deepEqual(
      again.map(({ run_id }) => run_id),
      done.map(({ run_id }) => run_id),
    );
    const refused = async (from: string, to: string): Promise<unknown> =>
      await opened.runtime.backfillSchedule('report', 'hourly', { from: Date.parse(from), to: Date.parse(to) }).then(
        () => assert.fail('it was not refused'),
        (error: Error) => error.message,
      );
    assert.match(String(await refused('2026-06-01T10:00:00Z', '2026-06-02T10:00:00Z')), /has not come yet/);
    assert.match(String(await refused('2026-06-01T10:00:00Z', '2026-06-01T08:00:00Z')), /lies after/);
    assert.match(String(await refused('2026-01-01T10:00:00Z', '2026-06-01T08:00:00Z')), /more than 1000 slots/);
  });

  it('are the business of one engine: without the option nothing starts', async () => {
    const opened = await openAt('2026-06-01T09:30:00Z', { schedules: false });
    await register(opened.runtime, scheduled());
    opened.clock.advance(2 * HOUR);
    assert.deepEqual(slots(opened), []);
    assert.equal(opened.runtime.reader.schedules()[0]?.last_at, null);
  });
});
