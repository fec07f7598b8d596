// Server-sent events: streams that nobody can be far behind of. They are written to the socket's response itself: to pipe another stream
// into it, as Koa does, costs ten kilobytes for each reader.
import type { ServerResponse } from 'node:http';
import type { Context } from 'koa';
import { Problem } from '../problem.ts';
import { rightOf } from './caller.ts';
import type { Deps } from './deps.ts';

/** A reader that is this far behind is let go; it comes back with Last-Event-ID. */
const MAX_BEHIND_BYTES = 4 * 1024 * 1024;
const RETRY = 'retry: 1000\n\n';
const PING = Buffer.from(': ping\n\n');

export type EventStream = {
  /** Sends what happens now. Who does not take it in time is let go. */
  readonly write: (text: string | Buffer) => void;
  /** Sends what is read from the store, as fast as it is taken. False when nobody takes it any more. */
  readonly send: (text: Buffer) => Promise<boolean>;
  readonly end: () => void;
  /** Called when the reader has gone, or the server closes. */
  readonly onClose: (stop: () => void) => void;
};

/** Answers with a stream of events. */
export function openStream(ctx: Context, deps: Deps): EventStream {
  const { res } = ctx;
  const write = (text: string | Buffer): void => {
    if (isOver(res)) return;
    res.write(text);
    if (res.writableLength > MAX_BEHIND_BYTES) res.destroy();
  };
  const end = (): void => void res.end();
  const stops: (() => void)[] = [];
  const remove = deps.streams.add({ ping: () => write(PING), end, cut: () => void res.destroy() }, rightOf(ctx, deps));
  res.once('close', () => {
    remove();
    for (const stop of stops.splice(0)) stop();
  });
  ctx.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  ctx.status = 200;
  ctx.respond = false;
  if (ctx.method === 'HEAD') end();
  else write(RETRY);
  return { write, end, onClose: (stop) => void stops.push(stop), send: (text) => sent(res, text) };
}

function isOver(res: ServerResponse): boolean {
  return res.writableEnded || res.destroyed;
}

async function sent(res: ServerResponse, text: Buffer): Promise<boolean> {
  if (isOver(res)) return false;
  if (!res.write(text)) {
    const { promise, resolve } = Promise.withResolvers<void>();
    res.once('drain', resolve);
    res.once('close', resolve);
    await promise;
    res.off('drain', resolve);
    res.off('close', resolve);
  }
  return !isOver(res);
}

/** Where a stream goes on: after `Last-Event-ID`, which a browser sends when it comes back, else after what the query says. */
export function resumeAfter(ctx: Context, after: number | undefined): number | undefined {
  const id = ctx.get('Last-Event-ID');
  if (id === '') return after;
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new Problem(422, 'QUERY_INVALID', 'the header `Last-Event-ID` must be the id of an event of this stream');
}
