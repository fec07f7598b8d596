// Who needs a run that has ended. Reads only: the sweep asks within the transaction that takes the run away, a survey asks for the answer alone.
import { DEDUPE_WINDOW_MS } from '../dedupe-window.ts';
import type { Store } from '../store.ts';
import type { Reason } from './policy.ts';

export type Query = Pick<Store, 'get' | 'all'>;

/** A run that has ended, by the order in which they go. */
export type Candidate = { readonly run: number; readonly id: string; readonly finished: number };

/** What holds for all runs of one step. */
export type Horizon = {
  readonly now: number;
  /** The first position that some tracker may still read: what lies after it stays. */
  readonly unread: number;
  readonly newestRun: number;
  readonly newestPos: number;
};

/** How many facts may wait for a tracker before it gives the oldest up. */
export type MaxLag = (tracker: string) => number;

export function horizonOf(query: Query, { now, maxLag }: { readonly now: number; readonly maxLag: MaxLag }): Horizon {
  const { pos } = query.get('SELECT coalesce(max(pos), 0) AS pos FROM journal') as { readonly pos: number };
  const { run } = query.get('SELECT coalesce(max(run), 0) AS run FROM runs') as { readonly run: number };
  const cursors = query.all('SELECT tracker, pos FROM cursors') as readonly {
    readonly tracker: string;
    readonly pos: number;
  }[];
  const unread = cursors.map((each) => Math.max(each.pos, pos - maxLag(each.tracker)));
  return { now, unread: Math.min(...unread, Number.MAX_SAFE_INTEGER), newestRun: run, newestPos: pos };
}

/** A run and the runs that it awaited, which go together: a retry of the one would begin the others anew. */
const FAMILY = `WITH RECURSIVE family(run, id, finished, counts_until) AS (
    SELECT run, id, finished, counts_until FROM runs WHERE run = ?
    UNION
    SELECT c.run, c.id, c.finished, c.counts_until FROM family f JOIN runs c
      ON c.trigger ->> '$.parent_run_id' = f.id AND c.trigger ->> '$.parent_run_id' IS NOT NULL
      AND c.trigger ->> '$.parent_key' IS NOT NULL)`;

const FACTS = `${FAMILY}
  SELECT count(*) AS size, max(finished IS NULL) AS isOpen, max(run) AS lastRun,
    max((SELECT pos FROM journal j WHERE j.run = family.run ORDER BY seq DESC LIMIT 1)) AS lastPos,
    max(EXISTS(SELECT 1 FROM dedupe d WHERE d.run_id = family.id AND d.time >= ?)) AS isRemembered,
    max(coalesce(counts_until, 0) > ?) AS isCounted,
    sum((finished, run) < (?, ?)) AS passed
  FROM family`;

const FORKS = `${FAMILY}
  SELECT r.id FROM family f JOIN runs r ON r.forked_from ->> '$.run_id' = f.id AND r.forked_from IS NOT NULL
  WHERE r.run NOT IN (SELECT run FROM family)`;

const PARENT = `SELECT r.trigger ->> '$.parent_key' IS NOT NULL AS isAwaited, p.finished IS NULL AS isOpen
  FROM runs r JOIN runs p ON p.id = r.trigger ->> '$.parent_run_id' WHERE r.run = ?`;

/** What goes with a run: itself and those that it awaited. `passed`: how many of them came before it in the order in which they go. */
export type Family = { readonly size: number; readonly passed: number };

/** Why a run that has ended stays, or what goes with it. `gone` are runs that a survey has counted already. */
export function neededBy(
  query: Query,
  { run, finished }: Candidate,
  { now, unread, newestRun, newestPos, gone }: Horizon & { readonly gone?: ReadonlySet<string> },
): { readonly reason: Reason } | Family {
  const parent = query.get(PARENT, run) as { readonly isAwaited: number; readonly isOpen: number } | undefined;
  // An awaited run goes with its parent.
  if (parent !== undefined && (parent.isOpen === 1 || parent.isAwaited === 1)) return { reason: 'parent' };
  const family = query.get(FACTS, run, now - DEDUPE_WINDOW_MS, now, finished, run) as Family & {
    readonly isOpen: number;
    readonly lastRun: number;
    readonly lastPos: number | null;
    readonly isRemembered: number;
    readonly isCounted: number;
  };
  if (family.isOpen === 1) return { reason: 'open' };
  if (family.isRemembered === 1) return { reason: 'dedupe' };
  if (family.isCounted === 1) return { reason: 'limit' };
  const lastPos = family.lastPos ?? 0;
  // New positions and keys are counted on from the last ones: a tracker that has read beyond would pass over what comes.
  if (family.lastRun === newestRun || lastPos === newestPos) return { reason: 'newest' };
  if (lastPos > unread) return { reason: 'tracker' };
  const forks = query.all(FORKS, run) as readonly { readonly id: string }[];
  if (forks.some(({ id }) => gone?.has(id) !== true)) return { reason: 'fork' };
  return { size: family.size, passed: family.passed };
}

/** The members of a family, the run itself first. */
export function familyOf(query: Query, run: number): readonly Candidate[] {
  return query.all(`${FAMILY} SELECT run, id, finished FROM family`, run) as readonly Candidate[];
}

const NEXT = `SELECT run, id, finished FROM runs WHERE finished IS NOT NULL AND (finished, run) > (?, ?)
  ORDER BY finished, run LIMIT 1`;

/** The next run that has ended, after one in the order in which they go. */
export function nextEnded(
  query: Query,
  after: { readonly finished: number; readonly run: number },
): Candidate | undefined {
  return query.get(NEXT, after.finished, after.run) as Candidate | undefined;
}
