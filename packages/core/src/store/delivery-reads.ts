// What came from outside: the part of the read side that tells of it.
import { DEFAULT_LIMIT, pageOf, toDelivery } from './mapping.ts';
import type { Raw } from './mapping.ts';
import type { StoreReader } from './rows.ts';
import type { Store } from './store.ts';

const COLUMNS = `id, trigger, verdict, reason, redelivery_of, dedupe_key, received, event_type, headers, size, runs,
  dead_letters`;

/** Reads of deliveries. */
export function deliveryReads({
  get,
  all,
}: Pick<Store, 'get' | 'all'>): Pick<StoreReader, 'deliveries' | 'delivery' | 'deliveryBody'> {
  // Rows are what the migrations declare; mapping.ts names each column's type.
  const one = (...query: Parameters<Store['get']>): Raw | undefined => get(...query) as Raw | undefined;

  /** A store that no engine of this release has opened yet does not have the newest column. */
  function select(): string {
    const has = get("SELECT 1 FROM pragma_table_info('deliveries') WHERE name = 'redacted'") !== undefined;
    return `SELECT ${COLUMNS}${has ? ', redacted' : ''} FROM deliveries`;
  }

  return {
    deliveries: ({ limit = DEFAULT_LIMIT, cursor } = {}) => {
      const rows = all(`${select()} WHERE id < ? ORDER BY id DESC LIMIT ?`, cursor ?? '~', limit + 1) as readonly Raw[];
      return pageOf(rows, { limit, map: toDelivery, cursor: (row) => String(row['id']) });
    },
    delivery: (id) => {
      const row = one(`${select()} WHERE id = ?`, id);
      return row && toDelivery(row);
    },
    deliveryBody: (id) => {
      const body = one('SELECT body FROM deliveries WHERE id = ?', id)?.['body'];
      return body instanceof Uint8Array ? body : new Uint8Array();
    },
  };
}
