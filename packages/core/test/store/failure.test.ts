import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { openReader, storePath } from '@configurable-agents/core';
import { openStore } from '../../src/store/store.ts';
import { logInsert } from '../../src/store/writes.ts';
import type { Write } from '../../src/store/store.ts';
import { closeAll, newDataDir, open, startRequest } from '../support/runtime.ts';
import { graph } from '../support/graph.ts';

const line = (message: string): Write =>
  logInsert({ time: 1, level: 'info', runId: null, workflowName: null, node: null, message });

/** A database that may not grow beyond what it has: SQLite says that the disk is full. */
function fullDisk(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { readonly page_count: number };
  db.exec(`PRAGMA max_page_count = ${pages + 2}`);
  return db;
}

describe('a store that cannot be written', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('is tried again, acknowledges nothing meanwhile, and goes on when it can', async () => {
    const path = storePath(newDataDir());
    const store = openStore({ path, onFatal: assert.fail });
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    let isDone = false;
    const written = store.write([line('one')]).then(() => (isDone = true));
    await until(() => !store.isHealthy());
    assert.equal(isDone, false);
    // What comes meanwhile waits with it.
    const second = store.write([line('two')]);
    assert.throws(() => store.exclusive(() => {}), { code: 'STORE_FAILED', message: /locked for writing/ });
    other.exec('ROLLBACK');
    await Promise.all([written, second]);
    assert.equal(store.isHealthy(), true);
    assert.deepEqual(
      store.all('SELECT message FROM logs ORDER BY id').map((row) => (row as { readonly message: string }).message),
      ['one', 'two'],
    );
    other.close();
    await store.close();
  });

  it('is given up after its deadline, with the reason and what to do', async () => {
    const path = storePath(newDataDir());
    await openStore({ path, onFatal: assert.fail }).close();
    const fatal = Promise.withResolvers<Error>();
    const store = openStore({ path, onFatal: fatal.resolve, deadlineMs: 100, connect: fullDisk });
    let isDone = false;
    void store.write([line('x'.repeat(100_000))]).then(() => (isDone = true));
    const error = await fatal.promise;
    assert.match(error.message, /cannot be written: .*full; the disk is full; free space, or keep less/);
    assert.equal(isDone, false);
    await assert.rejects(store.close(), { code: 'STORE_FAILED' });
    const reader = openReader(path.replace(/\/store\.db$/, ''));
    assert.equal(reader.lastLogId(), 0);
    reader.close();
  });

  it('is given up at once where it is damaged: trying again makes it no better', async () => {
    const path = storePath(newDataDir());
    const fatal = Promise.withResolvers<Error>();
    const store = openStore({ path, onFatal: fatal.resolve });
    await store.write([line('one')]);
    const other = new DatabaseSync(path);
    other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    other.close();
    // All pages, under the connection that has it open.
    writeFileSync(path, Buffer.alloc(200_000, 7), { flag: 'r+' });
    void store.write([line('two')]);
    assert.match((await fatal.promise).message, /damaged|not a database/);
    await assert.rejects(store.close(), { code: 'STORE_FAILED' });
  });

  it('is left alone once it is closed: what comes after that is neither written nor a failure', async () => {
    const path = storePath(newDataDir());
    const store = openStore({ path, onFatal: assert.fail, deadlineMs: 0 });
    await store.close();
    void store.write([line('late')]).then(() => assert.fail());
    // A turn in which it would have been tried, and the first time that it would have been tried again.
    for (const until = Date.now() + 80; Date.now() < until;) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(store.isHealthy(), true);
  });

  it('refuses new work and answers of people, and the engine goes on with what was open when it is written again', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    const work = graph('a');
    const other = new DatabaseSync(storePath(dataDir));
    other.exec('BEGIN IMMEDIATE');
    const started = runtime.start(startRequest(work));
    await until(() => !runtime.health().ready);
    assert.match(runtime.health().reason ?? '', /cannot be written/);
    assert.deepEqual(runtime.reader.runs().items, []);
    const refused = { code: 'STORE_FAILED' };
    await assert.rejects(runtime.start(startRequest(work)), refused);
    await assert.rejects(runtime.signal('r', { name: 's', payload: null }), refused);
    await assert.rejects(runtime.register({ name: 'w', path: null, source: '', graph: work }), refused);
    await assert.rejects(runtime.unregister('w'), refused);
    await assert.rejects(runtime.prune({ policy: { maxRuns: 1 } }), refused);
    other.exec('ROLLBACK');
    other.close();
    const { run_id } = await started;
    assert.equal((await runtime.result(run_id)).status, 'succeeded');
    assert.equal(runtime.health().ready, true);
    assert.match(runtime.metrics(), /^configurable_agents_store_commit_failures_total [1-9]/m);
  });

  it('ends the process with a status when the disk stays full; all that was acknowledged is there', async function () {
    const dataDir = newDataDir();
    // No file of the process may grow beyond this, in blocks of 512 bytes.
    const script = fileURLToPath(new URL('../fixtures/full-disk.ts', import.meta.url));
    const command = `ulimit -f 3000; exec "${process.execPath}" --disable-warning=ExperimentalWarning --conditions=@configurable-agents/source "${script}" "${dataDir}"`;
    const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = once(child, 'close');
    const out = await text(child.stdout);
    await closed;
    assert.equal(child.exitCode, 3, out);
    const said = out
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each) as { readonly [what: string]: string });
    assert.ok(said.some(({ refused }) => refused === 'STORE_FAILED'));
    assert.match(said.at(-1)?.['fatal'] ?? '', /cannot be written/);
    const accepted = said.flatMap((each) => each['accepted'] ?? []);
    assert.ok(accepted.length > 3, 'some were written before the disk was full');
    const reader = openReader(dataDir);
    for (const id of accepted) assert.ok(reader.run(id), `${id} was acknowledged`);
    reader.close();
    const again = await open({ dataDir });
    for (const id of accepted) assert.equal((await again.result(id)).status, 'succeeded');
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
