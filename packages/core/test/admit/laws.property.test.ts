// What holds of admission whatever arrives in whatever order, and whenever the process dies.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Admission } from '@configurable-agents/core/testing';
import { play } from '../support/admission.ts';
import type { Arrival, Outcome, Written } from '../support/admission.ts';

const key = fc.constantFrom('', 'a', 'b');
const PERIOD = 40;

const concurrency = fc.record({
  key,
  limit: fc.integer({ min: 1, max: 3 }),
  on_conflict: fc.constantFrom('queue' as const, 'skip' as const, 'cancel' as const),
});
const rate = fc.record({
  key,
  limit: fc.integer({ min: 1, max: 3 }),
  period_ms: fc.constant(PERIOD),
  on_conflict: fc.constantFrom('queue' as const, 'skip' as const),
});
const debounce = fc.record({ of: fc.constant('hook'), key, period_ms: fc.constant(15), max_wait_ms: fc.constant(35) });

/** Limits of one workflow: the same for all of its runs but for their keys and priorities. */
const limits = fc.record(
  { concurrency, rate, debounce, isPrioritised: fc.boolean() },
  { requiredKeys: ['isPrioritised'] },
);

const workflows = fc.array(limits, { minLength: 1, maxLength: 2 });
const arrival = fc.record({
  pause: fc.integer({ min: 0, max: 20 }),
  workflow: fc.nat({ max: 1 }),
  key,
  priority: fc.integer({ min: -1, max: 1 }),
  takes: fc.integer({ min: 1, max: 60 }),
});

const scenario = fc
  .tuple(workflows, fc.array(arrival, { maxLength: 25 }), fc.constantFrom(1, 2, Infinity))
  .map(([of, arrivals, room]) => {
    let at = 0;
    return {
      room,
      arrivals: arrivals.map(({ pause, workflow, key: own, priority, takes }): Arrival => {
        at += pause;
        const index = workflow % of.length;
        const { concurrency: open, rate: starts, debounce: burst, isPrioritised } = of[index] as (typeof of)[number];
        const admission: Admission = {
          ...(isPrioritised && priority !== 0 ? { priority } : {}),
          ...(open === undefined ? {} : { concurrency: [{ ...open, key: own }] }),
          ...(starts === undefined ? {} : { rates: [{ ...starts, key: own }] }),
          ...(burst === undefined ? {} : { debounce: { ...burst, key: own } }),
        };
        return { at, workflow: `w${index}`, admission, takes };
      }),
    };
  });

const openAt = (runs: readonly Written[], time: number): readonly Written[] =>
  runs.filter(({ started, ended }) => started !== null && started <= time && (ended ?? Infinity) > time);

const alike = (a: Written, b: Written, what: 'concurrency' | 'rates'): boolean =>
  a.workflow === b.workflow && a.admission[what]?.[0]?.key === b.admission[what]?.[0]?.key;

function assertLimits({ runs }: Outcome): void {
  for (const run of runs) {
    if (run.started === null) continue;
    const [open, starts] = [run.admission.concurrency?.[0], run.admission.rates?.[0]];
    const { started } = run;
    if (open !== undefined) {
      const count = openAt(runs, started).filter((other) => alike(run, other, 'concurrency')).length;
      assert.ok(count <= open.limit, `${count} runs of one key are open, the limit is ${open.limit}`);
    }
    if (starts !== undefined) {
      const lately = runs.filter(
        (other) =>
          alike(run, other, 'rates') &&
          other.started !== null &&
          other.started <= started &&
          other.started > started - starts.period_ms,
      );
      assert.ok(lately.length <= starts.limit, `${lately.length} starts in a period, the limit is ${starts.limit}`);
    }
  }
}

/** When the first run of a burst came: each one superseded the one before it. */
function beganAt(runs: readonly Written[], run: Written): number {
  const before = runs.find(({ by }) => by === run.id);
  return before === undefined ? run.accepted : beganAt(runs, before);
}

