import { PassThrough } from 'node:stream';
import type { Context } from 'koa';
import type { JournalEntry, RunText } from '@configurable-agents/core';
import { Problem } from '../../problem.ts';
import type { Deps } from '../deps.ts';
import { oneOf } from '../query.ts';

const PING_MS = 15_000;
/** A reader that is this far behind is let go; it comes back with Last-Event-ID. */
const MAX_BEHIND_BYTES = 4 * 1024 * 1024;
const RETRY = 'retry: 1000\n\n';

/**
 * `GET /api/runs/:id/events`: the journal as server-sent events, from after `Last-Event-ID` on; with `?texts=true` what models say between
 * them, while they say it. Ends with the run.
 */
export function runEvents(ctx: Context, deps: Deps, id: string): void {
  const { reader } = deps.runtime;
  if (reader.run(id) === undefined) throw new Problem(404, 'RUN_NOT_FOUND', `there is no run ${JSON.stringify(id)}`);
  const withTexts = oneOf(ctx, 'texts', ['true', 'false']) === 'true';
  let seen = lastEventId(ctx);
  const isOver = (entries: readonly JournalEntry[]): boolean =>
    entries.some(({ fact }) => fact.kind === 'run.finished');
  const already = reader.journal(id);
  if (isOver(already) && already.every(({ fact }) => fact.sequence <= seen)) {
    // Tells EventSource not to come back.
    ctx.status = 204;
    return;
  }
  const stream = openStream(ctx, deps, (write) => {
    const send = (entries: readonly JournalEntry[]): void => {
      for (const { fact } of entries) {
        if (fact.sequence <= seen) continue;
        seen = fact.sequence;
        write(`id: ${fact.sequence}\nevent: ${fact.kind}\ndata: ${JSON.stringify(fact)}\n\n`);
        if (fact.kind === 'run.finished') stream.end();
      }
    };
    // What was appended before somebody listened and committed afterwards is told to nobody: a gap is read from the journal.
    const hear = (entries: readonly JournalEntry[]): void => {
      const own = entries.filter(({ run_id }) => run_id === id);
      const [first] = own;
      if (first !== undefined) send(first.fact.sequence > seen + 1 ? reader.journal(id, seen) : own);
    };
    // Listening first: what is committed between the two comes twice and is dropped by its sequence.
    const stop = deps.runtime.subscribe(hear);
    let hasBegun = false;
    const hush = withTexts
      ? deps.runtime.subscribeTexts((piece) => {
          if (hasBegun && piece.run_id === id) write(textEvent(piece));
        })
      : () => {};
    setImmediate(() => {
      send(reader.journal(id, seen));
      if (withTexts) for (const piece of deps.runtime.texts(id)) write(textEvent(piece));
      hasBegun = true;
    });
    return () => {
      stop();
      hush();
    };
  });
}

/** What a model says is no fact: it has no id, and who comes back hears it from its beginning. */
function textEvent({ node, key, attempt, offset, text }: RunText): string {
  return `event: node.text\ndata: ${JSON.stringify({ kind: 'node.text', node, key, attempt, offset, text })}\n\n`;
}

/** `GET /api/events`: which run moved and how, for lists that keep themselves up to date. */
export function allEvents(ctx: Context, deps: Deps): void {
  openStream(ctx, deps, (write) =>
    deps.runtime.subscribe((entries) => {
      for (const { pos, run_id, workflow_name, fact } of entries) {
        if (!isOfLists(fact)) continue;
        write(
          `id: ${pos}\nevent: ${fact.kind}\ndata: ${JSON.stringify({ run_id, workflow_name, time: fact.time })}\n\n`,
        );
      }
    }),
  );
}

function lastEventId(ctx: Context): number {
  const id = ctx.get('Last-Event-ID');
  if (id === '') return 0;
  if (!/^\d{1,15}$/.test(id))
    throw new Problem(422, 'QUERY_INVALID', 'Last-Event-ID must be the id of an event of this run');
  return Number(id);
}

function openStream(
  ctx: Context,
  { streams }: Pick<Deps, 'streams'>,
  listen: (write: (text: string) => void) => () => void,
): PassThrough {
  const stream = new PassThrough();
  const write = (text: string): void => {
    if (stream.writableEnded) return;
    stream.write(text);
    if (stream.writableLength > MAX_BEHIND_BYTES) stream.destroy();
  };
  ctx.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  ctx.status = 200;
  ctx.body = stream;
  write(RETRY);
  const stop = listen(write);
  const ping = setInterval(() => write(': ping\n\n'), PING_MS);
  const end = (): void => void stream.end();
  streams.add(end);
  const clear = (): void => {
    clearInterval(ping);
    streams.delete(end);
    stop();
    stream.destroy();
  };
  ctx.res.once('close', clear);
  return stream;
}

/** What changes a list: the state of a run, and the questions that wait for a person. */
function isOfLists(fact: JournalEntry['fact']): boolean {
  const { kind } = fact;
  return (
    kind.startsWith('run.') || kind === 'approval.answered' || (kind === 'node.waiting' && fact['for'] === 'approval')
  );
}
