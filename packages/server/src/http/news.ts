// What changes lists, told to everybody who listens: read and written down once, however many they are.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JournalEntry, Runtime } from '@configurable-agents/core';

/** Events in order, as they are sent. */
export type Batch = {
  readonly events: readonly { readonly pos: number; readonly text: string }[];
  /** All of them, once for everybody who gets all of them: thousands may wait for it to be taken. */
  readonly bytes: Buffer;
  /** The position of the journal up to which that is everything. */
  readonly seen: number;
};
type Listener = (batch: Batch) => void;

export type News = {
  /** What came after a position, at most a page of it; the page is the last one when `seen` stays. */
  readonly after: (pos: number) => Batch;
  /** Called with what comes. Returns how to stop. */
  readonly follow: (listener: Listener) => () => void;
};

const PAGE = 500;
/**
 * Listeners that are told in one turn of the event loop. What writing to one leaves behind for a moment is two kilobytes: of ten thousand in
 * one turn the heap keeps a hundred megabytes, and everything else waits for a fifth of a second.
 */
const AT_ONCE = 200;
/** What was appended before the first one listened is committed long before. */
const LATE_MS = 1000;

export function openNews(runtime: Pick<Runtime, 'reader' | 'subscribe'>): News {
  const listeners = new Set<Listener>();
  let seen = 0;
  let stop: (() => void) | undefined;
  let next: Batch | undefined;
  let isTelling = false;

  const after = (pos: number): Batch => {
    const entries = runtime.reader.entriesAfter(pos, PAGE);
    return batchOf(entries, entries.at(-1)?.pos ?? pos);
  };

  function tell(batch: Batch): void {
    if (batch.seen <= seen) return;
    seen = batch.seen;
    next = next === undefined ? batch : joined(next, batch);
    if (!isTelling) void tellAll();
  }

  /** What comes while it is being told to many goes to all of them in the next round. */
  async function tellAll(): Promise<void> {
    isTelling = true;
    for (let batch = next; batch !== undefined; batch = next) {
      next = undefined;
      let told = 0;
      for (const listener of listeners) {
        listener(batch);
        told += 1;
        if (told % AT_ONCE === 0) await nextTurn();
      }
    }
    isTelling = false;
  }

  /** What was appended before somebody listened and committed afterwards is told to nobody: it is read from the journal. */
  function fillGap(): void {
    for (let batch = after(seen); batch.seen > seen; batch = after(seen)) tell(batch);
  }

  function hear(entries: readonly JournalEntry[]): void {
    const [first, last] = [entries[0], entries.at(-1)];
    if (first === undefined || last === undefined) return;
    if (first.pos > seen + 1) fillGap();
    else
      tell(
        batchOf(
          entries.filter(({ pos }) => pos > seen),
          last.pos,
        ),
      );
  }

  function begin(): void {
    seen = runtime.reader.lastPos();
    const unsubscribe = runtime.subscribe(hear);
    const late = setTimeout(fillGap, LATE_MS);
    stop = () => {
      clearTimeout(late);
      unsubscribe();
    };
  }

  return {
    after,
    follow: (listener) => {
      if (listeners.size === 0) begin();
      listeners.add(listener);
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        stop?.();
      };
    },
  };
}

function batchOf(entries: readonly JournalEntry[], seen: number): Batch {
  return batch(eventsOf(entries), seen);
}

function joined(first: Batch, second: Batch): Batch {
  return batch([...first.events, ...second.events], second.seen);
}

function batch(events: Batch['events'], seen: number): Batch {
  return { events, bytes: Buffer.from(events.map(({ text }) => text).join('')), seen };
}

function eventsOf(entries: readonly JournalEntry[]): Batch['events'] {
  return entries.filter(isOfLists).map(({ pos, run_id, workflow_name, fact: { kind, time } }) => ({
    pos,
    text: `id: ${pos}\nevent: ${kind}\ndata: ${JSON.stringify({ run_id, workflow_name, time })}\n\n`,
  }));
}

/** The state of a run, and the questions that wait for a person. */
function isOfLists({ fact }: JournalEntry): boolean {
  const { kind } = fact;
  return (
    kind.startsWith('run.') || kind === 'approval.answered' || (kind === 'node.waiting' && fact['for'] === 'approval')
  );
}
