// A backup takes the place of a store. At every moment there is either the one or the other under the store's name, whole.
import { chmodSync, copyFileSync, constants, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeError } from '../../errors.ts';
import { acquireLock } from '../../runtime/lock.ts';
import { storePath } from '../connect.ts';
import { checkCopy, verifyChecksum } from './check.ts';
import type { Contents } from './check.ts';
import { putInPlace, removeFiles, syncPath } from './durable.ts';
import { isBusy, isDamage } from '../failure.ts';

/** Names of logs of changes beside a store. */
const LOGS = ['-wal', '-journal'];

export type RestoreResult = Contents & {
  /** Where what was there before is now; null where there was nothing. */
  readonly kept: string | null;
  /** Whether a checksum lay beside the backup, which it agreed with. */
  readonly checksum: boolean;
};

/**
 * Puts a backup in the place of the store of a data directory, made if missing. Throws `STORE_LOCKED` while a process holds it,
 * `FILE_MISSING`, `BACKUP_INVALID`, `STORE_VERSION`, `STORE_UNWRITABLE`; then what was there is as it was.
 */
export async function restoreStore(dataDir: string, { path }: { readonly path: string }): Promise<RestoreResult> {
  if (!existsSync(path)) throw new RuntimeError('FILE_MISSING', `there is no file ${path}; name a backup`);
  assertClosed(path);
  const checksum = await verifyChecksum(path);
  const lock = acquireLock(dataDir);
  const target = storePath(dataDir);
  const partial = `${target}.restoring`;
  try {
    removeFiles(partial);
    copyFileSync(path, partial, constants.COPYFILE_FICLONE);
    chmodSync(partial, 0o600);
    const contents = checkCopy(partial, path);
    // What may fail comes first: from here on there are only names to be changed.
    syncPath(partial);
    const kept = setAside(target);
    putInPlace(partial, target);
    return { ...contents, kept, checksum };
  } catch (error) {
    if (error instanceof RuntimeError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new RuntimeError('STORE_UNWRITABLE', `the store ${target} cannot be replaced: ${reason}; it is as it was`, {
      cause: error,
    });
  } finally {
    removeFiles(partial);
    lock.release();
  }
}

/** Copied without its log of changes it would be whole, and old. */
function assertClosed(path: string): void {
  if (!LOGS.some((suffix) => existsSync(path + suffix) && statSync(path + suffix).size > 0)) return;
  throw new RuntimeError(
    'BACKUP_INVALID',
    `${path} is a store in use, or of a process that died: what it wrote last is in a file beside it; take a backup of it: configurable-agents backup FILE --data-dir ${dirname(path)}`,
  );
}

/** Gives the store, and logs of changes that are left, a second name: SQLite would write such a log into the file that takes the place. */
function setAside(target: string): string | null {
  const isThere = existsSync(target);
  const kept = freeName(`${target}.before-restore`);
  if (isThere) {
    foldLog(target);
    keep(target, kept);
  }
  // Of a damaged store, or of none. It goes along under the name by which SQLite finds it.
  for (const suffix of LOGS) if (existsSync(target + suffix)) renameSync(target + suffix, kept + suffix);
  rmSync(`${target}-shm`, { force: true });
  syncPath(dirname(target));
  return isThere ? kept : null;
}

/** Writes the log of changes into the file and removes it, unless the store is damaged. Throws where others have it open, or the disk fails. */
function foldLog(target: string): void {
  const db = new DatabaseSync(target, { timeout: 2000 });
  try {
    db.exec('PRAGMA journal_mode = DELETE');
  } catch (error) {
    if (isDamage(error)) return;
    if (!isBusy(error)) throw error;
    throw new RuntimeError(
      'STORE_LOCKED',
      `the store ${target} is being read by another command, such as logs --follow; end it, then restore again`,
      { cause: error },
    );
  } finally {
    db.close();
  }
}

function freeName(base: string): string {
  for (let n = 1; ; n += 1) if (!existsSync(`${base}-${n}`)) return `${base}-${n}`;
}

function keep(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // A file system without links.
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    syncPath(to);
  }
}
