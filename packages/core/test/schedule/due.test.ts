import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Schedule } from '@configurable-agents/core/graph';
import { dueOf, MOST_SLOTS } from '../../src/schedule/due.ts';
import type { Due, Progress } from '../../src/schedule/due.ts';

const HOUR = 3_600_000;
const hourly = (more: Partial<Schedule> = {}): Schedule => ({
  every_ms: HOUR,
  timezone: 'UTC',
  catch_up: 'last',
  overlap: 'allow',
  ...more,
});
const due = (schedule: Schedule, now: number, { isOpen = false, waiting = [] as readonly number[] } = {}): Due =>
  dueOf(schedule, { slot: 0, waiting }, { now, isOpen });

describe('what is due', () => {
  it('is nothing before the next slot', () => {
    const found = due(hourly(), HOUR - 1);
    assert.deepEqual([found.slot, found.starts], [0, []]);
  });

  it('is a slot that has just come', () => {
    const found = due(hourly(), HOUR + 50);
    assert.deepEqual([found.slot, found.starts], [HOUR, [HOUR]]);
  });

  it('is the last, all or none of the slots that were missed', () => {
    const at = 5 * HOUR + 600_000;
    assert.deepEqual(due(hourly(), at).starts, [5 * HOUR]);
    assert.deepEqual(
      due(hourly({ catch_up: 'all' }), at).starts,
      [1, 2, 3, 4, 5].map((hours) => hours * HOUR),
    );
    assert.deepEqual(due(hourly({ catch_up: 'none' }), at).starts, []);
    assert.equal(due(hourly({ catch_up: 'none' }), at).slot, 5 * HOUR);
    assert.deepEqual(due(hourly({ catch_up: 'none' }), 5 * HOUR + 1000).starts, [5 * HOUR], 'the one that is on time');
  });

  it('is at most a hundred of the missed slots, the latest', () => {
    const { starts } = due(hourly({ catch_up: 'all' }), 1000 * HOUR);
    assert.deepEqual([starts.length, starts[0], starts.at(-1)], [MOST_SLOTS, 901 * HOUR, 1000 * HOUR]);
  });

  it('is nothing while a run is open, where slots are skipped then', () => {
    const found = due(hourly({ overlap: 'skip' }), HOUR, { isOpen: true });
    assert.deepEqual([found.starts, found.dropped, found.slot], [[], [HOUR], HOUR]);
    assert.deepEqual(due(hourly({ overlap: 'skip' }), HOUR).starts, [HOUR]);
  });

  it('waits in order while a run is open, where slots queue', () => {
    const queue = hourly({ overlap: 'queue', catch_up: 'all' });
    const first = due(queue, 3 * HOUR);
    assert.deepEqual([first.starts, first.waiting], [[HOUR], [2 * HOUR, 3 * HOUR]]);
    const then = dueOf(queue, first, { now: 4 * HOUR, isOpen: true });
    assert.deepEqual([then.starts, then.waiting], [[], [2 * HOUR, 3 * HOUR, 4 * HOUR]]);
    const next = dueOf(queue, then, { now: 4 * HOUR + 1, isOpen: false });
    assert.deepEqual([next.starts, next.waiting], [[2 * HOUR], [3 * HOUR, 4 * HOUR]]);
  });

  it('cancels the open run, where the newest slot counts', () => {
    const cancel = hourly({ overlap: 'cancel' });
    assert.deepEqual(due(cancel, HOUR, { isOpen: true }).cancels, true);
    assert.equal(due(cancel, HOUR).cancels, false);
    assert.equal(due(cancel, 1, { isOpen: true }).cancels, false, 'no slot came');
  });

  it('never gives a slot twice, and moves only forward, whatever the clock does', () => {
    const policies = fc.record({
      catch_up: fc.constantFrom('none' as const, 'last' as const, 'all' as const),
      overlap: fc.constantFrom('allow' as const, 'skip' as const, 'queue' as const, 'cancel' as const),
      every_ms: fc.integer({ min: 1, max: 50 }).map((minutes) => minutes * 60_000),
    });
    const steps = fc.array(fc.record({ by: fc.integer({ min: -HOUR, max: 3 * HOUR }), isOpen: fc.boolean() }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(policies, steps, (policy, moves) => {
        const schedule = hourly(policy);
        let progress: Progress = { slot: 0, waiting: [] };
        let now = 0;
        const started: number[] = [];
        for (const { by, isOpen } of moves) {
          now = Math.max(0, now + by);
          const found = dueOf(schedule, progress, { now, isOpen });
          assert.ok(found.slot >= progress.slot);
          assert.ok(found.waiting.length <= MOST_SLOTS);
          started.push(...found.starts);
          progress = found;
        }
        assert.equal(new Set(started).size, started.length);
        assert.deepEqual(
          started,
          started.toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
