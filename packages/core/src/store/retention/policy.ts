/** How much a store keeps of runs that have ended. What is absent does not bound it. */
export type Retention = {
  /** Runs that ended longer ago go. */
  readonly maxAgeMs?: number;
  /** Runs in the store, open ones counted; the oldest that have ended go. */
  readonly maxRuns?: number;
  /** Bytes in use of the store's file; the oldest runs that have ended go. */
  readonly maxBytes?: number;
};

/** Why a run that is over its time stays. */
export type Reason = 'open' | 'parent' | 'fork' | 'dedupe' | 'tracker' | 'newest';

/** What went, or would go. */
export type Removed = {
  runs: number;
  facts: number;
  payloads: number;
  graphs: number;
  deliveries: number;
  logs: number;
};

export type SweepReport = {
  readonly removed: Readonly<Removed>;
  /** Runs that are over their time and stay, by reason. */
  readonly kept: { readonly [reason in Reason]?: number };
  /** Bytes in use before and after, and what the file has of free pages after it. */
  readonly bytes: { readonly before: number; readonly after: number; readonly free: number };
  readonly transactions: number;
  /** The longest of them. */
  readonly longest_ms: number;
};

/** What `retention` in the configuration stands for where nothing is said. */
export const DEFAULT_RETENTION: Retention = { maxAgeMs: 30 * 24 * 60 * 60 * 1000, maxRuns: 100_000 };

export function nothingRemoved(): Removed {
  return { runs: 0, facts: 0, payloads: 0, graphs: 0, deliveries: 0, logs: 0 };
}
