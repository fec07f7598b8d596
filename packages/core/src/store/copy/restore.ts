// A backup takes the place of a store. At every moment there is either the one or the other under the store's name, whole.
import { copyFileSync, constants, existsSync, linkSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeError } from '../../errors.ts';
import { acquireLock } from '../../runtime/lock.ts';
import { storePath } from '../connect.ts';
import { checkCopy, verifyChecksum } from './check.ts';
import type { Contents } from './check.ts';
import { putInPlace } from './durable.ts';

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
  const checksum = await verifyChecksum(path);
  const lock = acquireLock(dataDir);
  const target = storePath(dataDir);
  const partial = `${target}.restoring`;
  try {
    rmSync(partial, { force: true });
    copyFileSync(path, partial, constants.COPYFILE_FICLONE);
    const contents = checkCopy(partial, path);
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
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(partial + suffix, { force: true });
    lock.release();
  }
}

/** Gives the store a second name. Its log of changes must not lie beside the file that takes its place. */
function setAside(target: string): string | null {
  if (!existsSync(target)) return null;
  const kept = freeName(`${target}.before-restore`);
  const isWhole = foldLog(target);
  keep(target, kept);
  if (!isWhole) {
    // Damaged: the log goes along under the name by which SQLite finds it.
    if (existsSync(`${target}-wal`)) keep(`${target}-wal`, `${kept}-wal`);
    rmSync(`${target}-wal`, { force: true });
  }
  rmSync(`${target}-shm`, { force: true });
  return kept;
}

/** Writes the log of changes into the file and removes it. False where the store is damaged. Throws where others have it open. */
function foldLog(target: string): boolean {
  const db = new DatabaseSync(target, { timeout: 2000 });
  try {
    const row = db.prepare('PRAGMA journal_mode = DELETE').get();
    return row?.['journal_mode'] === 'delete';
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
    if (code !== 5) return false;
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
  }
}
