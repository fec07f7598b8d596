// How many bytes of a prompt a value may take, by the schema that it is held against.
import { finiteOf, isSchema, kindsOf, limit, prefixOf, propertiesOf, resolve, schemasOf } from '../assign/keywords.ts';
import type { Keywords, Kind, Schema } from '../assign/keywords.ts';
import { lengthForm } from './form.ts';
import { either, exactly, NONE, plus, times, withForm } from './interval.ts';
import type { Interval } from './interval.ts';
import { pathText } from './names.ts';
import type { Path } from './names.ts';

/** Why a length has no bound, and the edit that gives it one. */
export type Cause = { readonly why: string; readonly edit: string };

/** Bytes of UTF-8 at most. `tokens` is what they are likely to be: an estimate and no bound. `open`: why there is no bound. */
export type Size = { readonly bytes: Interval; readonly tokens: number; readonly open?: Cause };

export const EMPTY: Size = { bytes: NONE, tokens: 0 };

/** What English text has, about. */
export const BYTES_PER_TOKEN = 4;

/** A character takes up to four bytes of UTF-8, and up to six as an escape of JSON: `\u0000`. */
const CHARACTER_BYTES = { text: 4, json: 6 };

/** A number of JSON, such as `-1.2345678901234567e-300`, with what stands before and after it in a value. */
const NUMBER_BYTES = 25;

/** `text`: as a placeholder shows it; `json`: as a part of a value that is shown as JSON. */
export type Shown = 'text' | 'json';

/** What is open has no bound, for this reason. */
export function openSize(open: Cause): Size {
  return { bytes: { lo: 0, hi: Infinity }, tokens: Infinity, open };
}

function sizeOfBytes(bytes: Interval): Size {
  return { bytes, tokens: bytes.hi / BYTES_PER_TOKEN };
}

/** Of what is counted in tokens: so many at most, and so many likely. */
export function sizeOfTokens(most: number, tokens: number): Size {
  return { bytes: { lo: 0, hi: most }, tokens };
}

/** Of values with so many numbers, or truth values, in all. */
export function sizeOfNumbers(count: number): Size {
  return sizeOfBytes({ lo: 0, hi: count * NUMBER_BYTES });
}

export function sizeOfText(text: string): Size {
  return sizeOfBytes(exactly(Buffer.byteLength(text)));
}

/** The size of a value that is known. */
export function sizeOfValue(value: unknown, shown: Shown): Size {
  return sizeOfText(shown === 'text' && typeof value === 'string' ? value : JSON.stringify(value));
}

export function plusSizes(...sizes: readonly Size[]): Size {
  return sizes.reduce(
    (a, b) => ({
      bytes: plus(a.bytes, b.bytes),
      tokens: a.tokens + b.tokens,
      ...openOf(a, b),
    }),
    EMPTY,
  );
}

/** One of them. */
export function greatestSize(sizes: readonly Size[]): Size {
  const [first = EMPTY, ...rest] = sizes;
  return rest.reduce(
    (a, b) => ({ bytes: either(a.bytes, b.bytes), tokens: Math.max(a.tokens, b.tokens), ...openOf(a, b) }),
    first,
  );
}

/** Both hold. */
export function leastSize(a: Size, b: Size): Size {
  const [less, more] = a.bytes.hi <= b.bytes.hi ? [a, b] : [b, a];
  return { ...less, tokens: Math.min(less.tokens, more.tokens) };
}

/** A list of so many, with what stands between them. */
export function listSize(items: Interval, item: Size): Size {
  const { open } = item.bytes.hi === Infinity ? item : EMPTY;
  const each = plus(item.bytes, exactly(1));
  return {
    bytes: plus(times(items, each), exactly(2)),
    tokens: items.hi === 0 ? 1 : items.hi * (item.tokens + 1),
    ...(open === undefined ? {} : { open }),
  };
}

function openOf(...sizes: readonly Size[]): { readonly open?: Cause } {
  const open = sizes.find((size) => size.open !== undefined)?.open;
  return open === undefined ? {} : { open };
}

/** Where a schema stands: the document of its references, and what its values are. */
export type At = {
  readonly root: Schema;
  readonly shown: Shown;
  /** The path of an input, whose length is a symbol where nothing bounds it. */
  readonly input?: Path;
  /** Why a part without a bound has none. */
  readonly open: Cause;
  /** Properties that are not declared have been taken out. */
  readonly isPruned?: boolean;
  readonly depth?: number;
};

/** Deeper schemas refer to themselves. */
const MAX_DEPTH = 24;

/** Keywords that speak of other properties: such an output keeps what it has. */
const KEPT = ['additionalProperties', 'patternProperties', 'unevaluatedProperties', '$ref', 'allOf', 'anyOf', 'oneOf'];

