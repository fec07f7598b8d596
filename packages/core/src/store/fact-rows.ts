// Facts are most of what is written. A statement that takes many rows costs half as much for each as one that takes a single row.
import type { SQLInputValue } from 'node:sqlite';

const INTO = 'INSERT INTO journal(pos, run, seq, kind, body, refs) VALUES';
const ROW = '(?, ?, ?, ?, ?, ?)';
const COLUMNS = 6;
/** More rows in one statement gain nothing. */
const AT_ONCE = 16;

/** The statement of one fact. */
export const FACT_INSERT: string = `${INTO}${ROW}`;
const MANY: string = `${INTO}${Array.from({ length: AT_ONCE }, () => ROW).join(', ')}`;

/** Inserts the facts whose values follow each other in `values`. */
export function insertFacts(
  values: readonly SQLInputValue[],
  run: (sql: string, ...values: readonly SQLInputValue[]) => void,
): void {
  const many = COLUMNS * AT_ONCE;
  let at = 0;
  for (; at + many <= values.length; at += many) run(MANY, ...values.slice(at, at + many));
  for (; at < values.length; at += COLUMNS) run(FACT_INSERT, ...values.slice(at, at + COLUMNS));
}
