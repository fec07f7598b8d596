import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import { matcherOf } from './matcher.ts';

type Keywords = { readonly [keyword: string]: Json | undefined };

/** Whether a value satisfies a JSON Schema. Formats are annotations; a schema that refers to itself too deeply does not fit. */
export function fits(value: Json, schema: JsonSchema, root: JsonSchema, depth = 0): boolean {
  if (typeof schema === 'boolean') return schema;
  if (depth > MAX_DEPTH) return false;
  const given = schema as Keywords;
  const isFitting = (part: JsonSchema): boolean => fits(value, part, root, depth + 1);
  return (
    isOfType(value, given['type']) &&
    (given['const'] === undefined || isEqual(value, given['const'])) &&
    (!Array.isArray(given['enum']) || (given['enum'] as readonly Json[]).some((each) => isEqual(value, each))) &&
    isCombined(given, { root, isFitting }) &&
    isWithin(value, given) &&
    itemsOf(value, given).every(([item, part]) => fits(item, part, root, depth + 1))
  );
}

/** References and combinators: what other schemas say of the same value. */
function isCombined(
  given: Keywords,
  { root, isFitting }: { readonly root: JsonSchema; readonly isFitting: (part: JsonSchema) => boolean },
): boolean {
  const target = typeof given['$ref'] === 'string' ? pointed(root, given['$ref']) : undefined;
  const branches = (keyword: string): readonly JsonSchema[] | undefined =>
    Array.isArray(given[keyword]) ? (given[keyword] as readonly JsonSchema[]) : undefined;
  return (
    (target === undefined || isFitting(target)) &&
    (branches('allOf')?.every(isFitting) ?? true) &&
    (branches('anyOf')?.some(isFitting) ?? true) &&
    (branches('oneOf') === undefined || branches('oneOf')?.filter(isFitting).length === 1) &&
    (given['not'] === undefined || !isFitting(given['not'] as JsonSchema))
  );
}

/** Deeper schemas refer to themselves. */
const MAX_DEPTH = 64;

/** What `#/…` points at inside a schema. */
export function pointed(root: JsonSchema, ref: string): JsonSchema | undefined {
  if (!ref.startsWith('#')) return undefined;
  let found: unknown = root;
  for (const step of ref.slice(1).split('/').slice(1)) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as { readonly [step: string]: unknown })[name];
  }
  return found as JsonSchema | undefined;
}

/** Whether two JSON values are the same; the order of keys does not count. */
export function isEqual(a: Json, b: Json): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as JsonObject, b as JsonObject];
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isEqual(left[name] as Json, right[name] as Json))
  );
}

function isOfType(value: Json, declared: Json | undefined): boolean {
  if (declared === undefined) return true;
  const types: readonly Json[] = Array.isArray(declared) ? (declared as readonly Json[]) : [declared];
  if (typeof value === 'number')
    return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
  if (value === null) return types.includes('null');
  return types.includes(Array.isArray(value) ? 'array' : typeof value);
}

/** The limits of numbers, texts, arrays and objects. */
function isWithin(value: Json, given: Keywords): boolean {
  const limit = (keyword: string, none: number): number => (typeof given[keyword] === 'number' ? given[keyword] : none);
  const between = (size: number, least: string, most: string): boolean =>
    limit(least, -Infinity) <= size && size <= limit(most, Infinity);
  if (typeof value === 'number') {
    const step = limit('multipleOf', 0);
    return (
      between(value, 'minimum', 'maximum') &&
      limit('exclusiveMinimum', -Infinity) < value &&
      value < limit('exclusiveMaximum', Infinity) &&
      (step === 0 || Number.isInteger(value / step))
    );
  }
  if (typeof value === 'string') {
    const { pattern } = given as { readonly pattern?: Json };
    // JSON Schema counts characters, not UTF-16 units.
    return (
      between(Array.from(value).length, 'minLength', 'maxLength') &&
      (typeof pattern !== 'string' || matcherOf(pattern)?.(value) === true)
    );
  }
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    const isUnique = items.every((item, at) => !items.slice(0, at).some((before) => isEqual(before, item)));
    return between(items.length, 'minItems', 'maxItems') && (given['uniqueItems'] !== true || isUnique);
  }
  const required = (Array.isArray(given['required']) ? given['required'] : []) as readonly string[];
  return (
    between(Object.keys(value).length, 'minProperties', 'maxProperties') &&
    required.every((name) => Object.hasOwn(value, name))
  );
}

/** Each child of an array or an object with the schema that it must satisfy. */
function itemsOf(value: Json, given: Keywords): readonly (readonly [Json, JsonSchema])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const first = (given['prefixItems'] ?? []) as readonly JsonSchema[];
    return (value as readonly Json[]).map((item, at) => [item, first[at] ?? ((given['items'] ?? true) as JsonSchema)]);
  }
  const properties = (given['properties'] ?? {}) as { readonly [name: string]: JsonSchema };
  const others = (given['additionalProperties'] ?? true) as JsonSchema;
  return Object.entries(value).map(([name, child]) => [
    child,
    Object.hasOwn(properties, name) ? (properties[name] ?? true) : others,
  ]);
}
