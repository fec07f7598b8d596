import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from '../../src/store/migrations/list.ts';
import { migrate, RELEASE, STORE_VERSION, storeVersion } from '../../src/store/schema.ts';
import { openReader } from '../../src/store/reader.ts';
import { openStore } from '../../src/store/store.ts';
import { storePath } from '../../src/store/connect.ts';
import { closeAll, newDataDir, open, runToEnd } from '../support/runtime.ts';
import { graph } from '../support/graph.ts';

/** Of the text of each migration that was ever released. A line is added with each; none is ever changed. */
const RELEASED = [
  '7c6a2a24e89c70b1',
  '10b6538d4e6b59cf',
  '3cb6f66382f197d8',
  'b0a22593ab618555',
  'd889f10616a481eb',
  '052e4fea3ded5c6c',
  '3f13647b0e2a1692',
  '26847324a868b367',
  '7ff4989a44ef8823',
  'f57da3819db23499',
  '40ccd4be34980466',
  '88a20cb93174c4ab',
  '9dce3c9668faa98a',
  '8af48a375d2999dd',
  'bf170d5726212c4b',
  'e6b9a1c7e93c9aec',
];

function older(path: string, version: number): void {
  const db = new DatabaseSync(path);
  db.exec(`${MIGRATIONS.slice(0, version).join('\n')} PRAGMA user_version = ${version};`);
  db.prepare("INSERT INTO graphs VALUES('g', '{}')").run();
  db.prepare(
    "INSERT INTO runs(run, id, workflow, graph, status, trigger, created, finished) VALUES(1, 'r', 'w', 'g', 'succeeded', '{}', 1, 2)",
  ).run();
  db.close();
}

function tablesOf(path: string): readonly unknown[] {
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
    .all();
  db.close();
  return rows;
}

