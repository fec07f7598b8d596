// One sweep over the store, as many short transactions: each takes what fits into its time, and the next goes on where it ended. Dying between
// two of them leaves nothing half: what is off the list is erased by the next sweep.
import type { Store, Transaction } from '../store.ts';
import { bytesOf, countRuns, cutoffOf, isOverdue } from './bounds.ts';
import { condemn, eraseNext } from './erase.ts';
import { eraseAnswers, eraseDeliveries, eraseLogs } from './leftovers.ts';
import type { Trail } from './leftovers.ts';
import { horizonOf, neededBy, nextEnded } from './needs.ts';
import type { Candidate, MaxLag } from './needs.ts';
import { nothingRemoved, without, withOne } from './policy.ts';
import type { Kept, Retention, SweepReport } from './policy.ts';

/** What a transaction spends on work: with its commit it stays below 50 ms, and a commit of the engine waits no longer. */
const BUDGET_MS = 15;
/** Free pages that are given back at once. */
const PAGES_AT_ONCE = 32;
/** Free pages that are kept for what comes: giving back and taking again costs twice. */
const PAGES_KEPT = 64;

export type SweepOptions = {
  readonly policy: Retention;
  readonly now: number;
  readonly maxLag: MaxLag;
  /** Graphs that went with their last run; called before anything else can happen. */
  readonly onGraphs: (hashes: readonly string[]) => void;
};

export type Sweep = {
  /** One transaction. False when the sweep is over. Throws `STORE_FAILED`. */
  readonly step: () => boolean;
  readonly report: () => SweepReport;
};

export function openSweep(
  store: Pick<Store, 'get' | 'all' | 'exclusive'>,
  { policy, now, maxLag, onGraphs }: SweepOptions,
): Sweep {
  const removed = nothingRemoved();
  let kept: Kept = {};
  const before = bytesOf(store).used;
  const cutoff = cutoffOf(policy, now);
  let at: Candidate = { run: 0, id: '', finished: Number.MIN_SAFE_INTEGER };
  let runs: number | undefined;
  let wentInThisRound = 0;
  let trail: Trail | undefined;
  let line = cutoff;
  let transactions = 0;
  let longest = 0;
  let isDone = false;

  /** The next run that is over its time: off the list, or counted as kept. False when there is none. */
  function nextRun(db: Transaction, graphs: string[]): boolean {
    const next = nextEnded(db, at);
    runs ??= countRuns(db);
    if (next === undefined || !isOverdue(policy, { ...next, cutoff, runs, used: () => bytesOf(db).used }))
      return again();
    at = next;
    const needed = neededBy(db, next, horizonOf(db, { now, maxLag }));
    if ('reason' in needed) {
      kept = withOne(kept, needed.reason);
      return true;
    }
    const graph = condemn(db, next, removed);
    if (graph !== null) graphs.push(graph);
    runs -= needed.size;
    kept = without(kept, 'parent', needed.passed);
    wentInThisRound += 1;
    line = Math.max(line, next.finished);
    return true;
  }

  /** A run that a fork was made of may go once the fork has gone: from the beginning, where something went. */
  function again(): boolean {
    if (wentInThisRound === 0 || kept.fork === undefined) return false;
    kept = {};
    wentInThisRound = 0;
    runs = undefined;
    at = { run: 0, id: '', finished: Number.MIN_SAFE_INTEGER };
    return true;
  }

  /** One piece of work. False when nothing is left to do. */
  function work(db: Transaction, graphs: string[]): boolean {
    const erased = eraseNext(db, removed);
    if (erased !== false) {
      graphs.push(...erased);
      return true;
    }
    if (trail === undefined && nextRun(db, graphs)) return true;
    trail ??= { now, line, cutoff, delivery: '', log: 0 };
    if (eraseDeliveries(db, trail, removed) || eraseLogs(db, trail, removed) || eraseAnswers(db, trail, removed))
      return true;
    return giveBack(db);
  }

  return {
    step: () => {
      const began = performance.now();
      const graphs: string[] = [];
      const isMore = store.exclusive((db) => {
        while (work(db, graphs)) if (performance.now() - began > BUDGET_MS) return true;
        return false;
      });
      onGraphs(graphs);
      isDone = !isMore;
      transactions += 1;
      longest = Math.max(longest, performance.now() - began);
      return isMore;
    },
    report: () => {
      const { used, free } = bytesOf(store);
      const bytes = { before, after: used, free };
      const counted = { removed: { ...removed }, kept, bytes };
      return { done: isDone, ...counted, transactions, longest_ms: Math.round(longest) };
    },
  };
}

/** Gives free pages back to the disk, where the store was made so that it can. False when there is nothing to give. */
function giveBack(db: Transaction): boolean {
  const { auto_vacuum: mode } = db.get('PRAGMA auto_vacuum') as { readonly auto_vacuum: number };
  const { freelist_count: pages } = db.get('PRAGMA freelist_count') as { readonly freelist_count: number };
  if (mode !== 2 || pages <= PAGES_KEPT) return false;
  db.all(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`);
  return true;
}
