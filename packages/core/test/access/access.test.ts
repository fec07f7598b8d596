import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { changeAccess, openReader } from '@configurable-agents/core';
import { openAccess } from '../../src/access/access.ts';
import { covers, SCOPES } from '../../src/access/scope.ts';
import { simulatedClock } from '../../src/runtime/simulated-clock.ts';
import type { SimulatedClock } from '../../src/runtime/simulated-clock.ts';
import { storePath } from '../../src/store/connect.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.ts';
import { closeAll, newDataDir } from '../support/runtime.ts';

const MINUTE_MS = 60_000;

describe('access', () => {
  const stores: Store[] = [];
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    await closeAll();
  });

  function open(bounds = {}): ReturnType<typeof openAccess> & { dataDir: string; clock: SimulatedClock; store: Store } {
    const dataDir = newDataDir();
    const store = openStore({ path: storePath(dataDir), onFatal: assert.fail });
    stores.push(store);
    const clock = simulatedClock('2030-01-01T00:00:00Z');
    return { ...openAccess({ store, clock }, bounds), dataDir, clock, store };
  }

  it('has scopes of which each covers those before it', () => {
    assert.deepEqual(
      SCOPES.map((has) => SCOPES.filter((needs) => covers(has, needs))),
      [['read'], ['read', 'run'], ['read', 'run', 'admin']],
    );
  });

  it('finds a token by its text, which the store does not hold', async () => {
    const { tokens, dataDir, store } = open();
    const { token, row } = tokens.create({ name: 'ci', scope: 'run', expires: null, by: 'test' });
    assert.match(token, /^ca_[0-9a-f]{12}_[\w-]{43}$/);
    assert.deepEqual([row.name, row.scope, row.created_by, row.expires_at], ['ci', 'run', 'test', null]);
    assert.equal(tokens.find(token)?.id, row.id);
    const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [changed, token.slice(0, -1), '', 'ca_', token.replace(row.id, 'ffffffffffff')])
      assert.equal(tokens.find(wrong), undefined, wrong);
    await store.write([]);
    const files = ['store.db', 'store.db-wal'].map((name) => readFileSync(`${dataDir}/${name}`, 'latin1')).join('');
    assert.ok(files.includes(row.id));
    assert.ok(!files.includes(token.slice(-43)));
  });

  it('forgets a token that was revoked or has expired, and lets its name be used again', () => {
    const { tokens, clock } = open();
    const first = tokens.create({ name: 'ci', scope: 'read', expires: null, by: 'test' });
    assert.throws(() => tokens.create({ name: 'ci', scope: 'admin', expires: null, by: 'test' }), {
      code: 'TOKEN_NAME_TAKEN',
      message: /a token "ci" already; revoke it, or choose another name/,
    });
    assert.equal(tokens.revoke('ci')?.id, first.row.id);
    assert.equal(tokens.revoke('ci'), undefined);
    assert.equal(tokens.find(first.token), undefined);
    const second = tokens.create({ name: 'ci', scope: 'read', expires: clock.now() + MINUTE_MS, by: 'test' });
    assert.equal(tokens.find(second.token)?.id, second.row.id);
    clock.advance(MINUTE_MS);
    assert.equal(tokens.find(second.token), undefined);
    assert.equal(tokens.get(second.row.id), undefined);
  });

  it('notes the last use of a token once a minute', async () => {
    const { tokens, clock, store, dataDir } = open();
    const { token } = tokens.create({ name: 'ci', scope: 'read', expires: null, by: 'test' });
    const reader = openReader(dataDir);
    const lastUse = async (): Promise<string | null | undefined> => {
      tokens.find(token);
      await store.write([]);
      return reader.tokens()[0]?.last_used_at;
    };
    assert.equal(await lastUse(), '2030-01-01T00:00:00.000Z');
    clock.advance(MINUTE_MS - 1);
    assert.equal(await lastUse(), '2030-01-01T00:00:00.000Z');
    clock.advance(1);
    assert.equal(await lastUse(), '2030-01-01T00:01:00.000Z');
    reader.close();
  });

  it('keeps a session until its time is over or somebody signs out', async () => {
    const { sessions, clock } = open();
    const session = { holder: 'token:1', expires: clock.now() + MINUTE_MS };
    const [one, two] = [await sessions.open(session), await sessions.open(session)];
    assert.deepEqual(sessions.find(one), session);
    await sessions.close(one);
    assert.equal(sessions.find(one), undefined);
    assert.deepEqual(sessions.find(two), session);
    clock.advance(MINUTE_MS);
    assert.equal(sessions.find(two), undefined);
  });

  it('signs the oldest out beyond a thousand', async () => {
    const { sessions, clock } = open();
    const opened: string[] = [];
    for (let i = 0; i < 1002; i += 1) {
      clock.advance(1);
      opened.push(await sessions.open({ holder: 'token:1', expires: clock.now() + 10 * MINUTE_MS }));
    }
    assert.deepEqual(
      opened.slice(0, 4).map((secret) => sessions.find(secret) !== undefined),
      [false, false, true, true],
    );
  });

  it('has an entry for a change before its outcome, and keeps within its bounds', async () => {
    const { audit, dataDir, clock } = open({ maxRows: 100, maxAgeMs: 10 * MINUTE_MS });
    const reader = openReader(dataDir);
    const note = (i: number): ((outcome: { status: number; code: string | null }) => Promise<void>) =>
      audit.begin({ who: 'token ci', peer: '::1', action: 'POST /api/runs', target: `/api/runs/${i}` });
    const done = note(0);
    assert.equal(reader.audit().items.length, 0);
    // A dying process leaves the entry as it is here.
    const other = note(1);
    await other({ status: 202, code: null });
    assert.deepEqual(
      reader.audit().items.map(({ status, target }) => [status, target]),
      [
        [202, '/api/runs/1'],
        [null, '/api/runs/0'],
      ],
    );
    await done({ status: 422, code: 'RUN_INPUTS_INVALID' });
    assert.equal(reader.audit().items[1]?.code, 'RUN_INPUTS_INVALID');
    for (let i = 2; i < 257; i += 1) await note(i)({ status: 200, code: null });
    assert.ok(reader.audit({ limit: 1000 }).items.length <= 101, 'the newest hundred');
    clock.advance(11 * MINUTE_MS);
    for (let i = 0; i < 64; i += 1) await note(i)({ status: 200, code: null });
    assert.ok(reader.audit({ limit: 1000 }).items.length <= 64, 'none that is older than ten minutes');
    reader.close();
  });

  it('lists by pages, the newest first', async () => {
    const { audit, dataDir, clock } = open();
    for (const target of ['a', 'b', 'c']) {
      clock.advance(1);
      await audit.begin({ who: 'w', peer: null, action: 'x', target })({ status: 200, code: null });
    }
    const reader = openReader(dataDir);
    const page = reader.audit({ limit: 2 });
    assert.deepEqual(
      page.items.map(({ target }) => target),
      ['c', 'b'],
    );
    const rest = reader.audit({ cursor: page.next_cursor ?? '' });
    assert.deepEqual([rest.items.map(({ target }) => target), rest.next_cursor], [['a'], null]);
    reader.close();
  });

  it('changes the tokens of a directory that nobody holds, and only of one', async () => {
    const dataDir = newDataDir();
    const made = await changeAccess(dataDir, ({ tokens }) =>
      tokens.create({ name: 'first', scope: 'admin', expires: null, by: 'test' }),
    );
    await assert.rejects(
      changeAccess(dataDir, () => changeAccess(dataDir, () => 0)),
      { code: 'STORE_LOCKED' },
    );
    assert.equal(await changeAccess(dataDir, ({ tokens }) => tokens.find(made.token)?.name), 'first');
  });
});
