import type { TrackedFact } from '@configurable-agents/plugin-sdk';
import { isOfAttempt } from './trace/attempts.ts';
import type { Fact } from './trace/fact.ts';

/** What the facts of a batch ask for of a run. */
export type Want = {
  /** That it shows what it does; that it shows as running; that it is there in full. */
  readonly kind: 'spans' | 'open' | 'close';
  /** A person had it go on after its end. */
  readonly goesOn: boolean;
  /** How attempts of its nodes began and ended, in order. */
  readonly facts: readonly Fact[];
};

const RANKS = { spans: 0, open: 1, close: 2 } as const;
const KINDS: { readonly [kind: string]: Want['kind'] } = {
  'run.accepted': 'open',
  'run.started': 'open',
  'run.retried': 'open',
  'run.finished': 'close',
};

/** The runs of a batch in the order of their first fact; a fact that concerns none of this asks for nothing. */
export function wantedOf(batch: readonly TrackedFact[]): ReadonlyMap<string, Want> {
  const wanted = new Map<string, Want & { readonly facts: Fact[] }>();
  for (const { runId, fact } of batch) {
    const kind = KINDS[fact.kind] ?? (isOfAttempt(fact) ? 'spans' : undefined);
    if (kind === undefined) continue;
    const before = wanted.get(runId) ?? { kind, goesOn: false, facts: [] };
    if (isOfAttempt(fact)) before.facts.push(fact);
    wanted.set(runId, {
      // A run that goes on after its end has no end in this batch, unless another one follows.
      kind: fact.kind === 'run.retried' || RANKS[kind] > RANKS[before.kind] ? kind : before.kind,
      goesOn: before.goesOn || fact.kind === 'run.retried',
      facts: before.facts,
    });
  }
  return wanted;
}
