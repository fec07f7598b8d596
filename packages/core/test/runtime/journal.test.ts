import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { storePath } from '@configurable-agents/core';
import type { Fact } from '../../src/engine/fact.ts';
import { NOTHING_HIDDEN } from '../../src/hiding/hidden.ts';
import { openJournal } from '../../src/runtime/journal.ts';
import { openStore } from '../../src/store/store.ts';
import { closeAll, newDataDir } from '../support/runtime.ts';

const started: Fact = { kind: 'run.started', time: 1 };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the journal', () => {
  afterEach(closeAll);

  it('tells of facts once they are durable, in their order, also while one group is written and the next one gathers', async () => {
    const path = storePath(newDataDir());
    const by = new Set<string>();
    const onCommit = (_writes: number, _seconds: number, which: string): void => void by.add(which);
    const store = openStore({ path, onFatal: assert.fail, apart: { manyWrites: 1 }, onCommit });
    while (!by.has('writer')) await store.write([{ sql: 'DELETE FROM logs WHERE 0', values: [] }]);
    const other = new DatabaseSync(path, { readOnly: true });
    const durable = other.prepare('SELECT coalesce(max(pos), 0) AS pos FROM journal');
    const journal = openJournal(store, { onAppend: () => {}, onCommit: () => {} });
    const [heard, early]: [number[], number[]] = [[], []];
    journal.subscribe((entries) => {
      const until = Number(durable.get()?.['pos']);
      for (const { pos } of entries) (pos > until ? early : heard).push(pos);
    });
    const run = { id: 'r', run: journal.nextRun(), hidden: NOTHING_HIDDEN, state: { sequence: 0, workflowName: 'w' } };
    let last: Promise<void> | undefined;
    for (let i = 1; i <= 300; i += 1) {
      run.state.sequence = i;
      last = journal.append(run, [started], []);
      if (i % 3 === 0) await turn();
    }
    await last;
    await turn();
    assert.deepEqual(
      heard,
      Array.from({ length: 300 }, (_, i) => i + 1),
    );
    other.close();
    await store.close();
  });

  it('keeps their order where a commit fails and is made again', async () => {
    const path = storePath(newDataDir());
    const by = new Set<string>();
    const onCommit = (_writes: number, _seconds: number, which: string): void => void by.add(which);
    const store = openStore({ path, onFatal: assert.fail, apart: { manyWrites: 1 }, onCommit });
    while (!by.has('writer')) await store.write([{ sql: 'DELETE FROM logs WHERE 0', values: [] }]);
    const journal = openJournal(store, { onAppend: () => {}, onCommit: () => {} });
    const heard: number[] = [];
    journal.subscribe((entries) => void heard.push(...entries.map(({ pos }) => pos)));
    const run = { id: 'r', run: journal.nextRun(), hidden: NOTHING_HIDDEN, state: { sequence: 0, workflowName: 'w' } };
    const append = (): Promise<void> => {
      run.state.sequence += 1;
      return journal.append(run, [started], []);
    };
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const all = [append()];
    await turn();
    all.push(append());
    while (store.isHealthy()) await turn();
    all.push(append());
    assert.deepEqual(heard, []);
    other.exec('ROLLBACK');
    other.close();
    await Promise.all(all);
    await turn();
    assert.deepEqual(heard, [1, 2, 3]);
    await store.close();
  });
});
