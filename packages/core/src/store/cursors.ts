// How far each tracker is, as the store keeps it.
import type { TrackerStatus } from './rows.ts';
import type { Store, Write } from './store.ts';

/** History that is handed to a tracker again: facts up to a position, of runs that were open at a time or later. */
export type Replay = { readonly until: number; readonly since: number };

export type Cursor = {
  readonly name: string;
  readonly pos: number;
  readonly dropped: number;
  readonly error: string | null;
  readonly lastError: { readonly message: string; readonly at: number } | null;
  readonly replay: Replay | null;
};

export type CursorRow = { readonly [column: string]: unknown };

export function cursorWrite({ name, pos, dropped, error, lastError, replay }: Cursor): Write {
  return {
    sql: `INSERT OR REPLACE INTO cursors(tracker, pos, dropped, error, last_error, last_error_at, replay_until, replay_since)
          VALUES(?, ?, ?, ?, ?, ?, ?, ?)`,
    values: [
      name,
      pos,
      dropped,
      error,
      lastError?.message ?? null,
      lastError?.at ?? null,
      replay?.until ?? null,
      replay?.since ?? null,
    ],
  };
}

/** Of `SELECT * FROM cursors`; a store that no engine of this release has opened yet has not all columns. */
export function toCursor(row: CursorRow): Cursor {
  const text = (column: string): string | null => (typeof row[column] === 'string' ? row[column] : null);
  const message = text('last_error');
  const until = row['replay_until'];
  return {
    name: String(row['tracker']),
    pos: Number(row['pos']),
    dropped: Number(row['dropped']),
    error: text('error'),
    lastError: message === null ? null : { message, at: Number(row['last_error_at']) },
    replay: typeof until === 'number' ? { until, since: Number(row['replay_since']) } : null,
  };
}

/** A cursor as it is told, in a journal that ends at `last`. */
export function trackerStatus({ name, pos, dropped, error, lastError, replay }: Cursor, last: number): TrackerStatus {
  return {
    name,
    lag: Math.max(0, last - pos),
    dropped,
    error,
    last_error: lastError && { message: lastError.message, at: new Date(lastError.at).toISOString() },
    replay: replay && { since: new Date(replay.since).toISOString(), left: Math.max(0, replay.until - pos) },
  };
}

export function lastPos(store: Pick<Store, 'get'>): number {
  return (store.get('SELECT max(pos) AS pos FROM journal') as { readonly pos: number | null }).pos ?? 0;
}

/**
 * A cursor that goes back to the first fact of the oldest run that was open at `since` or later. What it has not read stands after what
 * is sent again, so that nothing is left out; where it has not read so far, nothing has been sent that could be sent again.
 */
export function rewound(cursor: Cursor, store: Pick<Store, 'get'>, since: number): Cursor {
  const first = store.get(
    `SELECT pos FROM journal WHERE run = (SELECT min(run) FROM runs WHERE finished IS NULL OR finished >= ?)
     ORDER BY seq LIMIT 1`,
    since,
  ) as { readonly pos: number } | undefined;
  const from = (first?.pos ?? Number.MAX_SAFE_INTEGER) - 1;
  const { replay } = cursor;
  if (from >= cursor.pos && replay === null) return cursor;
  return {
    ...cursor,
    pos: Math.min(cursor.pos, from),
    replay: { until: replay?.until ?? cursor.pos, since: Math.min(since, replay?.since ?? since) },
  };
}
