import { SYSTEM_CLOCK } from '../runtime/clock.ts';
import type { Clock } from '../runtime/clock.ts';
import { acquireLock } from '../runtime/lock.ts';
import { storePath } from '../store/connect.ts';
import { openStore } from '../store/store.ts';
import type { Store } from '../store/store.ts';
import { openAudit } from './audit.ts';
import type { AuditBounds, AuditLog } from './audit.ts';
import { openSessions } from './sessions.ts';
import type { Sessions } from './sessions.ts';
import { openTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';

/** Who may call, and what callers changed. */
export type Access = { readonly tokens: Tokens; readonly sessions: Sessions; readonly audit: AuditLog };

export function openAccess(
  host: { readonly store: Store; readonly clock: Clock },
  bounds: AuditBounds | undefined = {},
): Access {
  return { tokens: openTokens(host), sessions: openSessions(host), audit: openAudit(host, bounds) };
}

/**
 * Works on the tokens of a data directory that no process holds, which is made if missing. Throws `STORE_LOCKED`, `STORE_UNWRITABLE`,
 * `STORE_FAILED`.
 */
export async function changeAccess<T>(dataDir: string, work: (access: Access) => Promise<T> | T): Promise<T> {
  const lock = acquireLock(dataDir);
  try {
    const store = openStore({ path: storePath(dataDir), onFatal: () => {} });
    try {
      return await work(openAccess({ store, clock: SYSTEM_CLOCK }));
    } finally {
      await store.close();
    }
  } finally {
    lock.release();
  }
}