/** Whether what is at a path of an output has only the properties that its schema declares. */
export function isPrunedAt(schema: Schema, path: Path): boolean {
  let at: Schema = schema;
  for (const step of path) {
    if (typeof at !== 'object' || KEPT.some((keyword) => keyword in (at as Keywords))) return false;
    const part: unknown = typeof step === 'number' ? at['items'] : propertiesOf(at)[step];
    if (!isSchema(part)) return false;
    at = part;
  }
  return true;
}

/** The size of the values that a schema takes. */
export function sizeOfSchema(schema: Schema, at: At): Size {
  const { root, depth = 0 } = at;
  const found = depth > MAX_DEPTH ? undefined : resolve({ schema, root });
  if (found === false) return EMPTY;
  if (found === undefined || found === true) return openAt(at);
  const values = finiteOf(found);
  if (values !== undefined) return greatestSize(values.map((value) => sizeOfValue(value, at.shown)));
  const isPruned = at.isPruned === true && typeof schema === 'object' && !KEPT.some((keyword) => keyword in schema);
  const within = { ...at, isPruned, depth: depth + 1 };
  let size = sizeOfKinds([...kindsOf(found)], found, within);
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const branches = schemasOf(found, keyword);
    if (branches !== undefined) size = leastSize(size, greatestSize(branches.map((one) => sizeOfSchema(one, within))));
  }
  for (const one of schemasOf(found, 'allOf') ?? []) size = leastSize(size, sizeOfSchema(one, within));
  return size;
}

/** Of several kinds the dearest; where one of them has no bound, the length of the whole is the symbol. */
function sizeOfKinds(kinds: readonly Kind[], schema: Keywords, at: At): Size {
  const sizes = kinds.map((kind) => sizeOfKind(kind, schema, at));
  const isOpen = kinds.length > 1 && sizes.some(({ bytes }) => bytes.hi === Infinity);
  return isOpen ? openAt(at, CHARACTER_BYTES.json) : greatestSize(sizes);
}

/** A length that nothing bounds: a symbol, if it is of an input. */
function openAt({ input, open, shown }: At, by = 1): Size {
  if (input === undefined) return openSize(open);
  const form = lengthForm('bytes', pathText(input));
  const bytes = withForm({ lo: 0, hi: Infinity }, form);
  return {
    bytes: shown === 'json' && by > 1 ? plus(times(bytes, exactly(by)), exactly(2)) : bytes,
    tokens: Infinity,
    open: {
      why: `the input \`${pathText(input)}\` may have any length`,
      edit: `give \`${pathText(input)}\` a \`maxLength\``,
    },
  };
}

function sizeOfKind(kind: Kind, schema: Keywords, at: At): Size {
  switch (kind) {
    case 'null':
      return sizeOfText('null');
    case 'boolean':
      return sizeOfText('false');
    case 'number':
      return sizeOfNumbers(1);
    case 'string':
      return sizeOfString(schema, at);
    case 'array':
      return sizeOfArray(schema, at);
    case 'object':
      return sizeOfObject(schema, at);
  }
}

function sizeOfString(schema: Keywords, at: At): Size {
  const { shown } = at;
  const most = limit(schema, 'maxLength', Infinity);
  if (most === Infinity) return openAt(at, CHARACTER_BYTES.json);
  return {
    bytes: { lo: 0, hi: most * CHARACTER_BYTES[shown] + (shown === 'json' ? 2 : 0) },
    tokens: most / BYTES_PER_TOKEN,
  };
}

function sizeOfArray(schema: Keywords, at: At): Size {
  const most = limit(schema, 'maxItems', Infinity);
  const { items = true } = schema;
  // What is no schema takes anything.
  const parts = [...prefixOf(schema), ...(items === false ? [] : [isSchema(items) ? items : true])];
  const input = at.input === undefined ? {} : { input: [...at.input, 0] };
  const isPruned = at.isPruned === true && prefixOf(schema).length === 0;
  const item = greatestSize(parts.map((part) => sizeOfSchema(part, { ...at, ...input, isPruned, shown: 'json' })));
  const count = items === false ? Math.min(most, prefixOf(schema).length) : most;
  if (count < Infinity) return listSize({ lo: 0, hi: count }, item);
  if (at.input === undefined) return openSize(at.open);
  const name = pathText(at.input);
  const open = { why: `the input \`${name}\` may have any number of items`, edit: `give \`${name}\` a \`maxItems\`` };
  return { ...listSize(withForm({ lo: 0, hi: Infinity }, lengthForm('items', name)), item), open };
}

function sizeOfObject(schema: Keywords, at: At): Size {
  const isClosed =
    (at.isPruned === true && 'properties' in schema) ||
    (schema['additionalProperties'] === false && !('patternProperties' in schema));
  if (!isClosed) return openAt(at);
  const parts = Object.entries(propertiesOf(schema)).map(([name, property]) => {
    const input = at.input === undefined ? {} : { input: [...at.input, name] };
    return plusSizes(sizeOfValue(`${name}: `, 'json'), sizeOfSchema(property, { ...at, ...input, shown: 'json' }));
  });
  return plusSizes(sizeOfText('{}'), ...parts);
}
