import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from '../../src/store/migrations/list.ts';
import type { RunFilter } from '../../src/store/rows.ts';
import { runsQuery } from '../../src/store/runs-query.ts';

/** Runs of two workflows: many that succeeded or failed, few that did otherwise, and few that are open. */
function filled(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  db.exec(MIGRATIONS.join('\n'));
  const insert = db.prepare(
    "INSERT INTO runs(run, id, workflow, graph, status, trigger, created, finished) VALUES(?, ?, ?, 'g', ?, '{}', ?, ?)",
  );
  const statusOf = (i: number): string =>
    i === 3 ? 'cancelled' : i === 5 ? 'superseded' : i > 995 ? 'waiting' : i % 2 === 0 ? 'failed' : 'succeeded';
  for (let i = 1; i <= 1000; i += 1)
    insert.run(i, `r${i}`, i === 3 ? 'rare' : 'often', statusOf(i), i, i > 995 ? null : i + 1);
  return db;
}

describe('the list of runs', () => {
  const db = filled();
  const rowsOf = (filter: RunFilter): readonly string[] => {
    const { sql, values } = runsQuery(filter, 3);
    return db
      .prepare(sql)
      .all(...values)
      .map(({ id }) => String(id));
  };
  const planOf = (filter: RunFilter): string => {
    const { sql, values } = runsQuery(filter, 3);
    const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    return steps.map(({ detail }) => String(detail)).join('; ');
  };

  it('is the newest first, with one row that tells of another page', () => {
    assert.deepEqual(rowsOf({}), ['r1000', 'r999', 'r998', 'r997']);
    assert.deepEqual(rowsOf({ cursor: '998' }), ['r997', 'r996', 'r995', 'r994']);
  });

  it('is of a workflow, of a status, and from a time on', () => {
    assert.deepEqual(rowsOf({ workflow: 'rare' }), ['r3']);
    assert.deepEqual(rowsOf({ status: 'superseded' }), ['r5']);
    assert.deepEqual(rowsOf({ status: 'waiting', since: 999 }), ['r1000', 'r999']);
    assert.deepEqual(rowsOf({ workflow: 'rare', status: 'failed' }), []);
    assert.deepEqual(rowsOf({ status: 'nonsense' }), []);
  });

  const filters: readonly RunFilter[] = [
    { status: 'cancelled' },
    { status: 'succeeded' },
    { status: 'waiting' },
    { workflow: 'rare' },
    { workflow: 'rare', status: 'failed' },
    { workflow: 'rare', status: 'failed', since: 2, cursor: '900' },
  ];
  for (const filter of filters) {
    it(`reads no runs that are not asked for: ${JSON.stringify(filter)}`, () => {
      const plan = planOf(filter);
      assert.match(
        plan,
        filter.status === 'waiting' ? /^SCAN runs USING INDEX runs_open$/ : /^SEARCH runs USING INDEX \w+ \(/,
      );
      assert.doesNotMatch(plan, /TEMP B-TREE/);
      if (filter.workflow !== undefined && filter.status !== undefined) assert.match(plan, /workflow=\? AND status=\?/);
    });
  }
});
