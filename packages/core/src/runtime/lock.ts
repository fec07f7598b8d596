// One engine per data directory. The lock is a SQLite file of its own under an exclusive transaction: the operating system
// frees it when the holder dies, also by kill -9.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeError } from '../errors.ts';
import { readServerFile } from './server-file.ts';

export type EngineLock = { readonly release: () => void };

/** Takes the engine lock of a data directory, made if missing. Throws `STORE_LOCKED` naming the holder, or `STORE_UNWRITABLE`. */
export function acquireLock(dataDir: string): EngineLock {
  let db: DatabaseSync;
  try {
    makeDirectory(resolve(dataDir));
    db = new DatabaseSync(join(dataDir, 'engine.lock'), { timeout: 0 });
  } catch (error) {
    throw unwritable(dataDir, error);
  }
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (isBusy(error)) throw locked(dataDir, error);
    throw unwritable(dataDir, error);
  }
  return {
    release: () => {
      db.exec('ROLLBACK');
      db.close();
    },
  };
}

/** Not `recursive: true`: on a file system that refuses new folders, such as /proc, that never returns. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** SQLITE_BUSY: https://www.sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}

function locked(dataDir: string, cause: unknown): RuntimeError {
  const holder = readServerFile(dataDir);
  const who = holder === undefined ? 'another process' : `process ${holder.pid} at ${holder.url}`;
  return new RuntimeError(
    'STORE_LOCKED',
    `the data directory ${dataDir} is in use by ${who}; use that server, stop it, or name another directory with --data-dir`,
    { details: { holder: holder?.url ?? null }, cause },
  );
}

function unwritable(dataDir: string, cause: unknown): RuntimeError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RuntimeError(
    'STORE_UNWRITABLE',
    `the data directory ${dataDir} cannot be written: ${reason}; check its permissions, or name another with --data-dir`,
    { cause },
  );
}
