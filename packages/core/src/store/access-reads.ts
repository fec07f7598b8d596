// Who may call the API, and what callers changed: the part of the read side that tells of it.
import { DEFAULT_LIMIT, MOST, pageOf, toAudit, toToken } from './mapping.ts';
import type { Raw } from './mapping.ts';
import type { StoreReader } from './rows.ts';
import type { Store } from './store.ts';

/** `assertCurrent` throws where the store is of an older version, which has no such tables. */
export function accessReads(read: Store['all'], assertCurrent: () => void): Pick<StoreReader, 'tokens' | 'audit'> {
  const all = (...query: Parameters<Store['all']>): readonly Raw[] => {
    assertCurrent();
    return read(...query) as readonly Raw[];
  };
  return {
    tokens: () => all('SELECT * FROM tokens ORDER BY created DESC, id').map(toToken),
    audit: ({ limit = DEFAULT_LIMIT, cursor } = {}) => {
      const most = Math.min(limit, MOST);
      const rows = all('SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?', cursor ?? '~', most + 1);
      return pageOf(rows, { limit: most, map: toAudit, cursor: (row) => String(row['id']) });
    },
  };
}
