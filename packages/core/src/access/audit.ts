// The audit log: who changed what, when, and how that ended.
import type { Clock } from '../runtime/clock.ts';
import { newRunId } from '../runtime/ids.ts';
import type { AuditRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';

export type Audited = Pick<AuditRow, 'who' | 'peer' | 'action' | 'target'>;
/** `who` where it was not known before. */
export type Outcome = { readonly status: number; readonly code: string | null; readonly who?: string };

export type AuditLog = {
  /**
   * Notes what somebody is about to change, and returns how to note the outcome, which is durable when that resolves. The note is in the
   * same commit as what is written after it, or in one before: there is no change without its entry.
   */
  readonly begin: (entry: Audited) => (outcome: Outcome) => Promise<void>;
};

/** How much of it is kept. */
export type AuditBounds = { readonly maxAgeMs?: number; readonly maxRows?: number };

const DAY_MS = 86_400_000;
const DEFAULT_AGE_MS = 365 * DAY_MS;
const DEFAULT_ROWS = 100_000;
/** What is over the bounds is looked for once in so many entries, and goes in bits. */
const TRIM_EVERY = 64;
const ROWS_AT_ONCE = 1000;
const LONGEST_TARGET = 500;
/** Where the twelve bits stand that may count, and how far they do. */
const COUNT_AT = 15;
const MOST_COUNT = 0xfff;

/** Ids that sort as they were made, also within a millisecond: what of an id comes after its time begins with a count (RFC 9562, 6.2). */
function orderedIds(): (timeMs: number) => string {
  let last = { timeMs: 0, made: 0 };
  return (timeMs) => {
    last = { timeMs, made: timeMs === last.timeMs ? last.made + 1 : 0 };
    const id = newRunId(timeMs);
    return `${id.slice(0, COUNT_AT)}${Math.min(last.made, MOST_COUNT).toString(16).padStart(3, '0')}${id.slice(COUNT_AT + 3)}`;
  };
}

export function openAudit(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { maxAgeMs = DEFAULT_AGE_MS, maxRows = DEFAULT_ROWS }: AuditBounds = {},
): AuditLog {
  let count = 0;
  const newId = orderedIds();

  function trim(): void {
    // Ids begin with their time, so that the oldest are the first.
    const oldest = newRunId(Math.max(0, clock.now() - maxAgeMs)).slice(0, 13);
    const remove = `DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE id <`;
    void store.write([
      { sql: `${remove} ? ORDER BY id LIMIT ${ROWS_AT_ONCE})`, values: [oldest] },
      {
        sql: `${remove} (SELECT id FROM audit ORDER BY id DESC LIMIT 1 OFFSET ?) ORDER BY id LIMIT ${ROWS_AT_ONCE})`,
        values: [maxRows - 1],
      },
    ]);
  }

  return {
    begin: ({ who, peer, action, target }) => {
      if (count % TRIM_EVERY === 0) trim();
      count += 1;
      const time = clock.now();
      const id = newId(time);
      void store.write([
        {
          sql: 'INSERT INTO audit(id, time, who, peer, action, target) VALUES(?, ?, ?, ?, ?, ?)',
          values: [id, time, who, peer, action, target.slice(0, LONGEST_TARGET)],
        },
      ]);
      return async ({ status, code, who: known = who }) => {
        const sql = 'UPDATE audit SET status = ?, code = ?, who = ? WHERE id = ?';
        await store.write([{ sql, values: [status, code, known, id] }]);
      };
    },
  };
}
