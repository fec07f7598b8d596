import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Query } from './needs.ts';

/** The two questions of a store on a connection of one's own. */
export function queryOf(db: DatabaseSync): Query {
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = db.prepare(sql)));
    return statement;
  };
  return { get: (sql, ...values) => prepare(sql).get(...values), all: (sql, ...values) => prepare(sql).all(...values) };
}
