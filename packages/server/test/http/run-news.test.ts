import assert from 'node:assert/strict';
import type { JournalEntry } from '@configurable-agents/core';
import { factEvent, openRunNews } from '../../src/http/run-news.ts';

function entry(runId: string, sequence: number): JournalEntry {
  const fact = { sequence, time: '2026-01-01T00:00:00.000Z', kind: 'run.started' };
  return { pos: sequence, run_id: runId, workflow_name: 'w', fact };
}

type Tell = (entries: readonly JournalEntry[]) => void;

describe('the news of runs', () => {
  it('are told to who follows the run, whole commits in order, and to nobody else', () => {
    let tell: Tell = () => {};
    const news = openRunNews({ subscribe: (listener) => ((tell = listener), () => {}) });
    const heard: string[] = [];
    const hear =
      (who: string): Tell =>
      (entries) =>
        void heard.push(`${who} ${entries.map(({ run_id: id, fact }) => `${id}${fact.sequence}`).join(',')}`);
    news.follow('a', hear('ann'));
    const stop = news.follow('a', hear('ben'));
    news.follow('b', hear('cid'));
    tell([entry('a', 1), entry('b', 1), entry('c', 1), entry('a', 2)]);
    assert.deepEqual(heard.splice(0), ['ann a1,a2', 'ben a1,a2', 'cid b1']);
    stop();
    stop();
    tell([entry('a', 3)]);
    assert.deepEqual(heard, ['ann a3']);
  });

  it('listen to the engine once, and only while somebody follows', () => {
    let listening = 0;
    const news = openRunNews({
      subscribe: () => {
        listening += 1;
        return () => void (listening -= 1);
      },
    });
    const stops = ['a', 'a', 'b'].map((id) => news.follow(id, () => {}));
    assert.equal(listening, 1);
    for (const stop of stops) stop();
    assert.equal(listening, 0);
    news.follow('a', () => {})();
    assert.equal(listening, 0);
  });

  it('are written down once for all', () => {
    const { fact } = entry('a', 7);
    assert.equal(factEvent(fact), factEvent(fact));
    assert.equal(factEvent(fact).toString(), `id: 7\nevent: run.started\ndata: ${JSON.stringify(fact)}\n\n`);
  });
});
