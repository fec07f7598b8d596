// The write side: one connection, one writer, group commit. Everything that is ready in one turn of the event loop shares a
// transaction, so a commit's fdatasync is paid once for a hundred runs. Nobody is told "done" before it.
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { RuntimeError } from '../errors.ts';
import { migrate, STORE_VERSION, storeVersion } from './schema.ts';

/** A statement to run in the group's transaction. Plain values: a failed group is run again as it is. */
export type Write = { readonly sql: string; readonly values: readonly SQLInputValue[] };

export type Store = {
  /** Adds writes to the open group. The promise is the group's: it resolves after the commit, and is shared. */
  readonly write: (writes: readonly Write[]) => Promise<void>;
  /** One row of the last committed state, or undefined. */
  readonly get: (sql: string, ...values: readonly SQLInputValue[]) => unknown;
  readonly all: (sql: string, ...values: readonly SQLInputValue[]) => readonly unknown[];
  /** False while commits fail and are tried again. */
  readonly isHealthy: () => boolean;
  readonly close: () => Promise<void>;
};

export type StoreOptions = {
  readonly path: string;
  /** Called when commits have failed for `deadlineMs`; the group is still in memory and nothing in it was acknowledged. */
  readonly onFatal: (error: Error) => void;
  readonly deadlineMs?: number;
  /** Called after each commit, with its number of writes and its time. */
  readonly onCommit?: (writes: number, seconds: number) => void;
  /** Called when a commit has failed and will be tried again. */
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
  const { path, onFatal, deadlineMs = 30_000, onCommit = () => {}, onFailure = () => {} } = options;
  const db = openDatabase(path);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = db.prepare(sql)));
    return statement;
  };

  let open: Group | undefined;
  let failingSince: number | undefined;

  function commit(group: Group): void {
    db.exec('BEGIN IMMEDIATE');
    try {
      for (const { sql, values } of group.writes) prepare(sql).run(...values);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }

  function flush(group: Group, retryMs = FIRST_RETRY_MS): void {
    // From here on new writes join the next group; while this one is being tried again they all wait in this one.
    if (open === group && failingSince === undefined) open = undefined;
    const started = performance.now();
    try {
      commit(group);
    } catch (error) {
      onFailure();
      open = group;
      failingSince ??= Date.now();
      if (Date.now() - failingSince > deadlineMs) {
        onFatal(
          new RuntimeError('STORE_FAILED', `the store ${path} cannot be written: ${messageOf(error)}`, {
            cause: error,
          }),
        );
        return;
      }
      setTimeout(flush, retryMs, group, Math.min(retryMs * 2, LONGEST_RETRY_MS));
      return;
    }
    if (open === group) open = undefined;
    failingSince = undefined;
    onCommit(group.writes.length, (performance.now() - started) / 1000);
    group.resolve();
  }

  return {
    write: (writes) => {
      if (open === undefined) {
        open = newGroup();
        setImmediate(flush, open);
      }
      open.writes.push(...writes);
      return open.committed;
    },
    get: (sql, ...values) => prepare(sql).get(...values),
    all: (sql, ...values) => prepare(sql).all(...values),
    isHealthy: () => failingSince === undefined,
    close: async () => {
      await open?.committed;
      db.close();
    },
  };
}

function openDatabase(path: string): DatabaseSync {
  try {
    const db = new DatabaseSync(path);
    db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;',
    );
    if (storeVersion(db) > STORE_VERSION) {
      db.close();
      throw new RuntimeError(
        'STORE_VERSION',
        `the store ${path} was written by a newer release (version ${storeVersion(db)}, this one knows ${STORE_VERSION}); update configurable-agents`,
      );
    }
    migrate(db);
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
