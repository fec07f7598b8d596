import { chmodSync, existsSync, statSync } from 'node:fs';
import { backup } from 'node:sqlite';
import { RuntimeError } from '../../errors.ts';
import { connectReadOnly } from '../connect.ts';
import { checkCopy, removeChecksum, sha256, writeChecksum } from './check.ts';
import type { Contents } from './check.ts';
import { putInPlace, removeFiles } from './durable.ts';

export type BackupResult = Contents & { readonly path: string; readonly bytes: number; readonly sha256: string };

/**
 * Writes a copy of the store as it is at this moment to a file, also while a server writes. The copy is checked by SQLite and has its
 * checksum beside it before it has its name. Throws `FILE_EXISTS`, `STORE_MISSING`, `BACKUP_INVALID`, `STORE_FAILED`.
 */
export async function backupStore(
  dataDir: string,
  { path, replace = false }: { readonly path: string; readonly replace?: boolean },
): Promise<BackupResult> {
  if (existsSync(path) && !replace) {
    throw new RuntimeError('FILE_EXISTS', `${path} is there already; name another file, or replace it with --force`);
  }
  const db = connectReadOnly(dataDir);
  const partial = `${path}.partial-${process.pid}`;
  try {
    // In one step: the copy is of one moment, and a busy writer cannot make it begin anew.
    await backup(db, partial, { rate: 2 ** 31 - 1 });
    chmodSync(partial, 0o600);
    const contents = checkCopy(partial, path);
    const digest = await sha256(partial);
    // In between there is no checksum rather than a wrong one.
    removeChecksum(path);
    putInPlace(partial, path);
    writeChecksum(path, digest);
    return { path, bytes: statSync(path).size, sha256: digest, ...contents };
  } catch (error) {
    if (error instanceof RuntimeError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new RuntimeError(
      'STORE_FAILED',
      `the backup ${path} cannot be written: ${reason}; check the folder, and that the disk has room for a copy`,
      { cause: error },
    );
  } finally {
    db.close();
    removeFiles(partial);
  }
}
