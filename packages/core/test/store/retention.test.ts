import assert from 'node:assert/strict';
import { rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { storePath } from '@configurable-agents/core';
import { openSweep } from '../../src/store/retention/sweep.ts';
import { surveyRetention } from '../../src/store/retention/survey.ts';
import { closeAll, newDataDir, open, runToEnd, startRequest } from '../support/runtime.ts';
import { graph } from '../support/graph.ts';
import { runRows, smallStore } from '../support/small-store.ts';

describe('a sweep', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  it('takes thousands of runs in transactions below 50 ms, and the file becomes small again', async () => {
    const { store, path, dataDir } = smallStore();
    let pos = 0;
    for (let i = 1; i <= 3000; i += 1) {
      const rows = runRows({ id: `run-${i}`, run: i, finished: i, facts: 12 }, pos);
      pos = rows.pos;
      void store.write(rows.writes);
    }
    const large = runRows({ id: 'run-0', run: 3001, finished: 1, facts: 20_000 }, pos);
    pos = large.pos;
    await store.write(large.writes);
    await store.write(runRows({ id: 'newest', run: 3002, finished: 9999 }, pos).writes);
    store.all('PRAGMA wal_checkpoint(TRUNCATE)');
    const before = statSync(path).size;
    const durations: number[] = [];
    const sweep = openSweep(store, { policy: { maxRuns: 1 }, now: 10_000, maxLag: () => 0, onGraphs: () => {} });
    for (let isMore = true; isMore;) {
      const began = performance.now();
      isMore = sweep.step();
      durations.push(performance.now() - began);
    }
    store.all('PRAGMA wal_checkpoint(TRUNCATE)');
    const { removed, bytes } = sweep.report();
    assert.equal(removed.runs, 3001);
    assert.equal(removed.graphs, 3001);
    assert.ok(statSync(path).size < before / 10, `${statSync(path).size} of ${before}`);
    assert.ok(bytes.after < bytes.before / 10);
    assert.ok(durations.length > 3);
    // Of a machine that does other things too: the median says what a step takes, the worst may have been interrupted.
    const median = durations.toSorted((a, b) => a - b)[Math.floor(durations.length / 2)] ?? 0;
    assert.ok(median < 50, `the median step took ${median} ms`);
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  it('runs in the background and beside runs that start, and none of them is hurt', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    const shapes = Array.from({ length: 5 }, (_, i) =>
      graph('a', { a: { with: { kind: 'literal', value: { value: i } } } }, { name: `shape-${i}` }),
    );
    const pruning = new AbortController();
    const pruned = (async () => {
      let runs = 0;
      while (!pruning.signal.aborted) runs += (await runtime.prune({ policy: { maxRuns: 1 } })).removed.runs;
      return runs;
    })();
    for (let round = 0; round < 15; round += 1) {
      const outcomes = await Promise.all(
        shapes.map((shape) => runToEnd(runtime, shape).catch((error: unknown) => error)),
      );
      for (const outcome of outcomes) {
        // Who asks for the result after the run has gone is told so.
        const isGone = outcome instanceof Error && 'code' in outcome && outcome.code === 'RUN_NOT_FOUND';
        assert.ok(isGone || (outcome as { readonly status: string }).status === 'succeeded', String(outcome));
      }
    }
    pruning.abort();
    assert.ok((await pruned) > 20);
    // Every run that is there has its graph.
    for (const { graph: hash } of runtime.reader.runs({ limit: 100 }).items) assert.ok(runtime.reader.graph(hash));
    await runtime.close();
    const db = new DatabaseSync(storePath(dataDir), { readOnly: true });
    assert.deepEqual(db.prepare('SELECT id FROM runs WHERE graph NOT IN (SELECT hash FROM graphs)').all(), []);
    db.close();
  });

  it('keeps positions and keys going on: what is written after it is after what was', async () => {
    const dataDir = newDataDir();
    const first = await open({ dataDir });
    for (let i = 0; i < 4; i += 1) await runToEnd(first, graph('a'));
    const last = first.reader.lastPos();
    await first.prune({ policy: { maxRuns: 0 } });
    await first.close();
    const second = await open({ dataDir });
    const { run_id } = await second.start(startRequest(graph('b')));
    await second.result(run_id);
    assert.ok((second.reader.entriesAfter(last)[0]?.pos ?? 0) === last + 1);
  });

  it('keeps what a tracker has not read, unless the tracker is behind by more than its bound', async () => {
    const { store, dataDir } = smallStore();
    let pos = 0;
    for (let i = 1; i <= 10; i += 1) {
      const rows = runRows({ id: `run-${i}`, run: i, finished: i }, pos);
      pos = rows.pos;
      await store.write(rows.writes);
    }
    await store.write([{ sql: "INSERT INTO cursors(tracker, pos, dropped) VALUES('slow', 6, 0)", values: [] }]);
    const sweep = (maxLag: number): { readonly runs: number; readonly kept: object } => {
      const each = openSweep(store, { policy: { maxRuns: 0 }, now: 100, maxLag: () => maxLag, onGraphs: () => {} });
      while (each.step());
      const { removed, kept } = each.report();
      return { runs: removed.runs, kept };
    };
    // Three facts a run: the first two runs have been read, and of thirty facts the last six may wait.
    assert.deepEqual(sweep(1000), { runs: 2, kept: { tracker: 7, newest: 1 } });
    assert.deepEqual(sweep(6), { runs: 6, kept: { tracker: 1, newest: 1 } });
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  it('removes deliveries with their runs, and log lines from before them', async () => {
    const runtime = await open();
    const deliver = async (key: string | null): Promise<void> => {
      const { runs } = await runtime.deliver({
        trigger: 'generic',
        dedupeKey: key,
        rawBody: Buffer.from('{}'),
        headers: {},
        eventType: 'x',
        starts: [startRequest(graph('a'))],
        deadLetters: [],
      });
      for (const { run_id } of runs) await runtime.result(run_id);
    };
    await deliver(null);
    await deliver('remembered');
    await deliver(null);
    const { removed, kept } = await runtime.prune({ policy: { maxAgeMs: -1000 } });
    assert.deepEqual([removed.runs, removed.deliveries, kept], [1, 1, { dedupe: 1, newest: 1 }]);
    assert.equal(runtime.reader.deliveries().items.length, 2);
  });

  it('leaves what was awaited and lives again, where its parent went before a crash', async () => {
    const { store, dataDir } = smallStore();
    const made = [
      { id: 'ended', run: 1, finished: 1, parent: 'gone' },
      { id: 'retried', run: 2, finished: null, parent: 'gone' },
      { id: 'forked', run: 3, finished: 1, parent: 'gone' },
      { id: 'fork', run: 4, finished: null, source: 'forked' },
      { id: 'newest', run: 5, finished: 9 },
    ];
    let pos = 0;
    for (const each of made) {
      const rows = runRows(each, pos);
      pos = rows.pos;
      await store.write(rows.writes);
    }
    await store.write([{ sql: "INSERT INTO removing VALUES(99, 'gone')", values: [] }]);
    const sweep = openSweep(store, { policy: {}, now: 100, maxLag: () => 0, onGraphs: () => {} });
    while (sweep.step());
    const left = store.all('SELECT id FROM runs ORDER BY run').map((row) => (row as { readonly id: string }).id);
    assert.deepEqual(left, ['retried', 'forked', 'fork', 'newest']);
    assert.deepEqual(store.all('SELECT * FROM removing'), []);
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  it('does not count as kept what went with its parent', async () => {
    const { store, dataDir } = smallStore();
    let pos = 0;
    for (const each of [
      { id: 'parent', run: 1, finished: 5 },
      { id: 'child', run: 2, finished: 4, parent: 'parent' },
      { id: 'newest', run: 3, finished: 9 },
    ]) {
      const rows = runRows(each, pos);
      pos = rows.pos;
      await store.write(rows.writes);
    }
    const options = { policy: { maxRuns: 0 }, now: 100, maxLag: () => 0 };
    assert.deepEqual(surveyRetention(store, options).kept, { newest: 1 });
    const sweep = openSweep(store, { ...options, onGraphs: () => {} });
    while (sweep.step());
    assert.deepEqual([sweep.report().removed.runs, sweep.report().kept], [2, { newest: 1 }]);
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  it('keeps a dead letter until it is too old, however many runs there are', async () => {
    const runtime = await open();
    await runtime.deliver({
      trigger: 'generic',
      dedupeKey: null,
      rawBody: Buffer.from('{}'),
      headers: {},
      eventType: 'x',
      starts: [],
      deadLetters: [{ workflow_name: 'w', code: 'RUN_INPUTS_INVALID', message: 'no' }],
    });
    for (let i = 0; i < 3; i += 1) await runToEnd(runtime, graph('a'));
    const { removed } = await runtime.prune({ policy: { maxRuns: 1 } });
    assert.deepEqual([removed.runs, removed.deliveries], [2, 0]);
    assert.equal((await runtime.prune({ policy: { maxAgeMs: -1000 } })).removed.deliveries, 1);
  });
});
