// The store's file, and how those who only read open it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeError } from '../errors.ts';
import { isMemory } from './memory.ts';
import { assertKnownVersion } from './schema.ts';

/** The store's file in a data directory, or the name of a memory. */
export function storePath(dataDir: string): string {
  return isMemory(dataDir) ? dataDir : join(dataDir, 'store.db');
}

/** A read-only connection, also beside a process that writes. Throws `STORE_MISSING`, `STORE_VERSION`, `STORE_DAMAGED`. */
export function connectReadOnly(dataDir: string): DatabaseSync {
  const path = storePath(dataDir);
  const isInMemory = isMemory(dataDir);
  if (!isInMemory && !existsSync(path)) {
    throw new RuntimeError(
      'STORE_MISSING',
      `there is no store in ${dataDir}; run a workflow or start the dashboard first`,
    );
  }
  const db = new DatabaseSync(path, { readOnly: true });
  // Connections to one memory lock tables against each other, unless they look on. What is read so is never taken back: a
  // transaction in memory has nothing that can fail.
  if (isInMemory) db.exec('PRAGMA read_uncommitted = 1');
  try {
    assertKnownVersion(db, path);
    return db;
  } catch (error) {
    db.close();
    if (error instanceof RuntimeError) throw error;
    throw new RuntimeError(
      'STORE_DAMAGED',
      `the store ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}; restore a backup: configurable-agents restore FILE`,
      { cause: error },
    );
  }
}
