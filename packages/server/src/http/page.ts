import type { Asked } from './api/route.ts';

/** What a short list gives without a `limit`: all of it, in practice. */
const MOST = 1000;

/** A page of a list that is there as a whole, in the order of its keys. A cursor stays good when items come and go. */
export function pageOfList<T>(
  all: readonly T[],
  { limit = MOST, cursor }: Asked,
  keyOf: (item: T) => string,
): { readonly items: readonly T[]; readonly next_cursor: string | null } {
  const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
  const left = all
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || key > after)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const shown = left.slice(0, limit);
  const last = shown.at(-1);
  const isMore = left.length > shown.length && last !== undefined;
  return {
    items: shown.map(({ item }) => item),
    next_cursor: isMore ? Buffer.from(last.key).toString('base64url') : null,
  };
}
