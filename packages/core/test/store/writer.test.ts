import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { storePath } from '@configurable-agents/core';
import { openStore } from '../../src/store/store.ts';
import type { Apart, Store, StoreOptions, Write } from '../../src/store/store.ts';
import { logInsert } from '../../src/store/writes.ts';
import { pack, unpack } from '../../src/store/writer/packed.ts';
import { openWriter } from '../../src/store/writer/writer.ts';
import type { Answer } from '../../src/store/writer/writer.ts';
import { closeAll, newDataDir } from '../support/runtime.ts';

const line = (message: string): Write =>
  logInsert({ time: 1, level: 'info', runId: null, workflowName: null, node: null, message });
const ALWAYS: Partial<Apart> = { manyWrites: 1 };

function messages(store: Pick<Store, 'all'>): readonly string[] {
  return store.all('SELECT message FROM logs ORDER BY id').map((row) => (row as { readonly message: string }).message);
}

/** Runs nothing that changes a row. */
const NOTHING: Write = { sql: 'DELETE FROM logs WHERE 0', values: [] };

/** A store that leaves every group to its thread, which is at work. */
async function openApart(path: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const seen = new Set<string>();
  const onCommit: StoreOptions['onCommit'] = (_writes, _seconds, by) => void seen.add(by);
  const store = openStore({ path, onFatal: assert.fail, apart: ALWAYS, onCommit, ...options });
  await store.write([line('first')]);
  while (!seen.has('writer')) await store.write([NOTHING]);
  return store;
}

