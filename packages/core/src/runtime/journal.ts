// Appending facts: positions, sequences, and those who want to hear of them after the commit.
import type { Fact } from '../engine/fact.ts';
import { hideFact } from '../hiding/hide-fact.ts';
import type { Hidden } from '../hiding/hidden.ts';
import type { JournalEntry } from '../store/rows.ts';
import type { Store, Write } from '../store/store.ts';
import { factWrites } from '../store/writes.ts';

type Listener = (entries: readonly JournalEntry[]) => void;
type Appendable = {
  readonly id: string;
  readonly run: number;
  readonly hidden: Hidden;
  /** Its `sequence` already counts the facts that are appended: `advance` has applied them. */
  readonly state: { readonly sequence: number; readonly workflowName: string };
};

export type Journal = {
  /** Adds facts and rows to the open group. The promise resolves when they are durable. */
  readonly append: (run: Appendable, facts: readonly Fact[], rows: readonly Write[]) => Promise<void>;
  readonly nextRun: () => number;
  /** The oldest position that is kept, and the newest that was given. */
  readonly positions: () => { readonly first: number; readonly last: number };
  /** Called after each commit, with its entries in order, without what of them is hidden. */
  readonly subscribe: (listener: Listener) => () => void;
};

/** Opens the journal of a store. It is the only writer, so it gives positions itself. */
export function openJournal(
  store: Store,
  { onAppend, onCommit }: { readonly onAppend: (facts: readonly Fact[]) => void; readonly onCommit: () => void },
): Journal {
  const { pos } = store.get('SELECT coalesce(max(pos), 0) AS pos FROM journal') as { readonly pos: number };
  const { run } = store.get('SELECT coalesce(max(run), 0) AS run FROM runs') as { readonly run: number };
  let lastPos = pos;
  let lastRun = run;
  const listeners = new Set<Listener>();
  /** What is told once a group of the store is durable. The next one gathers while one is being written. */
  let group: { readonly committed: Promise<void>; readonly entries: JournalEntry[] } | undefined;

  function notify(entries: readonly JournalEntry[]): void {
    onCommit();
    if (entries.length > 0) for (const listener of listeners) listener(entries);
  }

  return {
    append: (target, facts, rows) => {
      const writes: Write[] = [...rows];
      const entries: JournalEntry[] = [];
      onAppend(facts);
      let sequence = target.state.sequence - facts.length;
      for (const fact of facts) {
        sequence += 1;
        lastPos += 1;
        writes.push(...factWrites(fact, { pos: lastPos, run: target.run, sequence }));
        // Entries cost a copy, so they are made only when somebody listens.
        if (listeners.size > 0) entries.push(entryOf(fact, { pos: lastPos, sequence, target }));
      }
      const committed = store.write(writes);
      if (group?.committed === committed) group.entries.push(...entries);
      else {
        group = { committed, entries };
        void committed.then(() => notify(entries));
      }
      return committed;
    },
    nextRun: () => (lastRun += 1),
    positions: () => {
      const row = store.get('SELECT min(pos) AS first FROM journal') as { readonly first: number | null };
      return { first: row.first ?? lastPos, last: lastPos };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function entryOf(
  fact: Fact,
  { pos, sequence, target }: { readonly pos: number; readonly sequence: number; readonly target: Appendable },
): JournalEntry {
  const time = new Date(fact.time).toISOString();
  // A fact is JSON by its type; `Fact`'s closed fields do not overlap with an index signature.
  const seen = { ...hideFact(fact, target.hidden), sequence, time } as unknown as JournalEntry['fact'];
  return { pos, run_id: target.id, workflow_name: target.state.workflowName, fact: seen };
}
