// Values at the edges of a producer's schema, steered by the limits of the consumer's: bounds and one beside them, every
// kind and branch, missing and added keys. Whoever asks checks each value; here none needs to be right, some should be.
import { fits } from './explain.ts';
import {
  finiteOf,
  isSchema,
  isWhole,
  itemAt,
  kindsOf,
  limit,
  prefixOf,
  property,
  propertiesOf,
  requiredOf,
  resolve,
  schemasOf,
} from './keywords.ts';
import type { Keywords, Rooted, Schema } from './keywords.ts';

type Sides = {
  readonly from: Schema;
  readonly to: Schema;
  readonly depth: number;
  /** Values of parts that may still be made. */
  readonly budget: { left: number };
};

const MAX_DEPTH = 5;
const MAX_BRANCHES = 12;
const MAX_VALUES = 5000;
/** Longest text and list that are made. */
const MAX_SIZE = 200;

export function* criticalValues(producer: Rooted, consumer: Rooted): Generator<unknown> {
  yield* values(producer.schema, consumer.schema, {
    from: producer.root,
    to: consumer.root,
    depth: 0,
    budget: { left: MAX_VALUES },
  });
}

function* values(producer: Schema, consumer: Schema, sides: Sides): Generator<unknown> {
  const found = resolve({ schema: producer, root: sides.from }) ?? true;
  const wanted = resolve({ schema: consumer, root: sides.to }) ?? true;
  sides.budget.left -= 1;
  if (found === false || sides.depth > MAX_DEPTH || sides.budget.left < 0) return;
  const a = found === true ? {} : found;
  const b = typeof wanted === 'boolean' ? {} : wanted;
  const listed = finiteOf(a);
  if (listed !== undefined) {
    yield* listed;
    return;
  }
  const deeper: Sides = { ...sides, depth: sides.depth + 1 };
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const { [keyword]: own, ...rest } = a;
    if (!Array.isArray(own)) continue;
    for (const branch of take(own as readonly Schema[], MAX_BRANCHES)) {
      const target = resolve({ schema: branch, root: sides.from });
      if (typeof target === 'object') yield* values({ ...rest, ...target }, b, deeper);
    }
  }
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const { [keyword]: _own, ...rest } = b;
    for (const branch of take(schemasOf(b, keyword) ?? [], MAX_BRANCHES)) {
      const target = resolve({ schema: branch, root: sides.to });
      if (typeof target === 'object') yield* values(a, { ...rest, ...target }, deeper);
    }
  }
  yield* ofKinds(a, b, deeper);
}

function* ofKinds(a: Keywords, b: Keywords, sides: Sides): Generator<unknown> {
  const kinds = kindsOf(a);
  if (kinds.has('number')) yield* numbers(a, b);
  if (kinds.has('string')) yield* texts(a, b);
  if (kinds.has('boolean')) yield* [true, false];
  if (kinds.has('array')) yield* lists(a, b, sides);
  if (kinds.has('object')) yield* objects(a, b, sides);
  if (kinds.has('null')) yield null;
}

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

function* numbers(a: Keywords, b: Keywords): Generator<number> {
  const found = new Set<number>(isWhole(a) ? [7, 0, 1, -1] : [3.7, 0.5, 0, 1, -1, 7]);
  for (const schema of [a, b]) {
    for (const keyword of BOUNDS) {
      const bound = schema[keyword];
      if (typeof bound !== 'number') continue;
      for (const step of [-1, -0.5, 0, 0.5, 1]) found.add(bound + step);
      for (const step of [-1, 0, 1]) found.add(Math.round(bound) + step);
      found.add(bound * 2).add(bound * 3);
    }
  }
  for (const number of found) if (Number.isFinite(number)) yield number;
}