describe('a thread that writes', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('is handed the writes as they are: every value, and of a buffer only its own bytes', () => {
    const bytes = fc
      .uint8Array({ maxLength: 40 })
      .map((array) => Buffer.concat([Buffer.from('before'), array]).subarray(6));
    const value = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.constant(null), fc.bigInt(), bytes);
    const write = fc.record({ sql: fc.constantFrom('a', 'b', 'c'), values: fc.array(value, { maxLength: 6 }) });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), (writes) => {
        const given = unpack(structuredClone(pack(writes)));
        const plain = (all: readonly Write[]): unknown =>
          all.map(({ sql, values }) => ({
            sql,
            values: values.map((each) => (each instanceof Uint8Array ? [...each] : each)),
          }));
        assert.deepEqual(plain(given), plain(writes));
        for (const each of given.flatMap(({ values }) => values)) {
          if (each instanceof Uint8Array) assert.equal(each.buffer.byteLength, each.byteLength);
        }
      }),
    );
  });

  it('says that a group is written when others can read it, group after group, in order', async () => {
    const path = storePath(newDataDir());
    const store = await openApart(path);
    const other = new DatabaseSync(path, { readOnly: true });
    const expected = ['first'];
    for (let group = 0; group < 20; group += 1) {
      const lines = Array.from({ length: 30 }, (_, i) => `${group}/${i}`);
      expected.push(...lines);
      // Several writes in a turn, and one that comes while the group is under way.
      const written = Promise.all(lines.map((each) => store.write([line(each)])));
      await new Promise((resolve) => setImmediate(resolve));
      expected.push(`${group}/late`);
      await Promise.all([written, store.write([line(`${group}/late`)])]);
      assert.equal(other.prepare('SELECT count(*) AS n FROM logs').get()?.['n'], expected.length);
    }
    assert.deepEqual(messages(store), expected);
    other.close();
    await store.close();
  });

  it('begins with what there is when it has nothing to do, while this thread goes on', async () => {
    const path = storePath(newDataDir());
    const store = await openApart(path);
    const other = new DatabaseSync(path, { readOnly: true });
    const written = store.write([line('one')]);
    // Ticks are of the same turn.
    await new Promise<void>((resolve) => queueMicrotask(() => process.nextTick(() => process.nextTick(resolve))));
    const until = performance.now() + 5000;
    while (messages({ all: (sql) => other.prepare(sql).all() }).length < 2 && performance.now() < until) pause(5);
    assert.deepEqual(messages({ all: (sql) => other.prepare(sql).all() }), ['first', 'one']);
    other.close();
    await written;
    await store.close();
  });

  it('never begins between what is written in one turn and what follows from it without a pause', async () => {
    const sizes: number[] = [];
    const seen = new Set<string>();
    const store = openStore({
      path: storePath(newDataDir()),
      onFatal: assert.fail,
      apart: ALWAYS,
      onCommit: (writes, _seconds, by) => {
        sizes.push(writes);
        seen.add(by);
      },
    });
    while (!seen.has('writer')) await store.write([NOTHING]);
    const first = store.write([line('one')]);
    for (let i = 0; i < 10; i += 1) await Promise.resolve();
    assert.equal(store.write([line('two'), line('three')]), first);
    await first;
    assert.equal(sizes.at(-1), 3);
    await store.close();
  });

  it('is given up where it ends by itself: what became of its group is not known', async () => {
    const path = storePath(newDataDir());
    await openStore({ path, onFatal: assert.fail }).close();
    const entry = fileURLToPath(new URL('../fixtures/writer-that-ends.ts', import.meta.url));
    const writer = openWriter(path, { restMs: 60_000, entry });
    writer.isReady();
    await until(() => writer.isReady());
    const { promise, resolve } = Promise.withResolvers<Answer>();
    writer.commit([line('lost')], resolve);
    const answer = await promise;
    assert.equal(answer.kind, 'gone');
    assert.match(answer.kind === 'gone' ? answer.error.message : '', /the end of the writer/);
    assert.equal(writer.isReady(), false, 'none is opened after it');
    await writer.close();
  });

  it('is opened for a disk that is slow, also for small groups', async () => {
    const path = storePath(newDataDir());
    const seen = new Set<string>();
    const onCommit: StoreOptions['onCommit'] = (_writes, _seconds, by) => void seen.add(by);
    const store = openStore({ path, onFatal: assert.fail, apart: { slowSeconds: 0 }, onCommit });
    while (!seen.has('writer')) await store.write([NOTHING]);
    await store.write([line('small')]);
    assert.deepEqual(messages(store), ['small']);
    await store.close();
  });

  it('is not opened for small groups on a disk that is quick', async () => {
    const path = storePath(newDataDir());
    const seen = new Set<string>();
    const onCommit: StoreOptions['onCommit'] = (_writes, _seconds, by) => void seen.add(by);
    const store = openStore({ path, onFatal: assert.fail, apart: { slowSeconds: 1000 }, onCommit });
    for (let group = 0; group < 200; group += 1) await store.write([line('small')]);
    assert.deepEqual([...seen], ['this']);
    await store.close();
  });

  it('ends when it has had nothing to do for a while, and is opened again', async () => {
    const path = storePath(newDataDir());
    await openStore({ path, onFatal: assert.fail }).close();
    const writer = openWriter(path, { restMs: 50 });
    for (const word of ['once', 'again']) {
      await until(() => writer.isReady());
      const { promise, resolve } = Promise.withResolvers<Answer>();
      writer.commit([line(word)], resolve);
      assert.equal((await promise).kind, 'committed');
      await sleep(200);
      assert.equal(writer.isReady(), false);
    }
    await writer.close();
  });

  describe('under what must happen at once', () => {
    it('is waited for: an exclusive transaction finds all that was written before it', async () => {
      const store = await openApart(storePath(newDataDir()));
      const written = store.write(Array.from({ length: 500 }, (_, i) => line(String(i))));
      await new Promise((resolve) => setImmediate(resolve));
      const late = store.write([line('late')]);
      assert.equal(store.exclusive(({ all }) => messages({ all })).length, 502);
      await Promise.all([written, late]);
      await store.write([line('after')]);
      assert.equal(messages(store).at(-1), 'after');
      await store.close();
    });

    it('and closing leaves nothing of it behind', async () => {
      const path = storePath(newDataDir());
      const store = await openApart(path);
      const written = store.write([line('last')]);
      await new Promise((resolve) => setImmediate(resolve));
      await store.close();
      await written;
      assert.deepEqual(readdirSync(dirname(path)), ['store.db']);
      const again = openStore({ path, onFatal: assert.fail });
      assert.deepEqual(messages(again), ['first', 'last']);
      await again.close();
    });

    it('and what comes after closing is never written', async () => {
      const path = storePath(newDataDir());
      const store = await openApart(path);
      await store.close();
      void store.write([line('late')]).then(() => assert.fail('nobody is told that it was'));
      await sleep(50);
      const again = openStore({ path, onFatal: assert.fail });
      assert.deepEqual(messages(again), ['first']);
      await again.close();
    });
  });

  describe('that cannot write', () => {
    it('is told again, acknowledges nothing meanwhile, and goes on when it can, in order', async () => {
      const path = storePath(newDataDir());
      const store = await openApart(path);
      const other = new DatabaseSync(path);
      other.exec('BEGIN IMMEDIATE');
      let isDone = false;
      const written = store.write([line('one')]).then(() => (isDone = true));
      await new Promise((resolve) => setImmediate(resolve));
      const second = store.write([line('two')]);
      await until(() => !store.isHealthy());
      assert.equal(isDone, false);
      assert.throws(() => store.exclusive(() => {}), { code: 'STORE_FAILED', message: /locked for writing/ });
      const third = store.write([line('three')]);
      other.exec('ROLLBACK');
      await Promise.all([written, second, third]);
      assert.equal(store.isHealthy(), true);
      assert.deepEqual(messages(store), ['first', 'one', 'two', 'three']);
      other.close();
      await store.close();
    });

    it('is noticed by an exclusive transaction that waited for it, and its group is written later', async () => {
      const path = storePath(newDataDir());
      const store = await openApart(path);
      const other = new DatabaseSync(path);
      other.exec('BEGIN IMMEDIATE');
      const written = store.write([line('one')]);
      await new Promise((resolve) => setImmediate(resolve));
      assert.throws(() => store.exclusive(() => {}), { code: 'STORE_FAILED', message: /locked for writing/ });
      other.exec('ROLLBACK');
      other.close();
      await written;
      assert.deepEqual(messages(store), ['first', 'one']);
      await store.close();
    });

    it('is given up after its deadline', async () => {
      const path = storePath(newDataDir());
      const fatal = Promise.withResolvers<Error>();
      const store = await openApart(path, { onFatal: fatal.resolve, deadlineMs: 100 });
      const other = new DatabaseSync(path);
      other.exec('BEGIN IMMEDIATE');
      void store.write([line('one')]).then(() => assert.fail());
      assert.match((await fatal.promise).message, /cannot be written: .*locked for writing/);
      await assert.rejects(store.close(), { code: 'STORE_FAILED' });
      other.close();
    });
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}

/** Holds up this thread. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
