// A run of another process, as it goes on there: its facts, and between them what models say.
import { setTimeout as delay } from 'node:timers/promises';
import type { JournalEntry, RunText } from '@configurable-agents/core';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { Failure } from './failure.ts';
import type { Holder } from './holder.ts';

export type Followed =
  | { readonly kind: 'fact'; readonly fact: JournalEntry['fact'] }
  | { readonly kind: 'text'; readonly piece: Pick<RunText, 'key' | 'offset' | 'text'> };

/** A server that is being restarted is back by then. */
const RETRY_MS = 1000;
const MOST_TRIES = 10;

/** Ends with the run. A connection that breaks is opened again where it was; a server that stays away is exit 3. */
export async function* followRun(
  holder: Holder,
  runId: string,
  { texts, retryMs = RETRY_MS }: { readonly texts: boolean; readonly retryMs?: number },
): AsyncGenerator<Followed> {
  let last: string | undefined;
  for (let tries = 0; ; tries += 1) {
    if (tries > 0) await delay(retryMs);
    try {
      for await (const event of eventsOf(holder, { path: `/api/runs/${runId}/events?texts=${texts}`, last })) {
        tries = 0;
        last = event.id ?? last;
        if (event.event === 'node.text') yield { kind: 'text', piece: JSON.parse(event.data) as RunText };
        else yield { kind: 'fact', fact: JSON.parse(event.data) as JournalEntry['fact'] };
        if (event.event === 'run.finished') return;
      }
    } catch (error) {
      if (error instanceof Failure && error.status !== 3) throw error;
    }
    if (tries >= MOST_TRIES) {
      throw new Failure(
        3,
        `the server at ${holder.url} went away; the run goes on when it is started again: configurable-agents runs show ${runId}`,
      );
    }
  }
}

async function* eventsOf(
  holder: Holder,
  { path, last }: { readonly path: string; readonly last: string | undefined },
): AsyncGenerator<{ readonly id?: string | undefined; readonly event?: string | undefined; readonly data: string }> {
  const { status, body } = await holder.events(path, last);
  if (status >= 400)
    throw new Failure(1, `the server at ${holder.url} does not tell of the run: it answered ${status}`);
  const decoded = ReadableStream.from(body)
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const event of decoded) yield event;
}
