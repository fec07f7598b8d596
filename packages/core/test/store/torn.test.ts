// A store whose last bytes did not reach the disk, and one whose bytes are wrong.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeError } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, runToEnd } from '../support/runtime.ts';

const CHAIN = graph('a -> b -> c');

/** The store as a power cut leaves it: the files of a running engine, copied. */
function cut(from: string): string {
  const to = newDataDir();
  for (const name of ['store.db', 'store.db-wal']) copyFileSync(join(from, name), join(to, name));
  return to;
}

const walOf = (dataDir: string): string => join(dataDir, 'store.db-wal');

async function withRuns(dataDir: string): Promise<Runtime> {
  const runtime = await open({ dataDir });
  for (let i = 0; i < 5; i += 1) await runToEnd(runtime, CHAIN);
  return runtime;
}

/** What a run's journal holds, without gaps. */
function assertWhole(runtime: Runtime, id: string): void {
  const sequences = runtime.reader.journal(id).map(({ fact }) => fact.sequence);
  assert.deepEqual(
    sequences,
    sequences.map((_, i) => i + 1),
  );
}

describe('a store after a power cut', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  it('with a torn tail opens at its last whole commit, and its open runs go on to their end', async () => {
    const dataDir = newDataDir();
    const before = await withRuns(dataDir);
    const known = before.reader.runs().items.map(({ run_id: id }) => id);
    const size = readFileSync(walOf(dataDir)).length;
    let least = Infinity;
    for (const part of [1, 0.9, 0.7, 0.5, 0.3, 0.1, 0]) {
      const torn = cut(dataDir);
      truncateSync(walOf(torn), Math.floor(size * part));
      const runtime = await open({ dataDir: torn });
      const runs = runtime.reader.runs().items;
      // What is left is a beginning: the newest runs are missing, or have not ended.
      assert.deepEqual(
        runs.map(({ run_id: id }) => id),
        known.slice(known.length - runs.length),
      );
      assert.ok(runs.length <= least, `${runs.length} runs after ${least}`);
      least = runs.length;
      for (const { run_id: id } of runs) {
        assert.equal((await runtime.result(id)).status, 'succeeded');
        assertWhole(runtime, id);
      }
      assert.equal((await runToEnd(runtime, CHAIN)).status, 'succeeded');
      await runtime.close();
    }
    assert.equal(least, 0);
  });

  it('with garbage behind its last commit loses nothing of what was committed', async () => {
    const dataDir = newDataDir();
    const before = await withRuns(dataDir);
    const torn = cut(dataDir);
    writeFileSync(walOf(torn), Buffer.alloc(50_000, 0xa5), { flag: 'a' });
    const runtime = await open({ dataDir: torn });
    assert.deepEqual(runtime.reader.runs().items, before.reader.runs().items);
  });
});

describe('a store that is damaged', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('is refused with its path and what is wrong, and is left as it is', async () => {
    const dataDir = newDataDir();
    await (await open({ dataDir })).close();
    const path = join(dataDir, 'store.db');
    // All of it in the one file.
    const db = new DatabaseSync(path);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 0, 100);
    writeFileSync(path, bytes);
    await assert.rejects(
      open({ dataDir }),
      (error) =>
        error instanceof RuntimeError &&
        error.code === 'STORE_UNWRITABLE' &&
        /store\.db .*not a database/.test(error.message),
    );
    assert.deepEqual(readFileSync(path), bytes);
    // The lock is free again: the next try says the same.
    await assert.rejects(open({ dataDir }), /not a database/);
    assert.ok(existsSync(path));
  });
});
