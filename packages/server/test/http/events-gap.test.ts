// Events of a run whose commit ends after somebody began to listen, but which were appended before.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Context } from 'koa';
import type { JournalEntry } from '@configurable-agents/core';
import type { Deps } from '../../src/http/deps.ts';
import { runEvents } from '../../src/http/routes/events.ts';

const KINDS = ['run.accepted', 'run.started', 'node.scheduled', 'node.completed', 'run.finished'];

function entry(sequence: number): JournalEntry {
  const fact = { sequence, time: '2026-01-01T00:00:00.000Z', kind: KINDS[sequence - 1] ?? '' };
  return { pos: sequence, run_id: 'a', workflow_name: 'w', fact };
}

describe('the events of a run', () => {
  it('are whole where a listener is told of the last of a commit only', async () => {
    const stored = [entry(1), entry(2)];
    let tell: (entries: readonly JournalEntry[]) => void = () => {};
    const deps = {
      runtime: {
        reader: {
          run: () => ({}),
          journal: (_id: string, after = 0) => stored.filter(({ fact }) => fact.sequence > after),
        },
        subscribe: (listener: typeof tell) => {
          tell = listener;
          return () => {};
        },
      },
      streams: new Set(),
    } as unknown as Deps;
    const ctx = { get: () => '', set: () => {}, res: new EventEmitter(), status: 0, body: undefined as unknown };
    runEvents(ctx as unknown as Context, deps, 'a');
    const whole = text(ctx.body as PassThrough);
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
});
