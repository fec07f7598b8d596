import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from 'koa';
import type { JournalEntry, RunText } from '@configurable-agents/core';
import { Type } from '@configurable-agents/plugin-sdk';
import type { TSchema } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { route } from '../api/route.ts';
import type { Answer, Route } from '../api/route.ts';
import { STREAMED } from '../api/schemas/run.ts';
import type { Deps } from '../deps.ts';
import { openStream, resumeAfter } from '../event-stream.ts';
import type { EventStream } from '../event-stream.ts';
import type { Batch } from '../news.ts';
import { factEvent } from '../run-news.ts';

const AFTER: TSchema = Type.Integer({
  minimum: 0,
  description: 'Begins after this event. `Last-Event-ID`, which browsers send when they come back, goes first.',
});
const STREAM: Answer = { description: 'Events, until the reader goes.', schema: STREAMED, type: 'text/event-stream' };
const RESUME = { 'Last-Event-ID': 'The id of the last event that was taken.' };

export const EVENT_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/events',
    access: 'read',
    id: 'followAll',
    group: 'runs',
    summary: 'Which run moved and how, for lists that keep themselves up to date; from now on, or from after an event.',
    query: Type.Object({ after: Type.Optional(AFTER) }),
    headers: RESUME,
    answers: { 200: STREAM },
    handle: (ctx, deps, { query }) => allEvents(ctx, deps, (query as { readonly after?: number }).after),
  }),
  route({
    method: 'get',
    path: '/api/runs/{id}/events',
    access: 'read',
    id: 'followRun',
    group: 'runs',
    summary: 'The journal of a run as events, as it is written; ends with the run.',
    query: Type.Object({
      after: Type.Optional(AFTER),
      texts: Type.Optional(Type.Boolean({ description: 'Also what models say, while they say it.' })),
    }),
    headers: RESUME,
    answers: { 200: STREAM, 204: { description: 'The run is over and all of it was taken: do not come back.' } },
    handle: (ctx, deps, { params: { id }, query: { after, texts = false } }) =>
      runEvents(ctx, deps, { id, withTexts: texts, after: after as number | undefined }),
  }),
];

/** The journal from after an event on, and what models say in between where that is asked for. Ends with the run. */
export function runEvents(
  ctx: Context,
  deps: Deps,
  { id, withTexts, after }: { readonly id: string; readonly withTexts: boolean; readonly after: number | undefined },
): void {
  const { reader } = deps.runtime;
  const run = reader.run(id);
  if (run === undefined) throw new Problem(404, 'RUN_NOT_FOUND', `there is no run ${JSON.stringify(id)}`);
  let seen = resumeAfter(ctx, after) ?? 0;
  if (run.finished_at !== null && reader.journal(id, seen).length === 0) {
    // Tells EventSource not to come back.
    ctx.status = 204;
    return;
  }
  const stream = openStream(ctx, deps);
  const send = (entries: readonly JournalEntry[]): void => {
    for (const { fact } of entries) {
      if (fact.sequence <= seen) continue;
      seen = fact.sequence;
      stream.write(factEvent(fact));
      // A run that was tried again has ended before, too.
      if (fact.kind === 'run.finished' && fact === entries.at(-1)?.fact) stream.end();
    }
  };
  // What was appended before somebody listened and committed afterwards is told to nobody: a gap is read from the journal.
  const hear = (entries: readonly JournalEntry[]): void => {
    const [first] = entries;
    if (first !== undefined) send(first.fact.sequence > seen + 1 ? reader.journal(id, seen) : entries);
  };
  // Listening first: what is committed between the two comes twice and is dropped by its sequence.
  stream.onClose(deps.runNews.follow(id, hear));
  let hasBegun = false;
  if (withTexts) {
    stream.onClose(
      deps.runtime.subscribeTexts((piece) => {
        if (hasBegun && piece.run_id === id) stream.write(textEvent(piece));
      }),
    );
  }
  setImmediate(() => {
    send(reader.journal(id, seen));
    if (withTexts) for (const piece of deps.runtime.texts(id)) stream.write(textEvent(piece));
    hasBegun = true;
  });
}

/** What a model says is no fact: it has no id, and who comes back hears it from its beginning. */
function textEvent({ node, key, attempt, offset, text }: RunText): string {
  return `event: node.text\ndata: ${JSON.stringify({ kind: 'node.text', node, key, attempt, offset, text })}\n\n`;
}

function allEvents(ctx: Context, deps: Deps, after: number | undefined): void {
  const from = resumeAfter(ctx, after);
  const stream = openStream(ctx, deps);
  const follower = { seen: from ?? deps.runtime.reader.lastPos(), isBehind: from !== undefined };
  stream.onClose(
    deps.news.follow((batch) => {
      const { seen } = follower;
      // Who catches up reads this from the journal.
      if (follower.isBehind || batch.seen <= seen) return;
      follower.seen = batch.seen;
      const news = newsAfter(batch, seen);
      if (news.length > 0) stream.write(news);
    }),
  );
  if (follower.isBehind) {
    catchUp(deps, stream, follower).catch((error: unknown) => {
      deps.log('error', `a reader of events could not be brought up to date: ${String(error)}`);
      stream.end();
    });
  }
}

/** What of a batch comes after a position: nearly always all of it. */
function newsAfter({ events, bytes }: Batch, pos: number): Buffer {
  if ((events[0]?.pos ?? Infinity) > pos) return bytes;
  return Buffer.from(events.flatMap((event) => (event.pos > pos ? [event.text] : [])).join(''));
}

type Follower = { seen: number; isBehind: boolean };

/** Sends what came before, page after page, in turns that leave room for others. */
async function catchUp({ news }: Deps, stream: EventStream, follower: Follower): Promise<void> {
  for (;;) {
    const { bytes, seen } = news.after(follower.seen);
    if (seen === follower.seen) break;
    follower.seen = seen;
    if (!(await stream.send(bytes))) return;
    await nextTurn();
  }
  follower.isBehind = false;
}
