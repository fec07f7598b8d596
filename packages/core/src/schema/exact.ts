// Integers that JSON numbers do not keep: `JSON.parse` makes 12345678901234567000 of 12345678901234567890 and says nothing.
import type { Json, JsonSchema } from '@configurable-agents/plugin-sdk';

type Keywords = { readonly [keyword: string]: unknown };

/** JSON pointers of the values that a schema wants as integers and that are beyond what a number counts exactly, 2^53 - 1. */
export function inexactIntegers(value: Json, schema: JsonSchema): readonly string[] {
  const found: string[] = [];
  walk(value, schema, { root: schema, found, at: '', references: 0 });
  return found;
}

type Walk = {
  readonly root: JsonSchema;
  readonly found: string[];
  readonly at: string;
  /** References in a row: they may lead in a circle. */
  readonly references: number;
};

const MOST_REFERENCES = 32;

/** Alternatives are not followed: which of them is meant only a validator knows. */
function walk(value: Json, schema: unknown, here: Walk): void {
  if (typeof schema !== 'object' || schema === null) return;
  const { $ref, type, properties, additionalProperties, items, prefixItems } = schema as Keywords;
  if (typeof $ref === 'string') {
    const references = here.references + 1;
    if (references <= MOST_REFERENCES) walk(value, target($ref, here.root), { ...here, references });
    return;
  }
  const types = [type].flat();
  if (typeof value === 'number') {
    const isInteger = types.includes('integer') && !types.includes('number');
    if (isInteger && !Number.isSafeInteger(value)) here.found.push(here.at);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const inside = (key: string | number): Walk => ({ ...here, at: `${here.at}/${escaped(String(key))}`, references: 0 });
  if (Array.isArray(value)) {
    const first = Array.isArray(prefixItems) ? (prefixItems as readonly unknown[]) : [];
    for (const [i, item] of value.entries()) walk(item as Json, first[i] ?? items, inside(i));
    return;
  }
  const known = (properties ?? {}) as Keywords;
  for (const [key, item] of Object.entries(value)) {
    walk(item, Object.hasOwn(known, key) ? known[key] : additionalProperties, inside(key));
  }
}

function target(reference: string, root: JsonSchema): unknown {
  if (!reference.startsWith('#')) return undefined;
  let found: unknown = root;
  for (const step of reference.slice(1).split('/').filter(Boolean)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Keywords)[step];
  }
  return found;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
