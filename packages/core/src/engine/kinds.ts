import type { FactKind } from './fact.ts';

// By the type: a kind that is added there and not here does not compile.
const KINDS: { readonly [kind in FactKind]: true } = {
  'run.accepted': true,
  'run.forked': true,
  'run.started': true,
  'run.superseded': true,
  'run.retried': true,
  'node.skipped': true,
  'node.scheduled': true,
  'map.started': true,
  'node.completed': true,
  'node.attempt_failed': true,
  'node.retry_due': true,
  'attempt.lost': true,
  'node.failed': true,
  'node.cancelled': true,
  'node.waiting': true,
  'timer.fired': true,
  'signal.received': true,
  'signal.consumed': true,
  'approval.answered': true,
  'child.ended': true,
  'join.fired': true,
  'loop.turned': true,
  'loop.ended': true,
  'loop.limit_reached': true,
  'run.timed_out': true,
  'run.resumed': true,
  'run.cancel_requested': true,
  'run.finalizing': true,
  'run.finished': true,
};

/** Whether this release knows a kind of fact. */
export function isKnownKind(kind: string): kind is FactKind {
  return Object.hasOwn(KINDS, kind);
}
