// Whether a file is a whole store, and the same that was written.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeError } from '../../errors.ts';
import { assertKnownVersion, storeVersion } from '../schema.ts';

/** What is in a copy. */
export type Contents = { readonly version: number; readonly runs: number; readonly open: number };

/** Opens a copy, has SQLite check all of it, and counts its runs. Throws `BACKUP_INVALID`, `STORE_VERSION`. */
export function checkCopy(path: string, shown: string = path): Contents {
  const db = new DatabaseSync(path);
  try {
    // One file without a log of changes beside it.
    db.exec('PRAGMA journal_mode = DELETE');
    assertKnownVersion(db, shown);
    const found = db.prepare('PRAGMA integrity_check(5)').all();
    const problems = found.map((row) => String(row['integrity_check'])).filter((text) => text !== 'ok');
    if (problems.length > 0) throw invalid(shown, `it is damaged: ${problems.join('; ')}`);
    const { runs, open } = db
      .prepare('SELECT count(*) AS runs, count(*) - count(finished) AS open FROM runs')
      .get() as {
      readonly runs: number;
      readonly open: number;
    };
    return { version: storeVersion(db), runs, open };
  } catch (error) {
    if (error instanceof RuntimeError) throw error;
    throw invalid(shown, `it is no store: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    db.close();
  }
}

function invalid(path: string, reason: string): RuntimeError {
  return new RuntimeError('BACKUP_INVALID', `${path} cannot be used: ${reason}; take another backup`);
}

export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function checksumPath(path: string): string {
  return `${path}.sha256`;
}

/** Writes the checksum beside a backup, as `sha256sum -c` reads it. */
export function writeChecksum(path: string, digest: string): void {
  writeFileSync(checksumPath(path), `${digest}  ${basename(path)}\n`, { mode: 0o600 });
}

export function removeChecksum(path: string): void {
  rmSync(checksumPath(path), { force: true });
}

/** Holds a backup against the checksum beside it. False where there is none. Throws `BACKUP_INVALID`. */
export async function verifyChecksum(path: string): Promise<boolean> {
  if (!existsSync(checksumPath(path))) return false;
  const [wanted = ''] = readFileSync(checksumPath(path), 'utf8').trim().split(/\s+/);
  const found = await sha256(path);
  if (found === wanted) return true;
  throw invalid(path, `its SHA-256 is ${found}, ${checksumPath(path)} says ${wanted}`);
}
