import { dataOf } from './client.ts';

type Page<Item> = { readonly items: readonly Item[]; readonly next_cursor: string | null };
type Answered<Item> = { readonly data?: Page<Item>; readonly error?: unknown; readonly response: Response };

/**
 * All items of a list, page after page. `ask` is called with the query of each page.
 *
 * @example
 * for await (const run of itemsOf((page) => api.GET('/api/runs', { params: { query: { status: 'failed', ...page } } }))) …
 */
export async function* itemsOf<Item>(
  ask: (page: { readonly cursor?: string }) => Promise<Answered<Item>>,
): AsyncGenerator<Item, void> {
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page: Page<Item> = dataOf<Page<Item>>(await ask(cursor === undefined ? {} : { cursor }));
    yield* page.items;
    cursor = page.next_cursor;
  }
}
