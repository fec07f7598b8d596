// What a sweep would take, without taking it: on a read-only connection, also beside a process that writes.
import type { Kept, Removed, Retention } from './policy.ts';
import { nothingRemoved, without, withOne } from './policy.ts';
import { bytesOf, countRuns, cutoffOf, isOverdue } from './bounds.ts';
import { familyOf, horizonOf, neededBy, nextEnded } from './needs.ts';
import type { Candidate, MaxLag, Query } from './needs.ts';

export type Survey = {
  readonly removed: Readonly<Pick<Removed, 'runs' | 'facts'>>;
  readonly kept: Kept;
  /** Bytes in use, and about how many of them would go. */
  readonly bytes: { readonly before: number; readonly removed: number };
};

const WEIGHT = `SELECT count(*) AS facts, coalesce(sum(octet_length(body) + octet_length(kind) + 60), 0) AS bytes
  FROM journal WHERE run = ?`;
const PAYLOADS = `SELECT coalesce(sum(octet_length(p.body)), 0) AS bytes FROM payload_refs r JOIN payloads p USING(hash)
  WHERE r.run = ? AND NOT EXISTS(SELECT 1 FROM payload_refs o WHERE o.hash = r.hash AND o.run <> r.run)`;

/** Counts what a policy would take now. */
export function surveyRetention(
  query: Query,
  { policy, now, maxLag }: { readonly policy: Retention; readonly now: number; readonly maxLag: MaxLag },
): Survey {
  const removed = nothingRemoved();
  const gone = new Set<string>();
  const horizon = { ...horizonOf(query, { now, maxLag }), gone };
  const before = bytesOf(query).used;
  const cutoff = cutoffOf(policy, now);
  const total = countRuns(query);
  let bytes = 0;
  let kept: Kept = {};

  function take(run: number): void {
    for (const member of familyOf(query, run)) {
      const { facts, bytes: own } = query.get(WEIGHT, member.run) as { readonly facts: number; readonly bytes: number };
      gone.add(member.id);
      removed.runs += 1;
      removed.facts += facts;
      bytes += own + (query.get(PAYLOADS, member.run) as { readonly bytes: number }).bytes;
    }
  }

  /** One time over the runs that have ended. Returns whether something went. */
  function round(): boolean {
    kept = {};
    let went = false;
    const start: Candidate = { run: 0, id: '', finished: Number.MIN_SAFE_INTEGER };
    for (let next = nextEnded(query, start); next !== undefined; next = nextEnded(query, next)) {
      if (gone.has(next.id)) continue;
      const used = (): number => before - bytes;
      if (!isOverdue(policy, { finished: next.finished, cutoff, runs: total - removed.runs, used })) break;
      const needed = neededBy(query, next, horizon);
      if ('reason' in needed) kept = withOne(kept, needed.reason);
      else {
        take(next.run);
        kept = without(kept, 'parent', needed.passed);
        went = true;
      }
    }
    return went;
  }

  while (round() && kept.fork !== undefined);
  return {
    removed: { runs: removed.runs, facts: removed.facts },
    kept,
    bytes: { before, removed: bytes },
  };
}
