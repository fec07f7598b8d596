// The write side: one writer, group commit. Everything that is ready in one turn of the event loop shares a transaction, so a commit's
// fdatasync is paid once for a hundred runs. Nobody is told "done" before it. Small groups are written here; while there is much to
// write, or the disk is slow, a thread writes, and one group is under way while the next one gathers.
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { RuntimeError } from '../errors.ts';
import { isDamage, storeFailed } from './failure.ts';
import { isMemory } from './memory.ts';
import { assertKnownVersion, migrate } from './schema.ts';
import { commitGroup, openStatements, WRITING } from './write.ts';
import type { Write } from './write.ts';
import { openWriter } from './writer/writer.ts';

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
  /** Throws `STORE_FAILED` where the last group cannot be written: nobody was told that it was. */
  readonly close: () => Promise<void>;
};

/** When groups are left to a thread. */
export type Apart = {
  /** A group of so many writes holds up this thread for longer than it takes to hand it over. */
  readonly manyWrites: number;
  /** Where commits take longer, in the mean, this thread should not wait for the disk. */
  readonly slowSeconds: number;
  /** After so long without work the thread ends. */
  readonly restMs: number;
};
const APART: Apart = { manyWrites: 48, slowSeconds: 0.003, restMs: 30_000 };

export type StoreOptions = {
  readonly path: string;
  /**
   * Called once when commits have failed for `deadlineMs`, or at once where the file is damaged; the group is still in memory and
   * nothing in it was acknowledged.
   */
  readonly onFatal: (error: Error) => void;
  readonly deadlineMs?: number;
  /** When a thread writes. */
  readonly apart?: Partial<Apart>;
  /** Opens the file. Default: as SQLite does. */
  readonly connect?: (path: string) => DatabaseSync;
  /** Called after each commit, with its number of writes, its time, and which thread made it. */
  readonly onCommit?: (writes: number, seconds: number, by: 'this' | 'writer') => void;
  /** Called when a commit has failed. */
  readonly onFailure?: () => void;
};

const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 2000;
/** Of the last commit in the mean. */
const WEIGHT = 0.2;

type Group = { readonly writes: Write[]; readonly committed: Promise<void>; readonly resolve: () => void };

function newGroup(): Group {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { writes: [], committed: promise, resolve };
}

/** Opens a store, made if missing, and brings it to this release's version. */
export function openStore(options: StoreOptions): Store {
  const { path, onFatal, deadlineMs = 30_000, connect, onCommit = () => {}, onFailure = () => {} } = options;
  const { manyWrites, slowSeconds, restMs } = { ...APART, ...options.apart };
  const db = openDatabase(path, connect);
  const prepare = openStatements(db);
  // What is in memory has no disk to wait for; a connection that was given knows no other.
  const writer = isMemory(path) || connect !== undefined ? undefined : openWriter(path, { restMs });

  /** Takes writes. */
  let open: Group | undefined;
  /** Is being written by the thread. */
  let sent: Group | undefined;
  let failingSince: number | undefined;
  let meanSeconds = 0;
  let isClosed = false;

  function isForThread({ writes }: Group): boolean {
    return (writes.length >= manyWrites || meanSeconds > slowSeconds) && writer?.isReady() === true;
  }

  function done(group: Group, seconds: number, by: 'this' | 'writer'): void {
    failingSince = undefined;
    meanSeconds += (seconds - meanSeconds) * WEIGHT;
    onCommit(group.writes.length, seconds, by);
    group.resolve();
  }

  /** Here and now. */
  function commit(group: Group): void {
    const began = performance.now();
    try {
      commitGroup(db, prepare, group.writes);
    } catch (error) {
      onFailure();
      throw error;
    }
    open = undefined;
    done(group, (performance.now() - began) / 1000, 'this');
  }

  function send(group: Group, retryMs: number): void {
    sent = group;
    open = undefined;
    writer?.commit(group.writes, (answer) => {
      sent = undefined;
      if (answer.kind === 'committed') {
        done(group, answer.seconds, 'writer');
        // What follows from it joins what has come meanwhile.
        if (open !== undefined) setImmediate(flush, open);
        return;
      }
      takeBack(group);
      onFailure();
      // Whether it was written is not known: the next start finds out.
      if (answer.kind === 'gone') onFatal(storeFailed(path, answer.error));
      else tryAgain(group, { error: answer.error, retryMs });
    });
  }

  /** It is the open group again, before what has come since. */
  function takeBack(group: Group): void {
    if (open !== undefined) {
      const { writes, resolve } = open;
      group.writes.push(...writes);
      void group.committed.then(resolve);
    }
    open = group;
  }

  function flush(group: Group, retryMs = FIRST_RETRY_MS): void {
    // Written already, by an exclusive transaction or at the end; or its turn comes when the thread has answered.
    if (open !== group || sent !== undefined) return;
    if (isForThread(group)) {
      send(group, retryMs);
      return;
    }
    try {
      commit(group);
    } catch (error) {
      tryAgain(group, { error, retryMs });
    }
  }

  /** New writes wait in this group meanwhile. */
  function tryAgain(group: Group, { error, retryMs }: { readonly error: unknown; readonly retryMs: number }): void {
    failingSince ??= Date.now();
    if (isDamage(error) || Date.now() - failingSince > deadlineMs) onFatal(storeFailed(path, error));
    else setTimeout(flush, retryMs, group, Math.min(retryMs * 2, LONGEST_RETRY_MS));
  }

  /** All that was written before is in the file, or it throws. */
  function settle(): void {
    if (sent !== undefined) {
      const answer = writer?.wait(deadlineMs);
      if (answer === undefined) throw storeFailed(path, new Error(`a commit has taken more than ${deadlineMs} ms`));
      const group = sent;
      sent = undefined;
      if (answer.kind === 'committed') done(group, answer.seconds, 'writer');
      else {
        takeBack(group);
        setImmediate(flush, group);
      }
    }
    if (open !== undefined) commit(open);
  }

  function exclusive<T>(work: (transaction: Transaction) => T): T {
    try {
      settle();
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
      try {
        // Now, also where it has failed before: who closes does not wait for the deadline.
        settle();
      } catch (error) {
        throw error instanceof RuntimeError ? error : storeFailed(path, error);
      } finally {
        open = undefined;
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
