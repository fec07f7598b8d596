import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JournalEntry, StoreReader } from '@configurable-agents/core';
import { openNews } from '../../src/http/news.ts';
import type { Batch, News } from '../../src/http/news.ts';

function entry(pos: number): JournalEntry {
  const fact = { sequence: 1, time: '2026-01-01T00:00:00.000Z', kind: 'run.started' };
  return { pos, run_id: `run-${pos}`, workflow_name: 'w', fact };
}

type Tell = (...positions: readonly number[]) => void;

function opened(): { readonly news: News; readonly tell: Tell; readonly stop: () => void } {
  let hear: (entries: readonly JournalEntry[]) => void = () => {};
  // Nothing else of a reader is asked.
  const reader = { lastPos: () => 0, entriesAfter: () => [] } as unknown as StoreReader;
  const news = openNews({ reader, subscribe: (listener) => ((hear = listener), () => {}) });
  // Keeps it listening.
  const stop = news.follow(() => {});
  return { news, tell: (...positions) => hear(positions.map(entry)), stop };
}

const positions = ({ events }: Batch): string => events.map(({ pos }) => pos).join(',');

describe('news of all runs', () => {
  it('are told at once to a few, each event written down once', () => {
    const { news, tell, stop } = opened();
    const heard: Batch[] = [];
    const stops = [1, 2].map(() => news.follow((batch) => void heard.push(batch)));
    tell(1, 2);
    assert.deepEqual(heard.map(positions), ['1,2', '1,2']);
    assert.equal(heard[0]?.bytes, heard[1]?.bytes);
    assert.match(
      heard[0]?.bytes.toString() ?? '',
      /^id: 1\nevent: run\.started\ndata: \{"run_id":"run-1".*\n\nid: 2\n/,
    );
    for (const each of [...stops, stop]) each();
  });

  it('are told to thousands in turns that leave room for others, and what comes meanwhile in one next round', async () => {
    const { news, tell, stop } = opened();
    const heard = Array.from({ length: 1000 }, () => [] as string[]);
    const stops = heard.map((own) => news.follow((batch) => void own.push(positions(batch))));
    tell(1);
    const told = (): number => heard.filter((own) => own.length > 0).length;
    assert.ok(told() > 0 && told() < 300, `${told()} were told in the first turn`);
    tell(2);
    tell(3, 4);
    while (heard.some((own) => own.join(' ') !== '1 2,3,4')) await nextTurn();
    for (const each of [...stops, stop]) each();
  });

  it('are not told to who has gone in the meantime', async () => {
    const { news, tell, stop } = opened();
    let late = 0;
    const stops = Array.from({ length: 600 }, (_, i) => news.follow(() => void (late += i >= 500 ? 1 : 0)));
    tell(1);
    for (const each of stops.slice(500)) each();
    for (let i = 0; i < 10; i += 1) await nextTurn();
    assert.equal(late, 0);
    for (const each of [...stops.slice(0, 500), stop]) each();
  });
});
