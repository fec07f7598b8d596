// Sessions of people who signed in at the dashboard: a secret in a cookie stands for whose it is, until a time or until they sign out.
import type { Clock } from '../runtime/clock.ts';
import type { Raw } from '../store/mapping.ts';
import type { Store } from '../store/store.ts';
import { hashOf, newSecret } from './secret.ts';

export type Session = {
  /** Whose it is: what signed in, as its caller named it. */
  readonly holder: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
};

export type Sessions = {
  /** Durable when it resolves. The secret is given this once. */
  readonly open: (session: Session) => Promise<string>;
  /** The session that a secret is of, unless its time is over. */
  readonly find: (secret: string) => Session | undefined;
  readonly close: (secret: string) => Promise<void>;
};

/** Beyond these the oldest are signed out. */
const MOST = 1000;

export function openSessions({ store, clock }: { readonly store: Store; readonly clock: Clock }): Sessions {
  return {
    open: async ({ holder, expires }) => {
      const secret = newSecret();
      const now = clock.now();
      await store.write([
        { sql: 'DELETE FROM sessions WHERE expires <= ?', values: [now] },
        {
          sql: `DELETE FROM sessions WHERE id IN (SELECT id FROM sessions ORDER BY created DESC LIMIT -1 OFFSET ${MOST - 1})`,
          values: [],
        },
        {
          sql: 'INSERT INTO sessions(id, holder, created, expires) VALUES(?, ?, ?, ?)',
          values: [hashOf(secret), holder, now, expires],
        },
      ]);
      return secret;
    },
    find: (secret) => {
      const row = store.get('SELECT holder, expires FROM sessions WHERE id = ?', hashOf(secret)) as Raw | undefined;
      const expires = Number(row?.['expires'] ?? 0);
      return row === undefined || expires <= clock.now() ? undefined : { holder: String(row['holder']), expires };
    },
    close: async (secret) => {
      await store.write([{ sql: 'DELETE FROM sessions WHERE id = ?', values: [hashOf(secret)] }]);
    },
  };
}
