import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backupStore, openReader, restoreStore, storePath } from '@configurable-agents/core';
import { closeAll, newDataDir, open, runToEnd, startRequest } from '../support/runtime.ts';
import { graph } from '../support/graph.ts';

const work = graph('a -> b', { a: { with: { kind: 'literal', value: { value: 1 } } } });

async function storeWithRun(): Promise<{ readonly dataDir: string; readonly runId: string }> {
  const dataDir = newDataDir();
  const runtime = await open({ dataDir });
  const { run_id: runId } = await runToEnd(runtime, work);
  await runtime.close();
  return { dataDir, runId };
}

function runIds(dataDir: string): readonly string[] {
  const reader = openReader(dataDir);
  const ids = reader.runs().items.map(({ run_id }) => run_id);
  reader.close();
  return ids;
}

describe('backup', () => {
  afterEach(closeAll);

  it('is of one moment while the engine goes on writing, and what it restores is whole', async () => {
    const dataDir = newDataDir();
    const path = join(newDataDir(), 'copy.db');
    const runtime = await open({ dataDir });
    for (let i = 0; i < 20; i += 1) await runtime.start(startRequest(work));
    const writing = Promise.all(Array.from({ length: 50 }, () => runToEnd(runtime, work)));
    const { runs, version } = await backupStore(dataDir, { path });
    await writing;
    assert.ok(runs >= 20 && version > 0);
    const target = newDataDir();
    const restored = await restoreStore(target, { path });
    assert.equal(restored.runs, runs);
    assert.equal(restored.checksum, true);
    // It opens as a store and its open runs go on.
    const again = await open({ dataDir: target });
    for (const { run_id } of again.reader.runs({ limit: 100 }).items)
      assert.equal((await again.result(run_id)).status, 'succeeded');
  });

  it('does not replace a file unless it is told to', async () => {
    const { dataDir } = await storeWithRun();
    const path = join(newDataDir(), 'copy.db');
    writeFileSync(path, 'mine');
    await assert.rejects(backupStore(dataDir, { path }), { code: 'FILE_EXISTS' });
    assert.equal(readFileSync(path, 'utf8'), 'mine');
    await backupStore(dataDir, { path, replace: true });
    assert.deepEqual(readdirSync(join(path, '..')).toSorted(), ['copy.db', 'copy.db.sha256']);
  });

  it('says that it cannot be written, and leaves nothing', async () => {
    const { dataDir } = await storeWithRun();
    const path = join(newDataDir(), 'missing', 'copy.db');
    await assert.rejects(backupStore(dataDir, { path }), { code: 'STORE_FAILED', message: /cannot be written/ });
  });
});

describe('restore', () => {
  afterEach(closeAll);

  it('keeps what was there aside, with what its log of changes holds', async () => {
    const first = await storeWithRun();
    const path = join(newDataDir(), 'copy.db');
    await backupStore(first.dataDir, { path });
    const second = await storeWithRun();
    const { kept } = await restoreStore(second.dataDir, { path });
    assert.deepEqual(runIds(second.dataDir), [first.runId]);
    assert.equal(kept, `${storePath(second.dataDir)}.before-restore-1`);
    const aside = new DatabaseSync(kept, { readOnly: true });
    assert.equal(aside.prepare('SELECT id FROM runs').get()?.['id'], second.runId);
    aside.close();
    assert.equal((await restoreStore(second.dataDir, { path })).kept, `${storePath(second.dataDir)}.before-restore-2`);
  });

  it('is refused while a process holds the directory, and goes to another one', async () => {
    const { dataDir } = await storeWithRun();
    const path = join(newDataDir(), 'copy.db');
    await backupStore(dataDir, { path });
    const runtime = await open({ dataDir });
    await assert.rejects(restoreStore(dataDir, { path }), { code: 'STORE_LOCKED' });
    assert.deepEqual(runtime.reader.runs().items.length, 1);
    await restoreStore(newDataDir(), { path });
  });

  it('leaves the store as it was where the backup is damaged, of another release, changed or missing', async () => {
    const { dataDir, runId } = await storeWithRun();
    const folder = newDataDir();
    const path = join(folder, 'copy.db');
    await backupStore(dataDir, { path });
    const before = readFileSync(storePath(dataDir));
    const refused = async (file: string, error: object): Promise<void> => {
      await assert.rejects(restoreStore(dataDir, { path: file }), error);
      assert.ok(readFileSync(storePath(dataDir)).equals(before));
      assert.deepEqual(runIds(dataDir), [runId]);
    };
    await refused(join(folder, 'no.db'), { code: 'FILE_MISSING' });
    writeFileSync(join(folder, 'text.db'), 'no database, but long enough to be taken for one'.repeat(100));
    await refused(join(folder, 'text.db'), { code: 'BACKUP_INVALID' });
    const whole = readFileSync(path);
    writeFileSync(join(folder, 'cut.db'), whole);
    truncateSync(join(folder, 'cut.db'), Math.floor(whole.length / 2));
    await refused(join(folder, 'cut.db'), { code: 'BACKUP_INVALID' });
    writeFileSync(join(folder, 'newer.db'), whole);
    const newer = new DatabaseSync(join(folder, 'newer.db'));
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    await refused(join(folder, 'newer.db'), { code: 'STORE_VERSION' });
    appendFileSync(path, 'x');
    await refused(path, { code: 'BACKUP_INVALID', message: /SHA-256/ });
    mkdirSync(join(folder, 'folder.db'));
    assert.ok(!existsSync(`${storePath(dataDir)}.restoring`));
  });

  it('does not mix with a log of changes that lies where the store was', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    const { run_id: runId } = await runToEnd(runtime, work);
    const path = join(newDataDir(), 'copy.db');
    await backupStore(dataDir, { path });
    await runToEnd(runtime, work);
    const target = newDataDir();
    copyFileSync(`${storePath(dataDir)}-wal`, `${storePath(target)}-wal`);
    assert.equal((await restoreStore(target, { path })).kept, null);
    assert.deepEqual(runIds(target), [runId]);
    assert.ok(existsSync(`${storePath(target)}.before-restore-1-wal`));
  });

  it('refuses a store that has not written all of it into its file', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    await runToEnd(runtime, work);
    const error = { code: 'BACKUP_INVALID', message: /a store in use/ };
    await assert.rejects(restoreStore(newDataDir(), { path: storePath(dataDir) }), error);
  });

  it('can be read by its owner only, whatever the backup was', async () => {
    const { dataDir } = await storeWithRun();
    const path = join(newDataDir(), 'copy.db');
    await backupStore(dataDir, { path });
    chmodSync(path, 0o644);
    await restoreStore(dataDir, { path });
    assert.equal(statSync(storePath(dataDir)).mode & 0o777, 0o600);
  });

  it('puts a backup in the place of a damaged store', async () => {
    const { dataDir, runId } = await storeWithRun();
    const path = join(newDataDir(), 'copy.db');
    await backupStore(dataDir, { path });
    const folded = new DatabaseSync(storePath(dataDir));
    folded.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    folded.close();
    writeFileSync(storePath(dataDir), 'damaged'.repeat(1000));
    const { kept } = await restoreStore(dataDir, { path });
    assert.deepEqual(runIds(dataDir), [runId]);
    assert.ok(kept !== null && readFileSync(kept, 'utf8').startsWith('damaged'));
  });
});
