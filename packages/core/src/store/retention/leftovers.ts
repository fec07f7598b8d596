// What is no run. Deliveries and log lines go from before the line that the removal of runs has reached. What belongs to a run that stays, stays; a
// dead letter waits for somebody to send it again, and goes by its age alone. Answers of models go when their time is up, whatever the policy.
import type { Transaction } from '../store.ts';
import type { Removed } from './policy.ts';

/** How far a sweep has looked. `line`: what is older may go; `cutoff`: what is older is too old whatever it is. */
export type Trail = {
  readonly now: number;
  readonly line: number;
  readonly cutoff: number;
  delivery: string;
  log: number;
  /** Bytes of answers that are too many; undefined while nobody has counted. */
  surplus?: number;
};

/** Bytes of the answers that nodes with `cache` give again; the oldest go. */
const MOST_ANSWER_BYTES = 64 * 1024 * 1024;

const ROWS_AT_ONCE = 50;

/** Looks at the next deliveries. False when those up to the line have been seen. Their ids begin with their time. */
export function eraseDeliveries(db: Transaction, trail: Trail, removed: Removed): boolean {
  const rows = db.all(
    `SELECT id, received FROM deliveries WHERE id > ? ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
    trail.delivery,
  ) as readonly { readonly id: string; readonly received: number }[];
  for (const { id, received } of rows) {
    if (received >= trail.line) return false;
    trail.delivery = id;
    removed.deliveries += db.run(
      `DELETE FROM deliveries WHERE id = ? AND (dead_letters = '[]' OR received < ?)
        AND NOT EXISTS(SELECT 1 FROM json_each(deliveries.runs) e JOIN runs r ON r.id = e.value)`,
      id,
      trail.cutoff,
    );
  }
  return rows.length === ROWS_AT_ONCE;
}

/** Looks at the next log lines. The newest stays: who follows the log has its number. */
export function eraseLogs(db: Transaction, trail: Trail, removed: Removed): boolean {
  const rows = db.all(
    `SELECT id, time FROM logs WHERE id > ? AND id < (SELECT max(id) FROM logs) ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
    trail.log,
  ) as readonly { readonly id: number; readonly time: number }[];
  for (const { id, time } of rows) {
    if (time >= trail.line) return false;
    trail.log = id;
    removed.logs += db.run(
      'DELETE FROM logs WHERE id = ? AND (run_id IS NULL OR NOT EXISTS(SELECT 1 FROM runs r WHERE r.id = logs.run_id))',
      id,
    );
  }
  return rows.length === ROWS_AT_ONCE;
}

/** Takes the next answers of models whose time is up, then those that are too many. False when there are none. */
export function eraseAnswers(db: Transaction, trail: Trail, removed: Removed): boolean {
  const expired = db.run(
    `DELETE FROM answers WHERE id IN (SELECT id FROM answers WHERE expires <= ? ORDER BY expires LIMIT ${ROWS_AT_ONCE})`,
    trail.now,
  );
  removed.answers += expired;
  if (expired > 0) return true;
  trail.surplus ??= answerBytes(db) - MOST_ANSWER_BYTES;
  if (trail.surplus <= 0) return false;
  const rows = db.all(
    `SELECT id, octet_length(body) AS bytes FROM answers ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
  ) as readonly { readonly id: number; readonly bytes: number }[];
  for (const { id, bytes } of rows) {
    if (trail.surplus <= 0) break;
    trail.surplus -= bytes;
    removed.answers += db.run('DELETE FROM answers WHERE id = ?', id);
  }
  return true;
}

/** Lengths stand at the beginning of a row: what the answers say is not read. */
function answerBytes(db: Transaction): number {
  const { bytes } = db.get('SELECT sum(octet_length(body)) AS bytes FROM answers') as { readonly bytes: number | null };
  return bytes ?? 0;
}
