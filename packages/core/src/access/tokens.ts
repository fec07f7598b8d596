// Tokens of the API: made, found by what a caller shows, and taken back.
import { randomBytes } from 'node:crypto';
import { RuntimeError } from '../errors.ts';
import type { Clock } from '../runtime/clock.ts';
import { toToken } from '../store/mapping.ts';
import type { Raw } from '../store/mapping.ts';
import type { TokenRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Scope } from './scope.ts';
import { hashOf, isSame, newSecret } from './secret.ts';

export type NewToken = {
  /** Unique among the tokens that were not revoked. */
  readonly name: string;
  readonly scope: Scope;
  /** Milliseconds since the epoch; null is never. */
  readonly expires: number | null;
  /** Who asks for it. */
  readonly by: string;
};

export type Tokens = {
  /** Durable when it returns. The text is given this once. Throws `TOKEN_NAME_TAKEN`. */
  readonly create: (token: NewToken) => { readonly token: string; readonly row: TokenRow };
  /** The token that a text is, unless it was revoked or its time is over. */
  readonly find: (text: string) => TokenRow | undefined;
  /** The same by its id. */
  readonly get: (id: string) => TokenRow | undefined;
  /** By id or name; durable when it returns. Undefined where no token that still counts has it. */
  readonly revoke: (idOrName: string) => TokenRow | undefined;
};

const SPELLING = /^ca_([0-9a-f]{12})_([\w-]{43})$/;
/** The last use is noted once in this time: a write for each request would be one too many. */
const NOTE_USE_MS = 60_000;

export function openTokens({ store, clock }: { readonly store: Store; readonly clock: Clock }): Tokens {
  const rowOf = (id: string): { readonly row: TokenRow; readonly hash: string } | undefined => {
    const raw = store.get('SELECT * FROM tokens WHERE id = ? AND revoked IS NULL', id) as Raw | undefined;
    if (raw === undefined) return undefined;
    const row = toToken(raw);
    if (row.expires_at !== null && Date.parse(row.expires_at) <= clock.now()) return undefined;
    return { row, hash: String(raw['hash']) };
  };

  function noteUse({ id, last_used_at: last }: TokenRow): void {
    const now = clock.now();
    if (last !== null && now - Date.parse(last) < NOTE_USE_MS) return;
    void store.write([{ sql: 'UPDATE tokens SET used = ? WHERE id = ?', values: [now, id] }]);
  }

  return {
    create: ({ name, scope, expires, by }) =>
      store.exclusive((db) => {
        if (db.get('SELECT id FROM tokens WHERE name = ? AND revoked IS NULL', name) !== undefined) {
          throw new RuntimeError(
            'TOKEN_NAME_TAKEN',
            `there is a token ${JSON.stringify(name)} already; revoke it, or choose another name`,
          );
        }
        const [id, secret] = [randomBytes(6).toString('hex'), newSecret()];
        db.run(
          'INSERT INTO tokens(id, name, scope, hash, created, created_by, expires) VALUES(?, ?, ?, ?, ?, ?, ?)',
          id,
          name,
          scope,
          hashOf(secret),
          clock.now(),
          by,
          expires,
        );
        const row = db.get('SELECT * FROM tokens WHERE id = ?', id) as Raw;
        return { token: `ca_${id}_${secret}`, row: toToken(row) };
      }),
    find: (text) => {
      const [, id = '', secret = ''] = SPELLING.exec(text) ?? [];
      const found = id === '' ? undefined : rowOf(id);
      if (found === undefined || !isSame(hashOf(secret), found.hash)) return undefined;
      noteUse(found.row);
      return found.row;
    },
    get: (id) => rowOf(id)?.row,
    revoke: (idOrName) =>
      store.exclusive((db) => {
        const sql = 'SELECT * FROM tokens WHERE revoked IS NULL AND (id = ?1 OR name = ?1) ORDER BY id = ?1 DESC';
        const raw = db.get(sql, idOrName) as Raw | undefined;
        if (raw === undefined) return undefined;
        const { id } = toToken(raw);
        db.run('UPDATE tokens SET revoked = ? WHERE id = ?', clock.now(), id);
        return toToken(db.get('SELECT * FROM tokens WHERE id = ?', id) as Raw);
      }),
  };
}
