// Whether a run is over what a policy allows.
import type { Query } from './needs.ts';
import type { Retention } from './policy.ts';

export type Usage = { readonly used: number; readonly free: number };

/** Bytes of the file that hold something, and bytes of pages that were freed. */
export function bytesOf(query: Query): Usage {
  const { page_count: pages } = query.get('PRAGMA page_count') as { readonly page_count: number };
  const { freelist_count: freed } = query.get('PRAGMA freelist_count') as { readonly freelist_count: number };
  const { page_size: size } = query.get('PRAGMA page_size') as { readonly page_size: number };
  return { used: (pages - freed) * size, free: freed * size };
}

export function countRuns(query: Query): number {
  return (query.get('SELECT count(*) AS runs FROM runs') as { readonly runs: number }).runs;
}

/** Runs that ended before this are too old. */
export function cutoffOf({ maxAgeMs }: Retention, now: number): number {
  return maxAgeMs === undefined ? Number.MIN_SAFE_INTEGER : now - maxAgeMs;
}

/** Whether the run that ended at `finished` is over one of the bounds. */
export function isOverdue(
  policy: Retention,
  at: { readonly finished: number; readonly cutoff: number; readonly runs: number; readonly used: () => number },
): boolean {
  if (at.finished < at.cutoff) return true;
  if (policy.maxRuns !== undefined && at.runs > policy.maxRuns) return true;
  return policy.maxBytes !== undefined && at.used() > policy.maxBytes;
}
