// What happens in runs, told to those who follow them: sorted by run once, and each fact written down once, however many follow.
import type { JournalEntry, Runtime } from '@configurable-agents/core';

type Listener = (entries: readonly JournalEntry[]) => void;

export type RunNews = {
  /** Called with what a commit has of the run, in order. Returns how to stop. */
  readonly follow: (runId: string, listener: Listener) => () => void;
};

export function openRunNews({ subscribe }: Pick<Runtime, 'subscribe'>): RunNews {
  const runs = new Map<string, Set<Listener>>();
  let stop: (() => void) | undefined;

  function hear(entries: readonly JournalEntry[]): void {
    const followed = entries.filter(({ run_id: id }) => runs.has(id));
    for (const [id, own] of Map.groupBy(followed, ({ run_id: id }) => id))
      for (const listener of runs.get(id) ?? []) listener(own);
  }

  return {
    follow: (runId, listener) => {
      const listeners = runs.get(runId) ?? new Set();
      runs.set(runId, listeners);
      listeners.add(listener);
      stop ??= subscribe(hear);
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        runs.delete(runId);
        if (runs.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}

const written = new WeakMap<JournalEntry['fact'], Buffer>();

/** A fact as an event of its run. */
export function factEvent(fact: JournalEntry['fact']): Buffer {
  const before = written.get(fact);
  if (before !== undefined) return before;
  const bytes = Buffer.from(`id: ${fact.sequence}\nevent: ${fact.kind}\ndata: ${JSON.stringify(fact)}\n\n`);
  written.set(fact, bytes);
  return bytes;
}
