// The write side: one connection, one writer, group commit. Everything that is ready in one turn of the event loop shares a
// transaction, so a commit's fdatasync is paid once for a hundred runs. Nobody is told "done" before it.
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { RuntimeError } from '../errors.ts';
import { FACT_INSERT, insertFacts } from './fact-rows.ts';
import { isDamage, storeFailed } from './failure.ts';
import { assertKnownVersion, migrate } from './schema.ts';

/** A statement to run in the group's transaction. Plain values: a failed group is run again as it is. */
export type Write = { readonly sql: string; readonly values: readonly SQLInputValue[] };

/** What `exclusive` lends: the connection, within a transaction. */
export type Transaction = {
  readonly get: Store['get'];
  readonly all: Store['all'];
  /** Returns how many rows changed. */
  readonly run: (sql: string, ...values: readonly SQLInputValue[]) => number;
};

export type Store = {
  /** Adds writes to the open group. The promise is the group's: it resolves after the commit, and is shared. */
  readonly write: (writes: readonly Write[]) => Promise<void>;
  /** One row of the last committed state, or undefined. */
  readonly get: (sql: string, ...values: readonly SQLInputValue[]) => unknown;
  readonly all: (sql: string, ...values: readonly SQLInputValue[]) => readonly unknown[];
  /** False while commits fail and are tried again. */
  readonly isHealthy: () => boolean;
  /**
   * A transaction by itself, here and now: after all that was written before it, so what it reads is all that there is. It holds up
   * the event loop, so it must be short. Throws `STORE_FAILED` where the store cannot be written.
   */
  readonly exclusive: <T>(work: (transaction: Transaction) => T) => T;
  /** Throws `STORE_FAILED` where the last group cannot be written: nobody was told that it was. */
  readonly close: () => Promise<void>;
};

export type StoreOptions = {
  readonly path: string;
  /**
   * Called once when commits have failed for `deadlineMs`, or at once where the file is damaged; the group is still in memory and
   * nothing in it was acknowledged.
   */
  readonly onFatal: (error: Error) => void;
  readonly deadlineMs?: number;
  /** Opens the file. Default: as SQLite does. */
  readonly connect?: (path: string) => DatabaseSync;
  /** Called after each commit, with its number of writes and its time. */
  readonly onCommit?: (writes: number, seconds: number) => void;
  /** Called when a commit has failed. */
  readonly onFailure?: () => void;
};

const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 2000;

type Group = { readonly writes: Write[]; readonly committed: Promise<void>; readonly resolve: () => void };

function newGroup(): Group {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { writes: [], committed: promise, resolve };
}

/** Opens a store, made if missing, and brings it to this release's version. */
export function openStore(options: StoreOptions): Store {
  const { path, onFatal, deadlineMs = 30_000, connect, onCommit = () => {}, onFailure = () => {} } = options;
  const db = openDatabase(path, connect);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = db.prepare(sql)));
    return statement;
  };

  const run = (sql: string, ...values: readonly SQLInputValue[]): number => Number(prepare(sql).run(...values).changes);

  let open: Group | undefined;
  let failingSince: number | undefined;
  let isClosed = false;

  function commit(group: Group): void {
    const began = performance.now();
    try {
      db.exec('BEGIN IMMEDIATE');
      const facts: SQLInputValue[] = [];
      for (const { sql, values } of group.writes) {
        if (sql === FACT_INSERT) facts.push(...values);
        else run(sql, ...values);
      }
      insertFacts(facts, run);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      onFailure();
      throw error;
    }
    open = undefined;
    failingSince = undefined;
    onCommit(group.writes.length, (performance.now() - began) / 1000);
    group.resolve();
  }

  function flush(group: Group, retryMs = FIRST_RETRY_MS): void {
    // Written already, by an exclusive transaction or at the end.
    if (open !== group) return;
    try {
      commit(group);
    } catch (error) {
      // New writes wait in this group while it is being tried again.
      failingSince ??= Date.now();
      if (isDamage(error) || Date.now() - failingSince > deadlineMs) onFatal(storeFailed(path, error));
      else setTimeout(flush, retryMs, group, Math.min(retryMs * 2, LONGEST_RETRY_MS));
    }
  }

  function exclusive<T>(work: (transaction: Transaction) => T): T {
    try {
      if (open !== undefined) commit(open);
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work({ get, all, run });
        db.exec('COMMIT');
        return result;
      } finally {
        if (db.isTransaction) db.exec('ROLLBACK');
      }
    } catch (error) {
      throw isSqlite(error) ? storeFailed(path, error) : error;
    }
  }

  const get: Store['get'] = (sql, ...values) => prepare(sql).get(...values);
  const all: Store['all'] = (sql, ...values) => prepare(sql).all(...values);

  return {
    write: (writes) => {
      if (open === undefined) {
        open = newGroup();
        // What comes after the end is never done, and nobody is told that it was.
        if (!isClosed) setImmediate(flush, open);
      }
      open.writes.push(...writes);
      return open.committed;
    },
    get,
    all,
    isHealthy: () => failingSince === undefined,
    exclusive,
    close: async () => {
      isClosed = true;
      const last = open?.committed;
      try {
        // Now, also where it has failed before: who closes does not wait for the deadline.
        if (open !== undefined) commit(open);
        await last;
      } catch (error) {
        throw storeFailed(path, error);
      } finally {
        open = undefined;
        db.close();
      }
    },
  };
}

function openDatabase(path: string, connect = (file: string): DatabaseSync => new DatabaseSync(file)): DatabaseSync {
  try {
    const db = connect(path);
    // The first of them counts for a store that is made here only: pages that are freed can be given back without a rewrite.
    db.exec(`PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;`);
    try {
      assertKnownVersion(db, path);
      migrate(db, path);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  } catch (error) {
    if (error instanceof RuntimeError) throw error;
    throw new RuntimeError(
      'STORE_UNWRITABLE',
      `the store ${path} cannot be opened for writing: ${messageOf(error)}; check the folder's permissions, or name another with --data-dir`,
      { cause: error },
    );
  }
}

function isSqlite(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
