// The write side: one writer, which commits in groups, or by itself where somebody cannot wait.
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { RuntimeError } from '../errors.ts';
import { storeFailed } from './failure.ts';
import { openGroups } from './groups.ts';
import type { Apart, Watch } from './groups.ts';
import { isMemory } from './memory.ts';
import { assertKnownVersion, migrate } from './schema.ts';
import { commitGroup, ERASING, openStatements, WRITING } from './write.ts';
import type { Write } from './write.ts';
import { openWriter } from './writer/writer.ts';

export type { Apart } from './groups.ts';
export type { Write } from './write.ts';

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
  /** From here on what is deleted is overwritten with zeros. */
  readonly eraseDeleted: () => void;
  /** Takes what the log of changes holds into the file and empties the log. False where somebody who reads is in the way. */
  readonly emptyLog: () => boolean;
  /** Throws `STORE_FAILED` where the last group cannot be written: nobody was told that it was. */
  readonly close: () => Promise<void>;
};

const APART: Apart = { manyWrites: 48, slowSeconds: 0.003, restMs: 30_000 };

export type StoreOptions = Pick<Watch, 'onFatal'> &
  Partial<Watch> & {
    readonly path: string;
    readonly deadlineMs?: number;
    /** When a thread writes. */
    readonly apart?: Partial<Apart>;
    /** Opens the file. Default: as SQLite does. */
    readonly connect?: (path: string) => DatabaseSync;
  };

/** Opens a store, made if missing, and brings it to this release's version. */
export function openStore(options: StoreOptions): Store {
  const { path, onFatal, deadlineMs = 30_000, connect, onCommit = () => {}, onFailure = () => {} } = options;
  const apart = { ...APART, ...options.apart };
  const db = openDatabase(path, connect);
  const prepare = openStatements(db);
  // What is in memory has no disk to wait for; a connection that was given knows no other.
  const writer = isMemory(path) || connect !== undefined ? undefined : openWriter(path, apart);
  const commitHere = (writes: readonly Write[]): void => commitGroup(db, prepare, writes);
  const groups = openGroups({ path, deadlineMs, apart, commitHere, writer, onFatal, onCommit, onFailure });

  function exclusive<T>(work: (transaction: Transaction) => T): T {
    try {
      groups.settle();
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work({ get, all, run: (sql, ...values) => Number(prepare(sql).run(...values).changes) });
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
    write: groups.write,
    get,
    all,
    isHealthy: groups.isHealthy,
    exclusive,
    eraseDeleted: () => {
      db.exec(ERASING);
      writer?.eraseDeleted();
    },
    emptyLog: () => (prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { readonly busy: number }).busy === 0,
    close: async () => {
      try {
        // Now, also where it has failed before: who closes does not wait for the deadline.
        groups.settle();
      } catch (error) {
        throw error instanceof RuntimeError ? error : storeFailed(path, error);
      } finally {
        groups.close();
        await writer?.close();
        db.close();
      }
    },
  };
}

function openDatabase(path: string, connect = (file: string): DatabaseSync => new DatabaseSync(file)): DatabaseSync {
  try {
    const db = connect(path);
    // The first of them counts for a store that is made here only: pages that are freed can be given back without a rewrite.
    db.exec(`PRAGMA auto_vacuum = INCREMENTAL; ${WRITING}`);
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
