// What holds for values that fit two schemas at once. The answer may admit more than both do, never less, so a proof about
// it is a proof about the values.
import {
  finiteOf,
  isSchema,
  itemAt,
  kindsOf,
  limit,
  prefixOf,
  property,
  propertiesOf,
  requiredOf,
  restOf,
} from './keywords.ts';
import type { Keywords, Schema } from './keywords.ts';

const LARGER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const SMALLER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

export function meet(a: Schema, b: Schema): Schema {
  if (a === true) return b;
  if (b === true) return a;
  if (a === false || b === false) return false;
  const [unionA, unionB] = [hasUnion(a), hasUnion(b)];
  // Two unions would have to be multiplied out: the first is kept, and the second's own keywords.
  const right = unionA && unionB ? withoutUnion(b) : b;
  const result: { [keyword: string]: unknown } = { ...right, ...a };
  joinTypes(result, a, right);
  const values = finiteOf(a) ?? finiteOf(right);
  if (values !== undefined) {
    delete result['const'];
    result['enum'] = values;
  }
  for (const keyword of LARGER) bound(result, keyword, [a, right], Math.max);
  for (const keyword of SMALLER) bound(result, keyword, [a, right], Math.min);
  if (a['required'] !== undefined && right['required'] !== undefined)
    result['required'] = [...new Set([...requiredOf(a), ...requiredOf(right)])];
  joinProperties(result, a, right);
  joinItems(result, a, right);
  const all = [...list(a['allOf']), ...list(right['allOf'])];
  if (all.length > 0) result['allOf'] = all;
  return result;
}

function hasUnion(schema: Keywords): boolean {
  return schema['anyOf'] !== undefined || schema['oneOf'] !== undefined;
}

function withoutUnion({ anyOf: _any, oneOf: _one, ...rest }: Keywords): Keywords {
  return rest;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function joinTypes(result: { [keyword: string]: unknown }, a: Keywords, b: Keywords): void {
  if (a['type'] === undefined || b['type'] === undefined) return;
  const [left, right] = [named(a), named(b)];
  result['type'] = left.flatMap((type) => {
    if (right.includes(type)) return [type];
    if (type === 'integer' && right.includes('number')) return ['integer'];
    return type === 'number' && right.includes('integer') ? ['integer'] : [];
  });
  delete result['nullable'];
}

function named(schema: Keywords): readonly unknown[] {
  const { type } = schema;
  const types = Array.isArray(type) ? type : [type];
  return kindsOf(schema).has('null') && !types.includes('null') ? [...types, 'null'] : types;
}

function bound(
  result: { [keyword: string]: unknown },
  keyword: string,
  [a, b]: readonly [Keywords, Keywords],
  choose: (x: number, y: number) => number,
): void {
  if (a[keyword] === undefined || b[keyword] === undefined) return;
  result[keyword] = choose(limit(a, keyword, 0), limit(b, keyword, 0));
}

/** A key that only one of them names must also be what the other says of keys that it does not name. */
function joinProperties(result: { [keyword: string]: unknown }, a: Keywords, b: Keywords): void {
  const names = new Set([...Object.keys(propertiesOf(a)), ...Object.keys(propertiesOf(b))]);
  if (names.size > 0) {
    result['properties'] = Object.fromEntries(
      [...names].map((name) => [name, meet(property(a, name), property(b, name))]),
    );
  }
  if (a['additionalProperties'] !== undefined || b['additionalProperties'] !== undefined)
    result['additionalProperties'] = meet(restOf(a), restOf(b));
}

function joinItems(result: { [keyword: string]: unknown }, a: Keywords, b: Keywords): void {
  const count = Math.max(prefixOf(a).length, prefixOf(b).length);
  if (count > 0) result['prefixItems'] = Array.from({ length: count }, (_item, i) => meet(itemAt(a, i), itemAt(b, i)));
  if (isSchema(a['items']) || isSchema(b['items'])) result['items'] = meet(itemAt(a, count), itemAt(b, count));
}
