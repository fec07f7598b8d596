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
export type Reason = 'open' | 'parent' | 'fork' | 'dedupe' | 'limit' | 'tracker' | 'newest';

/** The reasons in words, after "stay because". */
export const WHY_KEPT: { readonly [reason in Reason]: string } = {
  open: 'a run that they awaited is open',
  parent: 'the run that started them stays',
  fork: 'a run was forked from them',
  dedupe: 'the id of their delivery is still remembered',
  limit: 'their start still counts into a rate limit',
  tracker: 'a tracker has not read them',
  newest: 'positions are counted on from them',
};

/** Runs that are over their time and stay, by reason. */
export type Kept = { readonly [reason in Reason]?: number };

export function withOne(kept: Kept, reason: Reason): Kept {
  return { ...kept, [reason]: (kept[reason] ?? 0) + 1 };
}

export function without(kept: Kept, reason: Reason, count: number): Kept {
  const { [reason]: before = 0, ...others } = kept;
  return before > count ? { ...kept, [reason]: before - count } : others;
}

/** What went, or would go. */
export type Removed = {
  runs: number;
  facts: number;
  payloads: number;
  graphs: number;
  deliveries: number;
  logs: number;
  /** Of models, which nodes with `cache` would have given again. */
  answers: number;
};

export type SweepReport = {
  /** False where the time was up, or the engine closed, before all had gone. */
  readonly done: boolean;
  readonly removed: Readonly<Removed>;
  readonly kept: Kept;
  /** Bytes in use before and after, and what the file has of free pages after it. */
  readonly bytes: { readonly before: number; readonly after: number; readonly free: number };
  readonly transactions: number;
  /** The longest of them. */
  readonly longest_ms: number;
};

export function nothingRemoved(): Removed {
  return { runs: 0, facts: 0, payloads: 0, graphs: 0, deliveries: 0, logs: 0, answers: 0 };
}
