// From a run's journal to bars: what ran, what waited for its retry, what failed and was tried again. Pure.
import type { JournalEntry } from '@configurable-agents/core';

export type Segment = {
  readonly kind: 'queued' | 'running' | 'done' | 'backoff' | 'failed-try' | 'failed' | 'lost';
  readonly from: number;
  readonly to: number;
};

export type Timeline = {
  readonly start: number;
  readonly end: number;
  /** Bars by the node execution's key. */
  readonly rows: ReadonlyMap<string, readonly Segment[]>;
  /** Between the request and the start of the run. */
  readonly queued: Segment | undefined;
};

type Fact = JournalEntry['fact'];

/** Kind of bar that a fact ends. */
const ENDS: { readonly [kind: string]: Segment['kind'] } = {
  'node.completed': 'done',
  'node.attempt_failed': 'failed-try',
  'node.failed': 'failed',
  'node.cancelled': 'lost',
  'attempt.lost': 'lost',
  'node.retry_due': 'backoff',
};

/** `now` ends what is still open. */
export function timelineOf(facts: readonly Fact[], now: number): Timeline {
  const timeOf = (fact: Fact | undefined): number | undefined =>
    fact === undefined ? undefined : Date.parse(fact.time);
  const find = (kind: string): number | undefined => timeOf(facts.find((fact) => fact.kind === kind));
  const accepted = find('run.accepted') ?? now;
  const started = find('run.started');
  const end = find('run.finished') ?? Math.max(now, accepted);
  const rows = new Map<string, Segment[]>();
  const open = new Map<string, { readonly kind: 'running' | 'backoff'; readonly from: number }>();
  for (const fact of facts) {
    const { key } = fact;
    if (typeof key !== 'string') continue;
    const time = Date.parse(fact.time);
    const kind = ENDS[fact.kind];
    const begun = open.get(key);
    if (kind !== undefined && begun !== undefined) {
      rows.set(key, [...(rows.get(key) ?? []), { kind, from: begun.from, to: time }]);
      open.delete(key);
    }
    if (fact.kind === 'node.scheduled') open.set(key, { kind: 'running', from: time });
    // What a changed plugin holds back was not sent.
    if (fact.kind === 'node.waiting' && fact['for'] === 'plugin') open.delete(key);
    if (fact.kind === 'node.attempt_failed') open.set(key, { kind: 'backoff', from: time });
  }
  for (const [key, { kind, from }] of open) rows.set(key, [...(rows.get(key) ?? []), { kind, from, to: end }]);
  return {
    start: accepted,
    end: Math.max(end, accepted + 1),
    rows,
    queued: { kind: 'queued', from: accepted, to: started ?? end },
  };
}
