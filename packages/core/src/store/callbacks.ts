// Rows of callbacks.
import { callbackBody, callbackOf } from '../callback/callback.ts';
import { isFinished } from '../engine/state.ts';
import type { RunState } from '../engine/state.ts';
import { hideError } from '../hiding/hide-fact.ts';
import type { Hidden } from '../hiding/hidden.ts';
import type { OnFinish } from '../graph/graph.ts';
import type { Raw } from './mapping.ts';
import type { CallbackEndpoint, CallbackRow } from './rows.ts';
import type { Write } from './store.ts';

/** One that is to be sent. */
export type PendingCallback = {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  readonly created: number;
  readonly attempts: number;
};

/** The row of a run that has just ended; its id is that of the end, so that a run which goes on and ends again has another one. */
export function callbackWrites(run: {
  readonly graph: { readonly on_finish?: OnFinish };
  readonly state: RunState;
  readonly hidden: Hidden;
}): readonly Write[] {
  const { state, graph, hidden } = run;
  const target = isFinished(state) ? callbackOf(state, graph) : undefined;
  if (target === undefined) return [];
  const { runId, workflowName, sequence, finishedAt } = state;
  return [
    {
      sql: `INSERT INTO callbacks(id, run_id, workflow, url, secret, body, created, status, attempts, next)
            VALUES(?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?)`,
      values: [
        `${runId}.${sequence}`,
        runId,
        workflowName,
        target.url,
        target.secret,
        callbackBody(hideEnd(state, hidden)),
        finishedAt,
        finishedAt,
      ],
    },
  ];
}

/** Whoever is told of the end sees what everybody sees. */
function hideEnd(state: RunState, { mask }: Hidden): RunState {
  if (mask.isEmpty) return state;
  return { ...state, result: mask.json(state.result), error: hideError(state.error, mask) };
}

/** Endpoints with something due, those left out where nothing is sent any more. */
export const DUE_URLS = `SELECT DISTINCT url FROM callbacks c WHERE status = 'pending' AND next <= ?
  AND NOT EXISTS(SELECT 1 FROM callback_endpoints e WHERE e.url = c.url)`;
export const DUE = `SELECT id, url, secret, body, created, attempts FROM callbacks WHERE status = 'pending' AND url = ? AND next <= ?
  ORDER BY next, id LIMIT ?`;
export const NEXT_DUE = `SELECT min(next) AS next FROM callbacks c WHERE status = 'pending'
  AND NOT EXISTS(SELECT 1 FROM callback_endpoints e WHERE e.url = c.url)`;
export const LAST_DELIVERED = 'SELECT max(delivered) AS at FROM callbacks WHERE url = ?';

export function attemptWrite(
  id: string,
  now: {
    readonly status: 'pending' | 'delivered' | 'failed';
    readonly attempts: number;
    readonly next: number | null;
    readonly answered: number | null;
    readonly reason: string | null;
    readonly delivered: number | null;
  },
): Write {
  return {
    sql: `UPDATE callbacks SET status = ?, attempts = ?, next = ?, answered = ?, reason = ?, delivered = ? WHERE id = ?`,
    values: [now.status, now.attempts, now.next, now.answered, now.reason, now.delivered, id],
  };
}

export function disableWrite(url: string, { now, reason }: { readonly now: number; readonly reason: string }): Write {
  return {
    sql: 'INSERT OR IGNORE INTO callback_endpoints(url, disabled, reason) VALUES(?, ?, ?)',
    values: [url, now, reason],
  };
}

/** What was not delivered is sent again from the beginning of the schedule; its endpoint is taken for there again. */
export function retryWrites(
  url: string,
  { id, now }: { readonly id: string | undefined; readonly now: number },
): readonly Write[] {
  return [
    { sql: 'DELETE FROM callback_endpoints WHERE url = ?', values: [url] },
    {
      sql: `UPDATE callbacks SET status = 'pending', attempts = 0, next = ? WHERE url = ? AND status <> 'delivered' AND (? IS NULL OR id = ?)`,
      values: [now, url, id ?? null, id ?? null],
    },
  ];
}

export const CALLBACK = `SELECT c.*, e.disabled, e.reason AS why FROM callbacks c LEFT JOIN callback_endpoints e ON e.url = c.url`;

export function toCallback(row: Raw): CallbackRow {
  const time = (name: string): string | null =>
    typeof row[name] === 'number' ? new Date(row[name]).toISOString() : null;
  const isDisabled = row['status'] === 'pending' && row['disabled'] !== null;
  return {
    callback_id: String(row['id']),
    run_id: String(row['run_id']),
    workflow_name: String(row['workflow']),
    url: String(row['url']),
    status: isDisabled ? 'disabled' : (String(row['status']) as CallbackRow['status']),
    attempts: Number(row['attempts']),
    created_at: time('created') ?? '',
    next_at: row['status'] === 'pending' && !isDisabled ? time('next') : null,
    delivered_at: time('delivered'),
    last_status: typeof row['answered'] === 'number' ? row['answered'] : null,
    last_error: row['reason'] === null ? (isDisabled ? String(row['why']) : null) : String(row['reason']),
  };
}

export const DISABLED_ENDPOINTS = 'SELECT url, disabled, reason FROM callback_endpoints ORDER BY disabled DESC, url';

export function toEndpoint(row: Raw): CallbackEndpoint {
  return {
    url: String(row['url']),
    since: new Date(Number(row['disabled'])).toISOString(),
    reason: String(row['reason']),
  };
}
