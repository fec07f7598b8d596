import { fail } from '../error.ts';
import type { Frame } from '../frame.ts';
import { equals } from '../values/equality.ts';
import { Optional, NONE } from '../values/optional.ts';
import { compare } from '../values/order.ts';
import { Uint } from '../values/special.ts';
import type { Value } from '../values/value.ts';
import type { Apply, Definitions } from './signature.ts';

type List = readonly Value[];

/** Types that `sort` and `sortBy` put in order. */
const ORDERED = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes'];

/** The items ordered by their keys; equal keys keep their order. */
export function sortByKeys(items: List, keys: List, frame: Frame): List {
  frame.charge(items.length);
  const [first] = keys;
  const order = keys.map((key, i) => {
    if (compare(key, first as Value) === undefined)
      fail('EXPRESSION_TYPE', 'only values of one type that has an order can be sorted');
    return i;
  });
  // NaN is put nowhere in particular, but always in the same place.
  order.sort((a, b) => compare(keys[a] as Value, keys[b] as Value) || a - b);
  return order.map((i) => items[i] as Value);
}

function sort(items: List, frame: Frame): List {
  return sortByKeys(items, items, frame);
}

function slice(items: List, from: bigint, to: bigint): List {
  if (from < 0n || to < from || to > BigInt(items.length))
    fail('EXPRESSION_INDEX', `${from} to ${to} is not within a list of ${items.length}`);
  return items.slice(Number(from), Number(to));
}

function flatten(items: List, { depth, frame }: { readonly depth: number; readonly frame: Frame }): List {
  if (depth < 0) fail('EXPRESSION_ARGUMENT', `a list is flattened by 0 or more levels, not by ${depth}`);
  const flat: Value[] = [];
  const visit = (list: List, left: number): void => {
    for (const item of list) {
      frame.charge(1);
      if (left > 0 && Array.isArray(item)) visit(item as List, left - 1);
      else flat.push(item);
    }
  };
  visit(items, depth);
  return flat;
}

/** The first of each group of equal items. Texts and numbers are found by a set, everything else by comparing. */
function distinct(items: List, frame: Frame): List {
  const seen = new Set<Value>();
  const others: Value[] = [];
  return items.filter((item) => {
    frame.charge(1 + others.length / 16);
    const plain = scalarOf(item);
    if (plain !== undefined) return !seen.has(plain) && seen.add(plain) !== undefined;
    if (others.some((other) => equals(other, item, frame))) return false;
    others.push(item);
    return true;
  });
}

/** Equal numbers of different types as one. */
function scalarOf(item: Value): Value | undefined {
  if (typeof item === 'string' || typeof item === 'boolean' || item === null) return item;
  if (typeof item === 'number') return Number.isNaN(item) ? undefined : item;
  const whole = typeof item === 'bigint' ? item : item instanceof Uint ? item.value : undefined;
  if (whole === undefined) return undefined;
  return BigInt(Number(whole)) === whole ? Number(whole) : whole;
}

function range(count: bigint, frame: Frame): List {
  frame.charge(count > 0n ? Number(count) : 0);
  return Array.from({ length: Math.max(0, Number(count)) }, (_item, i) => BigInt(i));
}

const ordered = (apply: Apply): { readonly [signature: string]: Apply } =>
  Object.fromEntries(ORDERED.map((type) => [`list(${type}).(): list(${type})`, apply]));

/** Lists: CEL's lists extension. */
export const LISTS: Definitions = {
  distinct: { 'list(A).(): list(A)': distinct },
  flatten: {
    'list(list(A)).(): list(A)': (items: List, frame: Frame) => flatten(items, { depth: 1, frame }),
    'list(dyn).(): list(dyn)': (items: List, frame: Frame) => flatten(items, { depth: 1, frame }),
    'list(dyn).(int): list(dyn)': (items: List, depth: bigint, frame: Frame) =>
      flatten(items, { depth: Number(depth), frame }),
  },
  'lists.range': { '(int): list(int)': range },
  reverse: { 'list(A).(): list(A)': (items: List) => items.toReversed() },
  slice: { 'list(A).(int, int): list(A)': slice },
  sort: ordered(sort),
  first: { 'list(A).(): optional(A)': (items: List) => (items.length === 0 ? NONE : new Optional(items[0])) },
  last: { 'list(A).(): optional(A)': (items: List) => (items.length === 0 ? NONE : new Optional(items.at(-1))) },
};
