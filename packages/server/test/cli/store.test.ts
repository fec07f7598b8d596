import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dashboard, run, stopDashboards } from '../support/cli.ts';
import { NOTIFY } from '../support/server.ts';

type Report = {
  readonly dry_run: boolean;
  readonly policy: { readonly older_than_ms: number | null; readonly max_runs: number | null };
  readonly removed: { readonly runs: number; readonly facts: number };
  readonly kept: { readonly [reason: string]: number };
  readonly compacted?: { readonly before: number; readonly after: number };
};

describe('looking after the store', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-cli-store-'));
    writeFileSync(join(cwd, 'notify.yaml'), NOTIFY);
  });
  afterEach(async () => {
    await stopDashboards();
    rmSync(cwd, { recursive: true, force: true });
  });
  const go = (...args: string[]): ReturnType<typeof run> => run(args, { cwd });
  const ran = async (): Promise<string> => {
    const { out, err } = await go('run', 'notify.yaml', '--provider', 'echo', '--input', 'message=hi', '--json');
    assert.ok(out !== '', err);
    return (JSON.parse(out) as { readonly run_id: string }).run_id;
  };
  const ids = async (...at: string[]): Promise<readonly string[]> => {
    const { out } = await go('runs', 'list', '--json', ...at);
    return (JSON.parse(out) as { readonly items: readonly { readonly run_id: string }[] }).items.map(
      ({ run_id }) => run_id,
    );
  };
  const store = (): string => join(cwd, '.configurable-agents', 'store.db');

  describe('prune', () => {
    it('says what would go, then removes it, and keeps the newest run', async () => {
      const [, , newest] = [await ran(), await ran(), await ran()];
      const dry = await go('prune', '--older-than', '0s', '--dry-run', '--json');
      const foretold = JSON.parse(dry.out) as Report;
      assert.deepEqual([foretold.dry_run, foretold.removed.runs, foretold.kept], [true, 2, { newest: 1 }]);
      assert.equal((await ids()).length, 3);
      const { status, out, err } = await go('prune', '--older-than', '0s');
      assert.equal(status, 0, err);
      assert.match(out, /^removed 2 runs \(\d+ facts, 0 large values, 0 graphs, 0 deliveries, \d+ log lines\); /);
      assert.match(err, /kept although over their time: 1 \(positions are counted on from them\)/);
      assert.deepEqual(await ids(), [newest]);
    });

    it('goes by `retention` of the configuration where no bound is named', async () => {
      await ran();
      await ran();
      const first = JSON.parse((await go('prune', '--json')).out) as Report;
      assert.deepEqual([first.policy.older_than_ms, first.policy.max_runs], [30 * 86_400_000, 100_000]);
      assert.equal(first.removed.runs, 0);
      writeFileSync(join(cwd, 'configurable-agents.yaml'), 'retention: { runs: forever, max_runs: 1 }\n');
      const second = JSON.parse((await go('prune', '--json')).out) as Report;
      assert.deepEqual([second.policy.older_than_ms, second.policy.max_runs, second.removed.runs], [null, 1, 1]);
    });

    it('goes through the server that holds the store', async () => {
      await ran();
      await ran();
      await dashboard([], { cwd });
      const { status, out, err } = await go('prune', '--max-runs', '1', '--json');
      assert.equal(status, 0, err);
      assert.equal((JSON.parse(out) as Report).removed.runs, 1);
      const compact = await go('prune', '--compact');
      assert.deepEqual([compact.status, /holds the store \(STORE_LOCKED\); stop it/.test(compact.err)], [3, true]);
      assert.equal((await go('doctor', '--store')).status, 0);
    });

    it('gives an older store the way to give space back', async () => {
      await ran();
      const db = new DatabaseSync(store());
      db.exec('PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = NONE; VACUUM; PRAGMA journal_mode = WAL;');
      db.close();
      assert.match((await go('doctor', '--store')).out, /note {2}free space: .*prune --compact/);
      const { compacted } = JSON.parse((await go('prune', '--compact', '--json')).out) as Report;
      assert.ok(compacted !== undefined && compacted.after > 0);
      assert.doesNotMatch((await go('doctor', '--store')).out, /note {2}free space/);
    });

    for (const [args, message] of [
      [['--older-than', 'soon'], /--older-than must be a duration such as 30d, found soon/],
      [['--max-bytes', 'much'], /--max-bytes must be a size such as 2GB, found much/],
      [['--max-runs', '-1'], /--max-runs takes a whole number from 0/],
      [['--dry-run', '--compact'], /exclude each other/],
    ] as const) {
      it(`refuses ${args.join(' ')}`, async () => {
        const { status, err } = await go('prune', ...args);
        assert.equal(status, 2);
        assert.match(err, message);
      });
    }

    it('makes no store where there is none', async () => {
      const { status, err } = await go('prune');
      assert.equal(status, 3);
      assert.match(err, /there is no store/);
      assert.ok(!existsSync(join(cwd, '.configurable-agents')));
    });
  });

  describe('backup and restore', () => {
    it('copy a store while a server runs, and put it back while none does', async () => {
      const first = await ran();
      const { child } = await dashboard([], { cwd });
      const backup = await go('backup', 'copy.db');
      assert.deepEqual([backup.status, backup.out], [0, `${join(cwd, 'copy.db')}\n`], backup.err);
      assert.match(readFileSync(join(cwd, 'copy.db.sha256'), 'utf8'), /^[0-9a-f]{64} {2}copy\.db\n$/);
      const refused = await go('restore', 'copy.db');
      assert.equal(refused.status, 3);
      assert.match(refused.err, /STORE_LOCKED: .*process \d+ at http/);
      const elsewhere = await go('restore', 'copy.db', '--data-dir', 'other', '--json');
      assert.equal(elsewhere.status, 0, elsewhere.err);
      assert.deepEqual(await ids('--data-dir', 'other'), [first]);
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await exited;
      const second = await ran();
      const restored = await go('restore', 'copy.db');
      assert.equal(restored.status, 0, restored.err);
      assert.match(restored.err, /the checksum agrees\nwhat was there before is .*store\.db\.before-restore-1/);
      assert.deepEqual(await ids(), [first]);
      assert.notEqual(second, first);
    });

    it('refuse a file that is there, one that is missing, and one that is no backup', async () => {
      await ran();
      writeFileSync(join(cwd, 'mine.txt'), 'mine');
      const exists = await go('backup', 'mine.txt');
      assert.deepEqual([exists.status, /FILE_EXISTS: .*--force/.test(exists.err)], [2, true]);
      const missing = await go('restore', 'no.db');
      assert.deepEqual([missing.status, /FILE_MISSING/.test(missing.err)], [2, true]);
      const wrong = await go('restore', 'mine.txt');
      assert.deepEqual([wrong.status, /BACKUP_INVALID/.test(wrong.err)], [1, true]);
    });
  });

  describe('doctor --store', () => {
    it('exits 1 on damage and says what to do', async () => {
      const id = await ran();
      const good = await go('doctor', '--store', '--json');
      assert.equal(good.status, 0, good.out);
      const { tables } = JSON.parse(good.out) as { readonly tables: readonly { readonly table: string }[] };
      assert.ok(tables.some(({ table }) => table === 'journal'));
      const db = new DatabaseSync(store());
      db.exec('DELETE FROM journal WHERE seq = 2');
      db.close();
      const { status, out } = await go('doctor', '--store');
      assert.equal(status, 1);
      assert.match(out, new RegExp(`FAIL {2}journal: facts are missing in ${id} .*restore a backup`));
      writeFileSync(store(), 'no database'.repeat(1000));
      rmSync(`${store()}-wal`, { force: true });
      const gone = await go('doctor', '--store');
      assert.equal(gone.status, 1);
      assert.match(gone.err, /cannot be read: .*restore a backup.*\(STORE_DAMAGED\)/);
    });
  });

  describe('runs export and runs import', () => {
    it('take a run to another store', async () => {
      const id = await ran();
      const exported = await go('runs', 'export', id, '-o', 'run.json');
      assert.deepEqual([exported.status, exported.out], [0, ''], exported.err);
      const imported = await go('runs', 'import', 'run.json', '--data-dir', 'other');
      assert.deepEqual([imported.status, imported.out], [0, `${id}  succeeded\n`], imported.err);
      const [here, there] = [await go('runs', 'show', id), await go('runs', 'show', id, '--data-dir', 'other')];
      assert.equal(there.out, here.out);
      const again = await run(['runs', 'import', '-', '--data-dir', 'other', '--json'], {
        cwd,
        input: (await go('runs', 'export', id)).out,
      });
      assert.deepEqual(JSON.parse(again.out), {
        runs: [{ run_id: id, status: 'succeeded', open: false, unchanged: true }],
      });
    });

    it('say what is wrong with a run or a file', async () => {
      await ran();
      const unknown = await go('runs', 'export', 'nope');
      assert.deepEqual([unknown.status, /there is no run nope/.test(unknown.err)], [1, true]);
      writeFileSync(join(cwd, 'bad.json'), '{}');
      const bad = await go('runs', 'import', 'bad.json');
      assert.deepEqual([bad.status, /EXPORT_INVALID: the file is no exported run/.test(bad.err)], [1, true]);
    });
  });
});
