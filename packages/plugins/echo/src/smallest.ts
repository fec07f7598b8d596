// The smallest deterministic value that satisfies a JSON Schema. Every property that a schema declares is given, since a model
// that is asked for an object names all its fields; lists, texts and numbers are as small as their limits let them be.
import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import { fits, pointed } from './fits.ts';
import { shortestMatch } from './pattern.ts';

type Keywords = { readonly [keyword: string]: Json | undefined };

type Place = {
  readonly hints: JsonObject;
  /** The whole schema, which `$ref: '#/…'` points into. */
  readonly root: JsonSchema;
  /** References that are being followed: one that comes again has no end. */
  readonly refs: ReadonlySet<string>;
  /** Schemas that may still be looked at: definitions that all refer to one another have a great many paths. */
  readonly budget: { left: number };
};

const MOST_SCHEMAS = 20_000;

/**
 * The smallest value for a schema, or null where none is found. `hints` are values that stand in for a property of the same
 * name, where they satisfy its schema.
 */
export function smallestValue(schema: JsonSchema, { hints }: { readonly hints: JsonObject }): Json {
  return least(schema, { hints, root: schema, refs: new Set(), budget: { left: MOST_SCHEMAS } }) ?? null;
}

/** `undefined` where there is no finite value: the schema allows nothing, or it requires itself. */
function least(schema: JsonSchema, place: Place): Json | undefined {
  place.budget.left -= 1;
  if (place.budget.left < 0 || schema === false) return undefined;
  if (schema === true) return null;
  const given = schema as Keywords;
  if (given['const'] !== undefined) return given['const'];
  if (given['default'] !== undefined && fits(given['default'], schema, place.root)) return given['default'];
  if (Array.isArray(given['enum'])) {
    const choices: readonly Json[] = given['enum'];
    return choices.find((choice) => fits(choice, schema, place.root)) ?? choices[0];
  }
  if (typeof given['$ref'] === 'string') return leastOfReference(given, given['$ref'], place);
  if (Array.isArray(given['allOf'])) return least(mergedWith(given, 'allOf', given['allOf']), place);
  for (const combinator of ['anyOf', 'oneOf']) {
    const branches = given[combinator];
    if (Array.isArray(branches)) return leastOfBranches(given, { combinator, branches, place });
  }
  return leastOfTypes(given, place);
}

function leastOfReference(given: Keywords, ref: string, place: Place): Json | undefined {
  if (place.refs.has(ref)) return undefined;
  const target = pointed(place.root, ref);
  const refs = new Set([...place.refs, ref]);
  return least(mergedWith(given, '$ref', target === undefined ? [] : [target]), { ...place, refs });
}

function leastOfBranches(
  given: Keywords,
  options: { readonly combinator: string; readonly branches: readonly Json[]; readonly place: Place },
): Json | undefined {
  const { combinator, branches, place } = options;
  let found: Json | undefined;
  for (const branch of branches) {
    const value = least(mergedWith(given, combinator, [branch]), place);
    if (value !== undefined && fits(value, given, place.root)) return value;
    found ??= value;
  }
  return found;
}

/** A schema without one keyword, joined with others that hold at the same place. */
function mergedWith(given: Keywords, keyword: string, others: readonly (Json | JsonSchema)[]): JsonSchema {
  const { [keyword]: _taken, ...rest } = given;
  let merged: { [keyword: string]: Json | undefined } = rest;
  for (const other of others) {
    if (other === false) return false;
    if (typeof other !== 'object' || other === null) continue;
    const said = other as Keywords;
    const { properties, required, allOf, ...plain } = said;
    merged = { ...merged, ...plain };
    if (properties !== undefined)
      merged['properties'] = { ...(merged['properties'] as JsonObject), ...(properties as JsonObject) };
    if (required !== undefined) merged['required'] = [...listAt(merged, 'required'), ...listAt(said, 'required')];
    if (allOf !== undefined) merged['allOf'] = [...listAt(merged, 'allOf'), ...listAt(said, 'allOf')];
  }
  return merged;
}

function leastOfTypes(given: Keywords, place: Place): Json | undefined {
  const { type = 'properties' in given || 'required' in given ? 'object' : 'null' } = given;
  const types: readonly Json[] = Array.isArray(type) ? type : [type];
  for (const each of types) {
    const value = leastOfType(given, each, place);
    if (value !== undefined) return value;
  }
  return undefined;
}

