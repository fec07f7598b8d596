// Runs that failed, grouped by what made them fail.
import type { SQLInputValue } from 'node:sqlite';
import type { Raw } from './mapping.ts';

/** Runs of a workflow that failed at the same node by the same code. */
export type FailureGroup = {
  readonly workflow_name: string;
  readonly code: string;
  readonly node: string | null;
  readonly runs: number;
  readonly last_at: string;
  /** The newest of them, with its message. */
  readonly run_id: string;
  readonly message: string;
};

export type FailureFilter = {
  readonly workflow?: string;
  /** Milliseconds since the epoch. */
  readonly since?: number;
};

type All = (sql: string, ...values: SQLInputValue[]) => readonly Raw[];

/** The groups with the newest failure first, at most `limit` of them. `seen`: the message of a run as it may be shown. */
export function groupFailures(
  all: All,
  { workflow, since }: FailureFilter,
  { limit, seen }: { readonly limit: number; readonly seen: (run: number, message: string) => string },
): readonly FailureGroup[] {
  const conditions = ["status = 'failed'", 'finished IS NOT NULL', 'error IS NOT NULL'];
  const values: SQLInputValue[] = [];
  if (workflow !== undefined) {
    conditions.push('workflow = ?');
    values.push(workflow);
  }
  if (since !== undefined) {
    conditions.push('created >= ?');
    values.push(since);
  }
  // With max() the other columns are those of its row, which SQLite promises.
  const rows = all(
    `SELECT max(run) AS newest, id, workflow, created, count(*) AS runs, error,
       error ->> '$.code' AS code, error ->> '$.node' AS node
     FROM (SELECT * FROM runs WHERE ${conditions.join(' AND ')})
     GROUP BY workflow, code, node ORDER BY newest DESC LIMIT ?`,
    ...values,
    limit,
  );
  return rows.map((row) => ({
    workflow_name: String(row['workflow']),
    code: String(row['code']),
    node: row['node'] == null ? null : String(row['node']),
    runs: Number(row['runs']),
    last_at: new Date(Number(row['created'])).toISOString(),
    run_id: String(row['id']),
    message: seen(Number(row['newest']), (JSON.parse(String(row['error'])) as { readonly message: string }).message),
  }));
}
