// What changes lists, told to everybody who listens: read and written down once, however many they are.
import type { JournalEntry, Runtime } from '@configurable-agents/core';

/** Events in order, as they are sent. `seen`: the position of the journal up to which that is everything. */
export type Batch = {
  readonly events: readonly { readonly pos: number; readonly text: string }[];
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
/** What was appended before the first one listened is committed long before. */
const LATE_MS = 1000;

export function openNews(runtime: Pick<Runtime, 'reader' | 'subscribe'>): News {
  const listeners = new Set<Listener>();
  let seen = 0;
  let stop: (() => void) | undefined;

  const after = (pos: number): Batch => {
    const entries = runtime.reader.entriesAfter(pos, PAGE);
    return { events: eventsOf(entries), seen: entries.at(-1)?.pos ?? pos };
  };

  function tell(batch: Batch): void {
    if (batch.seen <= seen) return;
    seen = batch.seen;
    for (const listener of listeners) listener(batch);
  }

  /** What was appended before somebody listened and committed afterwards is told to nobody: it is read from the journal. */
  function fillGap(): void {
    for (let batch = after(seen); batch.seen > seen; batch = after(seen)) tell(batch);
  }

  function hear(entries: readonly JournalEntry[]): void {
    const [first, last] = [entries[0], entries.at(-1)];
    if (first === undefined || last === undefined) return;
    if (first.pos > seen + 1) fillGap();
    else tell({ events: eventsOf(entries.filter(({ pos }) => pos > seen)), seen: last.pos });
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
