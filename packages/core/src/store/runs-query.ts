// The list of runs as SQL. Pure.
import type { SQLInputValue } from 'node:sqlite';
import type { RunFilter } from './rows.ts';

const ENDED: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled', 'superseded']);

/** One row more than the limit: it says whether there is another page. */
export function runsQuery(
  { workflow, status, since, cursor }: RunFilter,
  limit: number,
): { readonly sql: string; readonly values: readonly SQLInputValue[] } {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (condition: string, value: SQLInputValue | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  add('workflow = ?', workflow);
  add('status = ?', status);
  // What the status says already, for the indexes: open runs have one, ended ones another.
  if (status !== undefined) conditions.push(ENDED.has(status) ? 'finished IS NOT NULL' : 'finished IS NULL');
  add('created >= ?', since);
  add('run < ?', cursor === undefined ? undefined : Number(cursor));
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return { sql: `SELECT * FROM runs ${where} ORDER BY run DESC LIMIT ?`, values: [...values, limit + 1] };
}