function leastOfType(given: Keywords, type: Json, place: Place): Json | undefined {
  switch (type) {
    case 'object':
      return leastObject(given, place);
    case 'array':
      return leastArray(given, place);
    case 'string':
      return leastText(given);
    case 'integer':
    case 'number':
      return leastNumber(given, type === 'integer');
    case 'boolean':
      return false;
    default:
      return null;
  }
}

function leastObject(given: Keywords, place: Place): Json | undefined {
  const properties = (given['properties'] ?? {}) as { readonly [name: string]: JsonSchema };
  const required = listAt(given, 'required') as readonly string[];
  const others = (given['additionalProperties'] ?? true) as JsonSchema;
  const entries: [string, Json][] = [];
  for (const name of new Set([...Object.keys(properties), ...required])) {
    const schema = Object.hasOwn(properties, name) ? (properties[name] ?? true) : others;
    const hint = Object.hasOwn(place.hints, name) ? place.hints[name] : undefined;
    const value = hint !== undefined && fits(hint, schema, place.root) ? hint : least(schema, place);
    if (value !== undefined) entries.push([name, value]);
    else if (required.includes(name)) return undefined;
  }
  return Object.fromEntries(entries);
}

function leastArray(given: Keywords, place: Place): Json | undefined {
  const first = listAt(given, 'prefixItems') as readonly JsonSchema[];
  const items: Json[] = [];
  for (let at = 0; at < numberAt(given, 'minItems', 0); at += 1) {
    const schema = first[at] ?? ((given['items'] ?? true) as JsonSchema);
    const item = given['uniqueItems'] === true ? otherThan(items, schema, place) : least(schema, place);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

/** The smallest value that is not in the list yet: the next choice, the next number, a longer text. */
function otherThan(items: readonly Json[], schema: JsonSchema, place: Place): Json | undefined {
  if (typeof schema === 'boolean') return least(schema, place);
  const smallest = least(schema, place);
  const nth = items.length;
  const given = schema as Keywords;
  const candidates: readonly (Json | undefined)[] = [
    smallest,
    ...listAt(given, 'enum'),
    typeof smallest === 'number' ? smallest + nth * numberAt(given, 'multipleOf', 1) : undefined,
    typeof smallest === 'string' ? smallest + 'x'.repeat(nth) : undefined,
    typeof smallest === 'boolean' ? !smallest : undefined,
  ];
  return (
    candidates.find((value) => value !== undefined && !items.includes(value) && fits(value, schema, place.root)) ??
    smallest
  );
}

function leastText(given: Keywords): string {
  const minLength = numberAt(given, 'minLength', 0);
  const pattern = given['pattern'];
  return (typeof pattern === 'string' ? shortestMatch(pattern, { minLength }) : undefined) ?? 'x'.repeat(minLength);
}

function leastNumber(given: Keywords, isInteger: boolean): number {
  const step = numberAt(given, 'multipleOf', isInteger ? 1 : 0);
  const above = numberAt(given, 'exclusiveMinimum', -Infinity);
  const below = numberAt(given, 'exclusiveMaximum', Infinity);
  const low = Math.max(numberAt(given, 'minimum', -Infinity), above);
  const high = Math.min(numberAt(given, 'maximum', Infinity), below);
  if (low === -Infinity && high > 0) return 0;
  // Half of the room is between two limits that are both excluded, however near they are.
  const nudge = step > 0 ? step : Math.min(1, Number.isFinite(high - low) ? (high - low) / 2 : 1);
  if (low > -Infinity) {
    const value = step > 0 ? Math.ceil(low / step) * step : low;
    return value <= above ? value + nudge : value;
  }
  const value = Math.min(0, step > 0 ? Math.floor(high / step) * step : high);
  return value >= below ? value - nudge : value;
}

function numberAt(given: Keywords, keyword: string, fallback: number): number {
  const value = given[keyword];
  return typeof value === 'number' ? value : fallback;
}

function listAt(given: Json | Keywords, keyword: string): readonly Json[] {
  const list = (given as Keywords)[keyword];
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}
