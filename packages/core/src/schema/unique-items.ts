import type { FuncKeywordDefinition } from 'ajv/dist/2020.js';
import type { Json } from '@configurable-agents/plugin-sdk';
import { canonical } from '../canonical.ts';

/** `uniqueItems`, by one text for each item: comparing each with each, a megabyte of numbers takes minutes. */
export const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  errors: true,
  compile: (isAsked: boolean) => {
    function check(items: readonly Json[]): boolean {
      const twin = isAsked ? firstTwin(items) : undefined;
      if (twin === undefined) return true;
      const [i, j] = twin;
      const message = `must NOT have duplicate items (items ## ${i} and ${j} are identical)`;
      check.errors = [{ keyword: 'uniqueItems', message, params: { i: j, j: i } }];
      return false;
    }
    check.errors = [] as object[];
    return check;
  },
};

function firstTwin(items: readonly Json[]): readonly [first: number, second: number] | undefined {
  const places = new Map<string, number>();
  for (const [place, item] of items.entries()) {
    const text = canonical(item);
    const before = places.get(text);
    if (before !== undefined) return [before, place];
    places.set(text, place);
  }
  return undefined;
}
