// Retention without an engine: for commands, where no process holds the data directory, or to look only.
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeError } from '../../errors.ts';
import { acquireLock } from '../../runtime/lock.ts';
import { connectReadOnly, storePath } from '../connect.ts';
import { assertCurrent } from '../schema.ts';
import { openStore } from '../store.ts';
import type { MaxLag } from './needs.ts';
import { openKeeper } from './keeper.ts';
import type { Retention, SweepReport } from './policy.ts';
import { queryOf } from './query.ts';
import { surveyRetention } from './survey.ts';
import type { Survey } from './survey.ts';

type Options = { readonly policy: Retention; readonly maxLag: MaxLag };

/** Prunes a store that no process holds. Throws `STORE_LOCKED`, `STORE_MISSING`, `STORE_FAILED`. */
export async function pruneStore(dataDir: string, { policy, maxLag }: Options): Promise<SweepReport> {
  // Only what is there: nothing is made by looking after it.
  connectReadOnly(dataDir).close();
  const lock = acquireLock(dataDir);
  try {
    const store = openStore({ path: storePath(dataDir), onFatal: () => {} });
    try {
      const keeper = openKeeper({ store, policy: undefined, maxLag });
      return await keeper.sweep(policy);
    } finally {
      await store.close();
    }
  } finally {
    lock.release();
  }
}

/** What `pruneStore` would take, also while a server runs. */
export function surveyStore(dataDir: string, { policy, maxLag }: Options): Survey {
  const db = connectReadOnly(dataDir);
  try {
    assertCurrent(db, storePath(dataDir));
    return surveyRetention(queryOf(db), { policy, now: Date.now(), maxLag });
  } finally {
    db.close();
  }
}

/**
 * Rewrites a store that no process holds without its free pages. A store of before version 6 gives pages back by itself from then on.
 * Needs as much free disk as the store has in use.
 */
export function compactStore(dataDir: string): { readonly before: number; readonly after: number } {
  connectReadOnly(dataDir).close();
  const lock = acquireLock(dataDir);
  const path = storePath(dataDir);
  try {
    const before = statSync(path).size;
    const db = new DatabaseSync(path);
    try {
      db.exec('PRAGMA synchronous = FULL; PRAGMA auto_vacuum = INCREMENTAL; VACUUM; PRAGMA wal_checkpoint(TRUNCATE);');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new RuntimeError(
        'STORE_FAILED',
        `the store ${path} cannot be rewritten: ${reason}; it is as it was; it takes as much free disk as the store has in use`,
        { cause: error },
      );
    } finally {
      db.close();
    }
    return { before, after: statSync(path).size };
  } finally {
    lock.release();
  }
}
