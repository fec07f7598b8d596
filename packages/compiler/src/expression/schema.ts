// JSON Schemas as the types of expressions. What a type cannot say is `dyn`, which is checked when it runs.
import type { ExpressionType } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { BOOL, DOUBLE, DYN, INT, mapOf, NULL, nullable, STRING } from './basic.ts';

type Keywords = { readonly [keyword: string]: unknown };

/** How a schema is read: the document that its references point into, and the references that are open. */
type Reading = { readonly root: Keywords; readonly open: readonly string[] };

/** Schemas nest in each other, and references may do so without end: from here on any value. */
const MAX_DEPTH = 32;

/** The type of the values that a schema describes. */
export function typeOfSchema(schema: JsonSchema | undefined): ExpressionType {
  return typeof schema === 'object' ? read(schema, { root: schema, open: [] }) : DYN;
}

function read(schema: unknown, reading: Reading): ExpressionType {
  if (typeof schema !== 'object' || schema === null || reading.open.length > MAX_DEPTH) return DYN;
  const keywords = schema as Keywords;
  const reference = keywords['$ref'];
  if (typeof reference === 'string') return readReference(reference, reading);
  const inner: Reading = { ...reading, open: [...reading.open, ''] };
  const { allOf, anyOf, oneOf, type } = keywords;
  if (Array.isArray(allOf)) return meet([{ ...keywords, allOf: undefined }, ...allOf], inner);
  const branches = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : undefined;
  if (branches !== undefined && type === undefined) return union(branches.map((branch) => read(branch, inner)));
  if (Array.isArray(type)) return union(type.map((each) => read({ ...keywords, type: each as unknown }, inner)));
  if (type === undefined) return readUntyped(keywords, inner);
  const found = readTyped(String(type), keywords, inner);
  return keywords['nullable'] === true ? nullable(found) : found;
}

/** `#/$defs/name`, within the same document. A reference into itself ends at any value. */
function readReference(reference: string, { root, open }: Reading): ExpressionType {
  if (!reference.startsWith('#') || open.includes(reference)) return DYN;
  let target: unknown = root;
  for (const step of reference.slice(1).split('/').filter(Boolean)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof target !== 'object' || target === null || !Object.hasOwn(target, key)) return DYN;
    target = (target as Keywords)[key];
  }
  return read(target, { root, open: [...open, reference] });
}

/** What all of the schemas say together: the first that says more than "any"; objects have the fields of all. */
function meet(schemas: readonly unknown[], reading: Reading): ExpressionType {
  const types = schemas.map((schema) => read(schema, reading)).filter(({ kind }) => kind !== 'dyn');
  const [first = DYN] = types;
  const maps = types.filter((type) => type.kind === 'map');
  if (maps.length < 2 || maps.length < types.length) return first;
  const fields = Object.assign({}, ...maps.map((map) => map.fields)) as { readonly [name: string]: ExpressionType };
  return mapOf(
    fields,
    maps.every(({ open }) => open),
  );
}

/** One type, or one and null; of more only a run can tell. */
function union(types: readonly ExpressionType[]): ExpressionType {
  const others = types.filter(({ kind }) => kind !== 'null');
  const [only] = others;
  if (only === undefined) return NULL;
  const isOne = others.every((type) => isSame(type, only));
  const isNumber = others.every(({ kind }) => kind === 'int' || kind === 'double');
  const joined = isOne ? only : isNumber ? DOUBLE : DYN;
  return others.length < types.length ? nullable(joined) : joined;
}

function isSame(a: ExpressionType, b: ExpressionType): boolean {
  return a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b);
}

function readUntyped(keywords: Keywords, reading: Reading): ExpressionType {
  const values = Array.isArray(keywords['enum'])
    ? keywords['enum']
    : 'const' in keywords
      ? [keywords['const']]
      : undefined;
  if (values !== undefined) return union(values.map(typeOfValue));
  if (keywords['properties'] !== undefined) return readObject(keywords, reading);
  return DYN;
}

function typeOfValue(value: unknown): ExpressionType {
  switch (typeof value) {
    case 'string':
      return STRING;
    case 'boolean':
      return BOOL;
    case 'number':
      return Number.isInteger(value) ? INT : DOUBLE;
    default:
      return value === null ? NULL : DYN;
  }
}

function readTyped(type: string, keywords: Keywords, reading: Reading): ExpressionType {
  switch (type) {
    case 'string':
      return STRING;
    case 'integer':
      return INT;
    case 'number':
      return DOUBLE;
    case 'boolean':
      return BOOL;
    case 'null':
      return NULL;
    case 'array': {
      const item = Array.isArray(keywords['prefixItems']) ? DYN : read(keywords['items'], reading);
      const max = keywords['maxItems'];
      return typeof max === 'number' ? { kind: 'list', item, max } : { kind: 'list', item };
    }
    case 'object':
      return readObject(keywords, reading);
    default:
      return DYN;
  }
}

/** An object is closed where it says so, or names its fields: what a workflow reads it also declares. */
function readObject(keywords: Keywords, reading: Reading): ExpressionType {
  const properties = Object.entries((keywords['properties'] ?? {}) as Keywords);
  const fields = Object.fromEntries(properties.map(([name, property]) => [name, read(property, reading)]));
  const { additionalProperties: others } = keywords;
  const isOpen = others === true || typeof others === 'object' || keywords['patternProperties'] !== undefined;
  const open = others !== false && (isOpen || properties.length === 0);
  const value = properties.length === 0 && typeof others === 'object' ? read(others, reading) : DYN;
  return { kind: 'map', key: STRING, value, fields, open };
}