function* texts(a: Keywords, b: Keywords): Generator<string> {
  const found = new Set<string>(['text', '', 'a', 'x y', '1']);
  for (const schema of [a, b]) {
    for (const size of sizes(schema, ['minLength', 'maxLength'])) found.add('a'.repeat(size));
    // What a pattern spells out, at either end of texts of the lengths in question.
    const word = String(schema['pattern'] ?? '').replaceAll(/\\.|\[[^\]]*\]|[^\w -]/g, '');
    if (word === '') continue;
    found.add(word).add(`${word}1`).add(`1${word}`);
    for (const size of [a, b].flatMap((each) => sizes(each, ['minLength', 'maxLength'])))
      found.add('a'.repeat(Math.max(0, size - word.length)) + word).add(word.padEnd(size, 'a'));
    for (const value of finiteOf(schema) ?? []) if (typeof value === 'string') found.add(value).add(`${value}s`);
  }
  yield* found;
}

/** Limits of a size, and one beside each. */
function sizes(schema: Keywords, keywords: readonly string[]): readonly number[] {
  return keywords
    .map((keyword) => limit(schema, keyword, Number.NaN))
    .filter((size) => !Number.isNaN(size))
    .flatMap((size) => [size - 1, size, size + 1])
    .filter((size) => size >= 0 && size <= MAX_SIZE);
}

function* lists(a: Keywords, b: Keywords, sides: Sides): Generator<readonly unknown[]> {
  const fixed = prefixOf(a).map((item, i) => [...take(values(item, itemAt(b, i), sides), MAX_BRANCHES)]);
  const start = fixed.map(([first]) => first);
  const items = [...take(values(itemAt(a, fixed.length), itemAt(b, fixed.length), sides), MAX_BRANCHES)];
  yield start;
  for (const [i, options] of fixed.entries()) for (const option of options) yield start.with(i, option);
  const counts = new Set([0, 1, 2, fixed.length + 1]);
  for (const schema of [a, b]) for (const size of sizes(schema, ['minItems', 'maxItems'])) counts.add(size);
  for (const count of counts) {
    const more = Math.max(0, count - fixed.length);
    if (more === 0) yield start.slice(0, count);
    else if (more <= items.length) yield [...start, ...items.slice(0, more)];
    for (const item of more === 0 ? [] : items) yield [...start, ...Array.from({ length: more }, () => item)];
  }
}

function* objects(a: Keywords, b: Keywords, sides: Sides): Generator<object> {
  const named = propertiesOf(a);
  const required = requiredOf(a);
  const names = new Set([...Object.keys(named), ...Object.keys(propertiesOf(b)), ...required, ...requiredOf(b)]);
  const options = new Map<string, readonly unknown[]>();
  for (const name of names) {
    const schema = property(a, name);
    const all = [...take(values(schema, property(b, name), sides), MAX_BRANCHES)];
    const right = all.filter((value) => fits({ schema, root: sides.from }, value) !== false);
    options.set(name, right);
  }
  const pick = (wanted: Iterable<string>): [string, unknown][] =>
    [...wanted].flatMap((name) => {
      const [first] = options.get(name) ?? [];
      return options.get(name)?.length === 0 ? [] : [[name, first]];
    });
  const least = pick(required);
  const most = pick(Object.keys(named));
  yield make(least);
  yield make(most);
  for (const base of [least, most]) {
    for (const [name, all] of options) for (const value of all) yield make([...base, [name, value]]);
  }
  for (const left of names) if (!required.includes(left)) yield make(most.filter(([name]) => name !== left));
  const rest = a['additionalProperties'];
  const extra = isSchema(rest) ? [...take(values(rest, true, sides), 3)] : [1];
  for (const value of extra) yield make([...most, ['extra_key', value]]);
}

/** An object whose `__proto__` is a key like any other. */
function make(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries);
}

function* take<T>(from: Iterable<T>, most: number): Generator<T> {
  let left = most;
  for (const each of from) {
    if (left <= 0) return;
    left -= 1;
    yield each;
  }
}
