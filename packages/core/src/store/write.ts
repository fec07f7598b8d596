// What is to be written, and how a group of it comes into the file.
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { FACT_INSERT, insertFacts } from './fact-rows.ts';

/** A statement to run in the group's transaction. Plain values: a failed group is run again as it is. */
export type Write = { readonly sql: string; readonly values: readonly SQLInputValue[] };

/** What every connection that writes is told. */
export const WRITING = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;`;

/** What is deleted is overwritten with zeros, by the connection that was told. */
export const ERASING = 'PRAGMA secure_delete = ON';

export type Prepare = (sql: string) => StatementSync;

/** Each statement is prepared once. */
export function openStatements(db: DatabaseSync): Prepare {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = db.prepare(sql)));
    return statement;
  };
}

/** Writes a group: all of it is durable, or it throws and nothing is. Facts come last, since no other row asks for them. */
export function commitGroup(db: DatabaseSync, prepare: Prepare, writes: readonly Write[]): void {
  const run = (sql: string, ...values: readonly SQLInputValue[]): void => void prepare(sql).run(...values);
  try {
    db.exec('BEGIN IMMEDIATE');
    const facts: SQLInputValue[] = [];
    for (const { sql, values } of writes) {
      if (sql === FACT_INSERT) facts.push(...values);
      else run(sql, ...values);
    }
    insertFacts(facts, run);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
