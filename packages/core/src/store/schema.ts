// Versions of a store: which one a file has, and how it comes to this release's.
import { createRequire } from 'node:module';
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { RuntimeError } from '../errors.ts';
import { MIGRATIONS } from './migrations/list.ts';

/** The version that this release reads and writes. */
export const STORE_VERSION: number = MIGRATIONS.length;

/** This release, as a store remembers who wrote it. */
export const RELEASE: string = (createRequire(import.meta.url)('#package') as { readonly version: string }).version;

export function storeVersion(db: DatabaseSync): number {
  const row = db.prepare('PRAGMA user_version').get() as { readonly user_version: number };
  return row.user_version;
}

/** Throws `STORE_VERSION` where a newer release wrote the store. */
export function assertKnownVersion(db: DatabaseSync, path: string): void {
  const version = storeVersion(db);
  if (version <= STORE_VERSION) return;
  throw new RuntimeError(
    'STORE_VERSION',
    `the store ${path} was written by configurable-agents ${writtenBy(db) ?? 'of a newer release'} (store version ${version}), this is ${RELEASE}, which knows versions up to ${STORE_VERSION}; update configurable-agents, or restore a backup of before: configurable-agents restore FILE`,
  );
}

/** Throws `STORE_VERSION` where no engine of this release has opened the store yet. */
export function assertCurrent(db: DatabaseSync, path: string): void {
  const version = storeVersion(db);
  if (version === STORE_VERSION) return;
  throw new RuntimeError(
    'STORE_VERSION',
    `the store ${path} is of version ${version}, this release works on version ${STORE_VERSION}; the next dashboard, run or prune on it brings it there`,
  );
}

/** The release that wrote the store last, where it says so. */
export function writtenBy(db: DatabaseSync): string | undefined {
  try {
    const row = db.prepare("SELECT value FROM meta WHERE key = 'release'").get();
    return row === undefined ? undefined : String(row['value']);
  } catch {
    // Stores of before version 6 have no such table, and what a newer release has made of it is not known here.
    return undefined;
  }
}

/**
 * Brings the store to this release's version: all that is missing in one transaction, so that there is never a version in between. Only
 * the holder of the engine lock calls it. What was there before stays beside it as `store.db.bak-VERSION`.
 */
export function migrate(db: DatabaseSync, path: string, migrations: readonly string[] = MIGRATIONS): void {
  const version = storeVersion(db);
  if (version < migrations.length) {
    if (version > 0) keepBefore(db, `${path}.bak-${version}`);
    const steps = migrations.slice(version).join('\n');
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(`${steps} PRAGMA user_version = ${migrations.length};`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }
  if (writtenBy(db) === RELEASE) return;
  db.prepare("INSERT OR REPLACE INTO meta(key, value) VALUES('release', ?)").run(RELEASE);
}

/** A whole copy, durable before it has its name. One that an interrupted start left behind is made again. */
function keepBefore(db: DatabaseSync, path: string): void {
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  db.prepare('VACUUM INTO ?').run(partial);
  const file = openSync(partial, 'r+');
  fsyncSync(file);
  closeSync(file);
  renameSync(partial, path);
}
