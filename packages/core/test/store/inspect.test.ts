import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { inspectStore, maxLagOf, storePath } from '@configurable-agents/core';
import type { Inspection } from '@configurable-agents/core';
import { STORE_VERSION } from '../../src/store/schema.ts';
import { closeAll, newDataDir, open, runToEnd } from '../support/runtime.ts';
import { graph } from '../support/graph.ts';

const inspect = (dataDir: string): Inspection =>
  inspectStore(dataDir, { policy: { maxRuns: 1 }, maxLag: maxLagOf({}) });

async function store(): Promise<string> {
  const dataDir = newDataDir();
  const runtime = await open({ dataDir });
  await runToEnd(
    runtime,
    graph('a -> b', { a: { with: { kind: 'literal', value: { value: 'x'.repeat(1_200_000) } } } }),
  );
  await runToEnd(
    runtime,
    graph('a', { a: { uses: 'test.fail', with: { kind: 'literal', value: { retryable: false } } } }),
  );
  await runtime.close();
  return dataDir;
}

function change(dataDir: string, sql: string): void {
  const db = new DatabaseSync(storePath(dataDir));
  db.exec(sql);
  db.close();
}

describe('a check of the store', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('finds a whole store whole, and says what it holds', async () => {
    const { findings, tables } = inspect(await store());
    assert.deepEqual(
      findings.filter(({ status }) => status !== 'ok'),
      [],
    );
    assert.equal(tables[0]?.table, 'payloads');
    const { message } = findings.find(({ name }) => name === 'retention') ?? {};
    assert.match(message ?? '', /^1 runs \(\d+ facts, about 1\.\d MB\) would go/);
  });

  it('can be made while an engine writes', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    await runToEnd(runtime, graph('a'));
    assert.deepEqual(
      inspect(dataDir).findings.filter(({ status }) => status === 'fail'),
      [],
    );
  });

  const damages: readonly (readonly [what: string, sql: string, name: string, message: RegExp])[] = [
    [
      'a fact that is missing',
      'DELETE FROM journal WHERE run = 1 AND seq = 3',
      'journal',
      /facts are missing in [\w-]+ \(\d+ facts, the last is \d+\)/,
    ],
    [
      'positions that go back',
      'UPDATE journal SET pos = pos + 1000 WHERE run = 1 AND seq = 2',
      'journal',
      /positions go back in/,
    ],
    [
      'facts of no run',
      "INSERT INTO journal(pos, run, seq, kind, body) VALUES(999, 77, 1, 'run.started', '{}')",
      'journal',
      /1 facts belong to runs/,
    ],
    [
      'a row that says something else',
      "UPDATE runs SET status = 'failed' WHERE run = 1",
      'runs',
      /status is failed, by its journal succeeded/,
    ],
    [
      'a run that cannot be replayed',
      "UPDATE journal SET body = '{' WHERE run = 2 AND seq = 2",
      'runs',
      /it cannot be replayed/,
    ],
    ['a large value that is missing', 'DELETE FROM payloads', 'payloads', /large values are missing: \w{12}… of run/],
    ['a large value that was changed', "UPDATE payloads SET body = '1'", 'payloads', /not what was written/],
    [
      'a reference that is not counted',
      'DELETE FROM payload_refs',
      'payloads',
      /1 references to large values are not counted/,
    ],
    ['a graph that is missing', 'DELETE FROM graphs', 'graphs', /execution graphs are missing/],
  ];
  for (const [what, sql, name, message] of damages) {
    it(`finds ${what}, and says what to do`, async () => {
      const dataDir = await store();
      change(dataDir, sql);
      const failed = inspect(dataDir).findings.filter(({ status }) => status === 'fail');
      const found = failed.find((finding) => finding.name === name && message.test(finding.message));
      assert.ok(found, JSON.stringify(failed));
      assert.match(found.message, /configurable-agents restore FILE/);
    });
  }

  it('finds pages that are damaged', async () => {
    const dataDir = await store();
    change(dataDir, 'PRAGMA wal_checkpoint(TRUNCATE)');
    const path = storePath(dataDir);
    const db = new DatabaseSync(path);
    const { rootpage } = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'runs_by_workflow'").get() ?? {};
    db.exec('PRAGMA journal_mode = DELETE');
    db.close();
    const { open: openFile } = await import('node:fs/promises');
    const file = await openFile(path, 'r+');
    await file.write(Buffer.alloc(4096, 9), 0, 4096, (Number(rootpage) - 1) * 4096);
    await file.close();
    const [finding] = inspect(dataDir).findings;
    assert.equal(finding?.status, 'fail');
    assert.match(finding.message, /damaged|cannot be checked/);
    writeFileSync(path, 'no database'.repeat(1000));
    assert.throws(() => inspect(dataDir), { code: 'STORE_DAMAGED' });
  });

  it('says of an older store what becomes of it', async () => {
    const dataDir = await store();
    change(dataDir, 'PRAGMA user_version = 5');
    const { findings } = inspect(dataDir);
    const now = new RegExp(`version 5: the next dashboard, run or prune brings it to version ${STORE_VERSION},`);
    assert.match(findings.at(-1)?.message ?? '', now);
  });
});
