import type { TrackedFact, TrackedRun } from '@configurable-agents/plugin-sdk';
import type { BatchPart } from './apart-protocol.ts';

/** Characters of a part, unless one fact with its run is longer. */
const MOST_CHARACTERS = 8_000_000;

/** A batch in parts that a process can be sent, in order, each with its runs. */
export function* partsOf(
  batch: readonly TrackedFact[],
  runOf: (runId: string) => TrackedRun | undefined,
  most: number = MOST_CHARACTERS,
): Generator<BatchPart> {
  let facts: TrackedFact[] = [];
  let runs = new Map<string, string>();
  let size = 0;
  for (const fact of batch) {
    const run = runs.has(fact.runId) ? undefined : runOf(fact.runId);
    const text = run === undefined ? '' : JSON.stringify(run);
    const added = JSON.stringify(fact).length + text.length;
    if (facts.length > 0 && size + added > most) {
      yield { facts, runs: Object.fromEntries(runs) };
      // A run that the former part had belongs to this one as well.
      const again = runs.get(fact.runId);
      facts = [];
      runs = again === undefined ? new Map() : new Map([[fact.runId, again]]);
      size = again?.length ?? 0;
    }
    facts.push(fact);
    if (text !== '') runs.set(fact.runId, text);
    size += added;
  }
  if (facts.length > 0) yield { facts, runs: Object.fromEntries(runs) };
}
