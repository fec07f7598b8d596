import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { openDedupe } from '../../src/runtime/dedupe.ts';
import type { Dedupe } from '../../src/runtime/dedupe.ts';
import { storePath } from '../../src/store/connect.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.ts';
import { newDataDir } from '../support/runtime.ts';

const at = (i: number): Parameters<Dedupe['known']>[0] => ({ trigger: 'generic', key: `id-${i}`, workflow: 'w' });
const seenAs = (i: number): { readonly runId: string; readonly digest: string } => ({ runId: `run-${i}`, digest: 'd' });

describe('keys that were seen', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  function open(dataDir: string): {
    readonly store: Store;
    readonly dedupe: Dedupe;
    readonly close: () => Promise<void>;
  } {
    const store = openStore({ path: storePath(dataDir), onFatal: assert.fail });
    const dedupe = openDedupe(store);
    const close = async (): Promise<void> => {
      dedupe.stop();
      await store.close();
    };
    closing.push(close);
    return { store, dedupe, close: async () => await closing.splice(closing.indexOf(close), 1)[0]?.() };
  }

  it('are known to the next process: while they are read, and when all were', async () => {
    const dataDir = newDataDir();
    const former = open(dataDir);
    // More than one turn reads.
    const count = 9000;
    await former.store.write(Array.from({ length: count }, (_, i) => former.dedupe.remember(at(i), seenAs(i))));
    await former.close();

    const { dedupe } = open(dataDir);
    const missing = (): readonly number[] =>
      Array.from({ length: count }, (_, i) => i).filter((i) => dedupe.known(at(i), 'd')?.runId !== `run-${i}`);
    for (let turns = 0; turns < 12; turns += 1) {
      assert.deepEqual(missing(), []);
      assert.equal(dedupe.known(at(count), 'd'), undefined);
      await turn();
    }
  });

  it('are known before their commit and after it, also when they came before anybody asked', async () => {
    const { store, dedupe } = open(newDataDir());
    const row = dedupe.remember(at(1), seenAs(1));
    assert.equal(dedupe.known(at(1), 'd')?.runId, 'run-1');
    await store.write([row]);
    await turn();
    assert.equal(dedupe.known(at(1), 'd')?.runId, 'run-1');
    assert.equal(dedupe.known(at(1), 'other')?.isConflict, true);
    assert.equal(dedupe.known(at(2), 'd'), undefined);
  });

  it('are known to the next process, whatever characters they have', async () => {
    const dataDir = newDataDir();
    const keys = ['a\u0000b', 'x\ud83dy', '\ude00', 'é\ud83d\ude00', '"\\'].map((key) => ({ ...at(0), key }));
    const former = open(dataDir);
    await former.store.write(keys.map((key, i) => former.dedupe.remember(key, seenAs(i))));
    await former.close();
    const { dedupe } = open(dataDir);
    const known = (): readonly unknown[] => keys.map((key) => dedupe.known(key, 'd')?.runId);
    const all = keys.map((_, i) => `run-${i}`);
    assert.deepEqual(known(), all);
    // By now all were read.
    for (let turns = 0; turns < 3; turns += 1) await turn();
    assert.deepEqual(known(), all);
    assert.equal(dedupe.known(at(0), 'd'), undefined);
  });

  it('does not read on once the store is closed', async () => {
    const dataDir = newDataDir();
    const former = open(dataDir);
    await former.store.write(Array.from({ length: 5000 }, (_, i) => former.dedupe.remember(at(i), seenAs(i))));
    await former.close();
    const { dedupe, close } = open(dataDir);
    assert.equal(dedupe.known(at(1), 'd')?.runId, 'run-1');
    await close();
    await turn();
    await turn();
  });
});