describe('admission', function () {
  this.timeout(60_000);
  const settings = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 2000) };

  it('never has more open runs of a key, or more starts in a period, than the limit', () => {
    fc.assert(
      fc.property(scenario, ({ arrivals, room }) => {
        assertLimits(play(arrivals, { room }));
      }),
      settings,
    );
  });

  it('loses nothing: each arrival has a run that ended, or was skipped for a reason', () => {
    fc.assert(
      fc.property(scenario, ({ arrivals, room }) => {
        const { runs, skipped } = play(arrivals, { room });
        assert.equal(runs.length + skipped.length, arrivals.length);
        for (const run of runs) {
          assert.notEqual(run.end, null, `${run.id} never ended`);
          assert.ok(run.end !== 'succeeded' || run.started !== null);
          assert.equal(run.end === 'superseded', run.by !== null);
        }
        for (const { reason } of skipped) assert.match(reason, /limit/);
      }),
      settings,
    );
  });

  it('starts runs that wait for the same in order, within a priority', () => {
    fc.assert(
      fc.property(scenario, ({ arrivals, room }) => {
        const { runs } = play(arrivals, { room });
        const whole = (each: Written): string => {
          const { debounce: _burst, priority: _rank, ...rest } = each.admission;
          return JSON.stringify([each.workflow, rest]);
        };
        for (const [i, first] of runs.entries()) {
          for (const second of runs.slice(i + 1)) {
            const isAlike = whole(first) === whole(second) && first.admission.priority === second.admission.priority;
            // A burst is over when it is over, whoever came first.
            if (!isAlike || first.admission.debounce !== undefined) continue;
            if (first.started === null || second.started === null) continue;
            assert.ok(first.started <= second.started, `${second.id} overtook ${first.id}`);
          }
        }
      }),
      settings,
    );
  });

  it('of a burst runs only the last one, and waits no longer than its longest wait', () => {
    fc.assert(
      fc.property(scenario, ({ arrivals }) => {
        const { runs } = play(arrivals);
        for (const run of runs) {
          const { debounce: burst, concurrency: open, rates } = run.admission;
          if (burst === undefined || open !== undefined || rates !== undefined || run.end === 'superseded') continue;
          const since = beganAt(runs, run);
          assert.equal(run.started, Math.min(run.accepted + burst.period_ms, since + burst.max_wait_ms));
          const mates = runs.filter(
            (other) => other.workflow === run.workflow && other.admission.debounce?.key === burst.key,
          );
          const before = mates.filter(({ accepted, order }) => order < run.order && accepted >= since);
          assert.ok(
            before.every(({ end }) => end === 'superseded'),
            'a run of the burst before the last one ran',
          );
        }
      }),
      settings,
    );
  });

  it('gives the same after a death at any append', () => {
    const deaths = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 6 });
    fc.assert(
      fc.property(scenario, deaths, ({ arrivals, room }, dies) => {
        const whole = play(arrivals, { room });
        const broken = play(arrivals, { room, dies: new Set(dies) });
        assert.deepEqual(broken, whole);
      }),
      settings,
    );
  });

  it('starts no run that gives way to a newer one at the moment when a place is free', () => {
    const one: Admission = { concurrency: [{ key: 'k', limit: 1, on_conflict: 'cancel' }] };
    const { runs } = play(
      [
        { at: 0, workflow: 'other', admission: {}, takes: 10 },
        { at: 1, workflow: 'one', admission: one, takes: 5 },
        { at: 10, workflow: 'one', admission: one, takes: 5 },
      ],
      { room: 1 },
    );
    assert.deepEqual(
      runs.map(({ started, end }) => [started, end]),
      [
        [0, 'succeeded'],
        [null, 'cancelled'],
        [10, 'succeeded'],
      ],
    );
  });

  it('keeps keys of different workflows apart', () => {
    const one: Admission = { concurrency: [{ key: 'k', limit: 1, on_conflict: 'queue' }] };
    const { runs } = play([
      { at: 0, workflow: 'first', admission: one, takes: 100 },
      { at: 1, workflow: 'second', admission: one, takes: 100 },
      { at: 2, workflow: 'first', admission: one, takes: 100 },
    ]);
    assert.deepEqual(
      runs.map(({ started }) => started),
      [0, 1, 100],
    );
  });
});
