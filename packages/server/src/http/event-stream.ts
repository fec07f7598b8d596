// Server-sent events: streams that are pinged, that nobody can be far behind of, and that end with the server.
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Context } from 'koa';
import { Problem } from '../problem.ts';
import type { Deps } from './deps.ts';

const PING_MS = 15_000;
/** A reader that is this far behind is let go; it comes back with Last-Event-ID. */
const MAX_BEHIND_BYTES = 4 * 1024 * 1024;
const RETRY = 'retry: 1000\n\n';

export type EventStream = {
  /** Sends what happens now. Who does not take it in time is let go. */
  readonly write: (text: string) => void;
  /** Sends what is read from the store, as fast as it is taken. False when nobody takes it any more. */
  readonly send: (text: string) => Promise<boolean>;
  readonly end: () => void;
  /** Called when the reader has gone, or the server closes. */
  readonly onClose: (stop: () => void) => void;
};

/** Answers with a stream of events. */
export function openStream(ctx: Context, { streams }: Pick<Deps, 'streams'>): EventStream {
  const stream = new PassThrough();
  const write = (text: string): void => {
    if (stream.writableEnded || stream.destroyed) return;
    stream.write(text);
    if (stream.writableLength > MAX_BEHIND_BYTES) stream.destroy();
  };
  ctx.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  ctx.status = 200;
  ctx.body = stream;
  write(RETRY);
  const stops: (() => void)[] = [];
  const ping = setInterval(() => write(': ping\n\n'), PING_MS);
  const end = (): void => void stream.end();
  streams.add(end);
  const closed = new AbortController();
  const clear = (): void => {
    clearInterval(ping);
    streams.delete(end);
    closed.abort();
    for (const stop of stops.splice(0)) stop();
    stream.destroy();
  };
  ctx.res.once('close', clear);
  return {
    write,
    end,
    onClose: (stop) => void stops.push(stop),
    send: async (text) => {
      if (closed.signal.aborted || stream.writableEnded || stream.destroyed) return false;
      if (!stream.write(text)) {
        try {
          await once(stream, 'drain', { signal: closed.signal });
        } catch {
          return false;
        }
      }
      return !closed.signal.aborted;
    },
  };
}

/** Where a stream goes on: after `Last-Event-ID`, which a browser sends when it comes back, else after what the query says. */
export function resumeAfter(ctx: Context, after: number | undefined): number | undefined {
  const id = ctx.get('Last-Event-ID');
  if (id === '') return after;
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new Problem(422, 'QUERY_INVALID', 'the header `Last-Event-ID` must be the id of an event of this stream');
}
