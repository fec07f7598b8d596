import type { TrackedFact } from '@configurable-agents/plugin-sdk';

/** What the facts of a batch ask for: that a run shows as running, or that it is there in full. */
export type Want = 'open' | 'close';

/** The runs of a batch in the order of their first fact; a fact about a node alone asks for nothing. */
export function wantedOf(batch: readonly TrackedFact[]): ReadonlyMap<string, Want> {
  const wanted = new Map<string, Want>();
  for (const { runId, fact } of batch) {
    if (fact.kind === 'run.finished') wanted.set(runId, 'close');
    else if ((fact.kind === 'run.accepted' || fact.kind === 'run.started') && !wanted.has(runId)) {
      wanted.set(runId, 'open');
    }
  }
  return wanted;
}
