// Events of a run whose commit ends after somebody began to listen, but which were appended before.
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Context } from 'koa';
import type { JournalEntry, RunText } from '@configurable-agents/core';
import type { Deps } from '../../src/http/deps.ts';
import { runEvents } from '../../src/http/routes/events.ts';
import { openRunNews } from '../../src/http/run-news.ts';
import { openStreams } from '../../src/http/streams.ts';

const KINDS = ['run.accepted', 'run.started', 'node.scheduled', 'node.completed', 'run.finished'];

function entry(sequence: number): JournalEntry {
  const fact = { sequence, time: '2026-01-01T00:00:00.000Z', kind: KINDS[sequence - 1] ?? '' };
  return { pos: sequence, run_id: 'a', workflow_name: 'w', fact };
}

describe('the events of a run', () => {
  it('are whole where a listener is told of the last of a commit only', async () => {
    const stored = [entry(1), entry(2)];
    let tell: (entries: readonly JournalEntry[]) => void = () => {};
    const subscribe = (listener: typeof tell): (() => void) => {
      tell = listener;
      return () => {};
    };
    const deps = {
      runNews: openRunNews({ subscribe }),
      runtime: {
        reader: {
          run: () => ({}),
          journal: (_id: string, after = 0) => stored.filter(({ fact }) => fact.sequence > after),
        },
        subscribeTexts: () => () => {},
        texts: () => [],
      },
      streams: openStreams(),
    } as unknown as Deps;
    const ctx = {
      query: {},
      get: () => '',
      set: () => {},
      state: {},
      // As much of an answer as a stream of events asks for.
      res: new PassThrough(),
      status: 0,
    };
    runEvents(ctx as unknown as Context, deps, { id: 'a', withTexts: false, after: undefined });
    const whole = text(ctx.res);
    // What was there is read; then two commits of which this listener hears the end.
    await new Promise((resolve) => setImmediate(resolve));
    stored.push(entry(3), entry(4));
    tell([entry(4), { ...entry(9), run_id: 'another' }]);
    stored.push(entry(5));
    tell([entry(5)]);
    const kinds = [...(await whole).matchAll(/^event: (.*)$/gm)].map(([, kind]) => kind);
    assert.deepEqual(kinds, KINDS);
    ctx.res.emit('close');
  });

  it('have what models say between them where it is asked for, from its beginning for who comes late', async () => {
    const stored = [entry(1), entry(2), entry(3)];
    let tell: (entries: readonly JournalEntry[]) => void = () => {};
    let say: (piece: RunText) => void = () => {};
    let isHushed = false;
    const piece = (offset: number, said: string): RunText => {
      return { run_id: 'a', workflow_name: 'w', node: 'n', key: 'n', attempt: 1, offset, text: said };
    };
    const subscribe = (listener: typeof tell): (() => void) => {
      tell = listener;
      return () => {};
    };
    const deps = {
      runNews: openRunNews({ subscribe }),
      runtime: {
        reader: {
          run: () => ({}),
          journal: (_id: string, after = 0) => stored.filter(({ fact }) => fact.sequence > after),
        },
        subscribeTexts: (listener: typeof say) => {
          say = listener;
          return () => (isHushed = true);
        },
        texts: () => [piece(0, 'one ')],
      },
      streams: openStreams(),
    } as unknown as Deps;
    const ctx = {
      query: {},
      get: () => '',
      set: () => {},
      state: {},
      // As much of an answer as a stream of events asks for.
      res: new PassThrough(),
      status: 0,
    };
    runEvents(ctx as unknown as Context, deps, { id: 'a', withTexts: true, after: undefined });
    const whole = text(ctx.res);
    await new Promise((resolve) => setImmediate(resolve));
    say(piece(4, 'two'));
    say({ ...piece(0, 'of another run'), run_id: 'b' });
    tell([entry(4), entry(5)]);
    const events = (await whole).split('\n\n').filter((each) => each.includes('node.text'));
    const data = (offset: number, said: string): string =>
      `event: node.text\ndata: {"kind":"node.text","node":"n","key":"n","attempt":1,"offset":${offset},"text":"${said}"}`;
    assert.deepEqual(events, [data(0, 'one '), data(4, 'two')]);
    ctx.res.emit('close');
    assert.ok(isHushed);
  });
});
