import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { openSweep } from '../../src/store/retention/sweep.ts';
import type { Retention } from '../../src/store/retention/policy.ts';
import { surveyRetention } from '../../src/store/retention/survey.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store, Transaction } from '../../src/store/store.ts';
import { DEDUPE_WINDOW_MS } from '../../src/store/dedupe-window.ts';
import { replayAll, runRows, smallStore } from '../support/small-store.ts';
import type { Made } from '../support/small-store.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = 1_000 * DAY;
const SEED = Number(process.env['RETENTION_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const RUNS = Number(process.env['RETENTION_RUNS'] ?? 60);
const LARGE = ['a', 'b'].map((letter) => letter.repeat(1_100_000));

type Drawn = {
  readonly isOpen: boolean;
  readonly days: number;
  readonly role: 'alone' | 'child' | 'started' | 'fork';
  readonly of: number;
  readonly graph: number;
  readonly large: number;
  readonly dedupeDays: number;
  readonly facts: number;
};

const drawn: fc.Arbitrary<Drawn> = fc.record({
  isOpen: fc.nat(3).map((n) => n === 0),
  days: fc.integer({ min: 1, max: 60 }),
  role: fc.constantFrom('alone', 'alone', 'child', 'child', 'started', 'fork'),
  of: fc.nat(1000),
  graph: fc.nat(3),
  large: fc.nat(9),
  // Days ago that a key was seen; most runs have none.
  dedupeDays: fc.oneof(fc.constant(-1), fc.constant(-1), fc.constant(-1), fc.integer({ min: 0, max: 60 })),
  facts: fc.constantFrom(3, 4, 70),
});

const policies: fc.Arbitrary<Retention> = fc.record(
  {
    maxAgeMs: fc.integer({ min: 0, max: 40 }).map((days) => days * DAY),
    maxRuns: fc.nat(10),
    maxBytes: fc.nat(3_000_000),
  },
  { requiredKeys: [] },
);

type Filled = {
  readonly made: readonly Made[];
  readonly lastPos: number;
  readonly dedupe: ReadonlyMap<string, number>;
};

async function fill(
  store: Store,
  draws: readonly Drawn[],
  { cursor, isReversed }: { readonly cursor: number; readonly isReversed: boolean },
): Promise<Filled> {
  const made: Made[] = [];
  const dedupe = new Map<string, number>();
  let pos = 0;
  // Runs overlap: the one with the newest fact need not be the one that began last.
  const order = [...draws.entries()].toSorted(([i], [k]) => (isReversed ? k - i : i - k));
  for (const [i, each] of order) {
    const other = i === 0 ? undefined : `run-${each.of % i}`;
    const run: Made = {
      id: `run-${i}`,
      run: i + 1,
      finished: each.isOpen ? null : NOW - each.days * DAY + i,
      ...(other !== undefined && each.role === 'child' ? { parent: other } : {}),
      ...(other !== undefined && each.role === 'started' ? { parent: other, isAwaited: false } : {}),
      ...(other !== undefined && each.role === 'fork' ? { source: other } : {}),
      graph: `graph-${each.graph}`,
      ...(each.large < 2 ? { large: LARGE[each.large] ?? '' } : {}),
      facts: each.facts,
    };
    const rows = runRows(run, pos);
    pos = rows.pos;
    made.push(run);
    await store.write(rows.writes);
    if (each.dedupeDays < 0) continue;
    dedupe.set(run.id, NOW - each.dedupeDays * DAY);
    const sql = "INSERT INTO dedupe(trigger, key, workflow, run_id, time) VALUES('t', ?, 'w', ?, ?)";
    await store.write([{ sql, values: [run.id, run.id, NOW - each.dedupeDays * DAY] }]);
  }
  await store.write([
    { sql: "INSERT INTO cursors(tracker, pos, dropped) VALUES('tracker', ?, 0)", values: [Math.min(cursor, pos)] },
  ]);
  return { made, lastPos: pos, dedupe };
}

/** Runs that stay for themselves. `line`: those that ended from then on are not over their time. */
function alone(
  { made, lastPos, dedupe }: Filled,
  store: Store,
  { cursor, line = Infinity }: { readonly cursor: number; readonly line?: number },
): readonly Made[] {
  const lastPosOf = (run: number): number =>
    (store.get('SELECT max(pos) AS pos FROM journal WHERE run = ?', run) as { readonly pos: number }).pos;
  return made.filter(({ id, run, finished }) => {
    const isNewest = made.every((each) => each.run <= run) || lastPosOf(run) === lastPos;
    const isRemembered = (dedupe.get(id) ?? -Infinity) >= NOW - DEDUPE_WINDOW_MS;
    return finished === null || finished >= line || isNewest || isRemembered || lastPosOf(run) > cursor;
  });
}

/** What must stay, said as plainly as can be: by walking over the runs until nothing more is found. */
function needed(
  filled: Filled,
  store: Store,
  at: { readonly cursor: number; readonly line?: number },
): ReadonlySet<string> {
  const { made } = filled;
  const stays = new Set(alone(filled, store, at).map(({ id }) => id));
  for (let size = -1; size !== stays.size;) {
    size = stays.size;
    for (const { id, finished, parent, isAwaited = true, source } of made) {
      // What awaits a run that stays, what was awaited by one, what one was forked from, what an open one started.
      if (parent !== undefined && isAwaited && stays.has(id)) stays.add(parent);
      if (parent !== undefined && isAwaited && stays.has(parent)) stays.add(id);
      if (source !== undefined && stays.has(id)) stays.add(source);
      const starter = made.find((each) => each.id === parent);
      if (starter !== undefined && starter.finished === null && finished !== null) stays.add(id);
    }
  }
  return stays;
}

class Died extends Error {}

/** A store whose process dies in the nth exclusive transaction: before it is written, or after. */
function mortal(store: Store, deathAt: number, isWritten: boolean): Store {
  let count = 0;
  return {
    ...store,
    exclusive: <T>(work: (db: Transaction) => T): T => {
      count += 1;
      if (count !== deathAt) return store.exclusive(work);
      if (isWritten) store.exclusive(work);
      throw new Died();
    },
  };
}

const maxLag = (): number => 1_000_000;

describe('retention', function () {
  this.timeout(120_000);

  it(`takes nothing that is needed, whatever it is told and wherever it dies (RETENTION_SEED=${SEED})`, async () => {
    let went = 0;
    const property = fc.asyncProperty(
      fc.array(drawn, { minLength: 1, maxLength: 14 }),
      policies,
      fc.oneof(fc.nat(120), fc.constant(10_000)),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      fc.boolean(),
      async (draws, policy, cursor, deathAt, isWritten, isReversed) => {
        const { store, path, dataDir } = smallStore();
        const filled = await fill(store, draws, { cursor, isReversed });
        const before = replayAll(store);
        const must = needed(filled, store, { cursor });
        const young = needed(filled, store, { cursor, line: NOW - (policy.maxAgeMs ?? 0) });
        const survey = surveyRetention(store, { policy, now: NOW, maxLag });
        const options = { policy, now: NOW, maxLag, onGraphs: () => {} };
        const dying = openSweep(mortal(store, deathAt, isWritten), options);
        try {
          while (dying.step());
        } catch (error) {
          if (!(error instanceof Died)) throw error;
        }
        const check = (now: Store): void => {
          const after = replayAll(now);
          for (const id of must) assert.ok(after.has(id), `${id} is needed and has gone`);
          for (const [id, state] of after) assert.deepEqual(state, before.get(id));
          for (const { id, parent, source, isAwaited = true } of filled.made) {
            if (!after.has(id)) continue;
            if (source !== undefined) assert.ok(after.has(source), `${source} has gone before its fork ${id}`);
            // A parent is taken off the list first; until its children follow they are runs by themselves.
            if (parent !== undefined && isAwaited && !after.has(parent))
              assert.ok(
                now.get('SELECT 1 AS one FROM removing WHERE id = ?', parent) !== undefined,
                `${id} was left over`,
              );
          }
        };
        check(store);
        await store.close();
        const again = openStore({ path, onFatal: assert.fail });
        const sweep = openSweep(again, options);
        while (sweep.step());
        check(again);
        assert.deepEqual(again.all('SELECT * FROM removing'), []);
        const orphan = (sql: string): void => assert.deepEqual(again.all(sql), [], sql);
        orphan('SELECT pos FROM journal WHERE run NOT IN (SELECT run FROM runs)');
        orphan('SELECT hash FROM payloads WHERE hash NOT IN (SELECT hash FROM payload_refs)');
        orphan('SELECT hash FROM payload_refs WHERE run NOT IN (SELECT run FROM runs)');
        orphan('SELECT hash FROM graphs WHERE hash NOT IN (SELECT graph FROM runs)');
        const left = replayAll(again);
        if (policy.maxBytes === undefined)
          assert.equal(survey.removed.runs, filled.made.length - left.size, 'what was foretold is what went');
        if (policy.maxAgeMs !== undefined) {
          for (const { id, finished } of filled.made) {
            if (finished !== null && finished < NOW - policy.maxAgeMs && left.has(id))
              assert.ok(young.has(id), `${id} stayed`);
          }
        }
        went += filled.made.length - left.size;
        await again.close();
        rmSync(dataDir, { recursive: true });
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
    assert.ok(went > 0, 'something went');
  });
});
