// A store that cannot be written for a while: another connection holds it, as a full disk or a backup would.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/store/store.ts';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, runToEnd, startRequest } from '../support/runtime.ts';

type Held = { readonly release: () => void };

function hold(dataDir: string): Held {
  const db = new DatabaseSync(join(dataDir, 'store.db'));
  db.exec('BEGIN IMMEDIATE');
  return {
    release: () => {
      db.exec('ROLLBACK');
      db.close();
    },
  };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a store that cannot be written', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('acknowledges nothing, refuses what is new, and goes on with all of it once it can', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    const before = await runToEnd(runtime, graph('a'));
    const held = hold(dataDir);
    let isAcknowledged = false;
    const waiting = runtime.start(startRequest(graph('a -> b'))).then((started) => {
      isAcknowledged = true;
      return started;
    });
    await until(() => !runtime.health().ready);
    assert.match(runtime.health().reason ?? '', /cannot be written/);
    await assert.rejects(runtime.start(startRequest(graph('a'))), /the store cannot be written at the moment/);
    assert.equal(runtime.reader.runs().items.length, 1);
    assert.equal(runtime.reader.run(before.run_id)?.status, 'succeeded');
    assert.equal(isAcknowledged, false);
    held.release();
    const { run_id: id } = await waiting;
    assert.equal((await runtime.result(id)).status, 'succeeded');
    assert.equal(runtime.health().ready, true);
    assert.match(runtime.metrics(), /^configurable_agents_store_commit_failures_total [1-9]/m);
  });

  it('says so for good after a while', async () => {
    const dataDir = newDataDir();
    const { promise, resolve } = Promise.withResolvers<Error>();
    const store = openStore({ path: join(dataDir, 'store.db'), onFatal: resolve, deadlineMs: 200 });
    const held = hold(dataDir);
    void store.write([{ sql: 'INSERT INTO cursors(tracker, pos, dropped) VALUES(?, ?, ?)', values: ['t', 1, 0] }]);
    assert.match((await promise).message, /store\.db cannot be written: database is locked/);
    held.release();
  });
});
