import type { Json } from '@configurable-agents/plugin-sdk';

/**
 * JSON whose order of keys says nothing: equal values have equal texts.
 *
 * @example
 * canonical({ b: 1, a: 2 }); // '{"a":2,"b":1}'
 */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_key, each: Json) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