describe('migrations', () => {
  afterEach(closeAll);

  it('are never changed once they were released', () => {
    const digests = MIGRATIONS.map((sql) => createHash('sha256').update(sql).digest('hex').slice(0, 16));
    assert.deepEqual(digests, RELEASED);
  });

  it('bring a store of any version to the present one, with what it holds', async () => {
    const fresh = storePath(newDataDir());
    await openStore({ path: fresh, onFatal: assert.fail }).close();
    for (let version = 1; version < STORE_VERSION; version += 1) {
      const path = storePath(newDataDir());
      older(path, version);
      const store = openStore({ path, onFatal: assert.fail });
      assert.deepEqual(store.get('SELECT id FROM runs'), { __proto__: null, id: 'r' });
      await store.close();
      assert.deepEqual(tablesOf(path), tablesOf(fresh), `from version ${version}`);
    }
  });

  it('leave a backup of what was there, and none beside a store that is new', async () => {
    const dataDir = newDataDir();
    const path = storePath(dataDir);
    older(path, 3);
    await openStore({ path, onFatal: assert.fail }).close();
    const backup = new DatabaseSync(`${path}.bak-3`, { readOnly: true });
    assert.equal(storeVersion(backup), 3);
    assert.equal(backup.prepare('SELECT count(*) AS n FROM runs').get()?.['n'], 1);
    backup.close();
    const fresh = newDataDir();
    await openStore({ path: storePath(fresh), onFatal: assert.fail }).close();
    assert.deepEqual(readdirSync(fresh), ['store.db']);
  });

  it('change nothing where one of them fails, and go on after it', async () => {
    const path = storePath(newDataDir());
    older(path, 5);
    const before = tablesOf(path);
    const db = new DatabaseSync(path);
    assert.throws(() => migrate(db, path, [...MIGRATIONS, 'CREATE TABLE new_one(a); SELECT nonsense;']), /nonsense/);
    assert.equal(storeVersion(db), 5);
    db.close();
    assert.deepEqual(tablesOf(path), before);
    assert.ok(existsSync(`${path}.bak-5`));
    await openStore({ path, onFatal: assert.fail }).close();
    const after = new DatabaseSync(path);
    assert.equal(storeVersion(after), STORE_VERSION);
    after.close();
  });

  it('keep deliveries, their bodies, and which of them are dead letters in what order', async () => {
    const path = storePath(newDataDir());
    const db = new DatabaseSync(path);
    db.exec(`${MIGRATIONS.slice(0, 13).join('\n')} PRAGMA user_version = 13;`);
    const insert =
      db.prepare(`INSERT INTO deliveries(id, trigger, dedupe_key, received, event_type, headers, body, size, runs,
      dead_letters, verdict, reason, redelivery_of) VALUES(?, 'generic', 'k', 7, 'e', '{}', ?, 9, '[]', ?, 'dead_letter', 'why', NULL)`);
    const body = Buffer.alloc(20_000, 'b');
    // The later id was written first.
    insert.run('2', body, '[{"workflow_name":"w"}]');
    insert.run('1', Buffer.from('short'), '[{"workflow_name":"w"}]');
    insert.run('3', Buffer.from('none'), '[]');
    const columns =
      'id, trigger, dedupe_key, received, event_type, headers, body, size, runs, dead_letters, verdict, reason';
    const before = db.prepare(`SELECT ${columns} FROM deliveries ORDER BY id`).all();
    db.close();
    const store = openStore({ path, onFatal: assert.fail });
    const letters = (): readonly unknown[] =>
      store.all('SELECT delivery FROM dead_letters ORDER BY seq').map((row) => Object.values(row as object)[0]);
    assert.deepEqual(store.all(`SELECT ${columns} FROM deliveries ORDER BY id`), before);
    assert.deepEqual(letters(), ['2', '1']);
    await store.write([{ sql: "DELETE FROM deliveries WHERE id = '2'", values: [] }]);
    assert.deepEqual(letters(), ['1']);
    await store.close();
  });

  it('find the payloads that runs of before refer to', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    await runToEnd(runtime, graph('a', { a: { with: { kind: 'literal', value: { value: 'x'.repeat(1_200_000) } } } }));
    await runtime.close();
    const db = new DatabaseSync(storePath(dataDir));
    const wanted = db.prepare('SELECT hash, run FROM payload_refs ORDER BY hash').all();
    assert.ok(wanted.length > 0);
    // Back to version 5.
    db.exec(`DROP TABLE payload_refs; DROP TABLE meta; DROP TABLE removing; DROP INDEX runs_finished; DROP INDEX runs_by_parent;
      DROP INDEX runs_by_source; DROP INDEX runs_by_graph; DROP INDEX dedupe_by_run; DROP TABLE model_use; DROP TABLE answers;
      DROP TABLE tokens; DROP TABLE sessions; DROP TABLE audit; DROP TABLE dead_letters; DROP TRIGGER dead_letters_come; DROP TRIGGER dead_letters_go; DROP INDEX runs_counting; DROP TABLE pauses; DROP TABLE callbacks;
      DROP TABLE callback_endpoints; ALTER TABLE runs DROP COLUMN admission; ALTER TABLE runs DROP COLUMN counts_until;
      DROP INDEX runs_hidden; DROP INDEX runs_by_status; DROP INDEX runs_by_workflow_status; DROP TABLE hidden_texts; ALTER TABLE runs DROP COLUMN redaction;
      ALTER TABLE runs DROP COLUMN hidden_until; ALTER TABLE deliveries DROP COLUMN redacted;
      ALTER TABLE schedules DROP COLUMN paused;
      DROP TABLE cursors; CREATE TABLE cursors(tracker TEXT PRIMARY KEY, pos INTEGER NOT NULL, dropped INTEGER NOT NULL) WITHOUT ROWID;
      PRAGMA user_version = 5;`);
    db.close();
    const store = openStore({ path: storePath(dataDir), onFatal: assert.fail });
    assert.deepEqual(store.all('SELECT hash, run FROM payload_refs ORDER BY hash'), wanted);
    await store.close();
  });

  it('find what runs of before have used, by the model that stands with the input', async () => {
    const path = storePath(newDataDir());
    older(path, 6);
    const db = new DatabaseSync(path);
    const told = { usage: { input_tokens: 3, output_tokens: 5 }, cost_usd: 0.25, llm_calls: 2 };
    const fact = (node: string, more: object): string => JSON.stringify({ time: 5, key: node, node, ...more });
    const facts = [
      fact('asked', { ...told, input: { provider: 'acme', model: 'large', prompt: 'Go' } }),
      fact('unpriced', { ...told, cost_usd: null, input: { provider: 'acme', model: 'small', prompt: 'Go' } }),
      fact('map', told),
      fact('action', {
        ...told,
        usage: { input_tokens: null, output_tokens: null },
        input: { provider: 'p', model: 'm' },
      }),
    ];
    for (const [i, body] of facts.entries())
      db.prepare("INSERT INTO journal(pos, run, seq, kind, body) VALUES(?, 1, ?, 'node.completed', ?)").run(
        i + 1,
        i + 1,
        body,
      );
    db.close();
    await openStore({ path, onFatal: assert.fail }).close();
    const after = new DatabaseSync(path);
    const rows = after
      .prepare('SELECT node, model, calls, unknown_calls, cost_billionths AS cost FROM model_use')
      .all();
    after.close();
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [
        { node: 'asked', model: 'large', calls: 2, unknown_calls: 0, cost: 250_000_000 },
        { node: 'unpriced', model: 'small', calls: 2, unknown_calls: 2, cost: null },
      ],
    );
  });

  it('refuse a store of a newer release, and say which release wrote it', async () => {
    const dataDir = newDataDir();
    const path = storePath(dataDir);
    await openStore({ path, onFatal: assert.fail }).close();
    const db = new DatabaseSync(path);
    assert.deepEqual(db.prepare("SELECT value FROM meta WHERE key = 'release'").get()?.['value'], RELEASE);
    db.exec("UPDATE meta SET value = '9.8.7' WHERE key = 'release'; PRAGMA user_version = 99;");
    db.close();
    const refused = { code: 'STORE_VERSION', message: /written by configurable-agents 9\.8\.7 \(store version 99\)/ };
    assert.throws(() => openStore({ path, onFatal: assert.fail }), refused);
    assert.throws(() => openReader(dataDir), refused);
    rmSync(path);
  });
});
