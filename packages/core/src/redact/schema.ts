// What a workflow says itself of its inputs: `writeOnly: true` in the schema of a field.
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { pointerPart } from './path.ts';
import type { Segment } from './path.ts';

type Schema = { readonly [keyword: string]: unknown };

const MOST_DEPTH = 64;

/** Rules for the fields that a schema marks, as pointers below `/inputs`. */
export function markedIn(schema: JsonSchema): readonly string[] {
  const found = new Set<string>();
  walk(schema, schema, {
    path: '/inputs',
    depth: 0,
    visit: (path, { writeOnly }) => {
      if (writeOnly === true) found.add(path);
    },
  });
  return [...found];
}

type Walk = {
  readonly path: string;
  readonly depth: number;
  readonly visit: (path: string, schema: Schema) => void;
};

function walk(schema: unknown, root: unknown, { path, depth, visit }: Walk): void {
  if (typeof schema !== 'object' || schema === null || depth > MOST_DEPTH) return;
  const here = schema as Schema;
  visit(path, here);
  const at = (child: unknown, below: string): void =>
    walk(child, root, { path: `${path}${below}`, depth: depth + 1, visit });
  for (const [name, child] of Object.entries((here['properties'] as Schema | undefined) ?? {}))
    at(child, `/${pointerPart(name)}`);
  for (const [i, child] of listOf(here['prefixItems']).entries()) at(child, `/${i}`);
  for (const keyword of ['items', 'additionalProperties', 'contains']) at(here[keyword], '/*');
  for (const child of Object.values((here['patternProperties'] as Schema | undefined) ?? {})) at(child, '/*');
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) for (const child of listOf(here[keyword])) at(child, '');
  for (const keyword of ['if', 'then', 'else']) at(here[keyword], '');
  if (typeof here['$ref'] === 'string') at(referred(root, here['$ref']), '');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What a reference within the schema names. */
function referred(root: unknown, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Schema)[part] : undefined), root);
}

/**
 * Whether a value of the schema has, as far as it says, something where a rule leads. Fields that it declares are taken for all that there
 * are, unless it says otherwise: this is for finding a rule that is misspelt.
 */
export function mayLead(schema: unknown, segments: readonly Segment[], root: unknown = schema, depth = 0): boolean {
  const [first, ...rest] = segments;
  if (first === undefined || depth > MOST_DEPTH) return true;
  if (typeof schema !== 'object' || schema === null) return schema !== false;
  const here = schema as Schema;
  const again = (other: unknown, left: readonly Segment[]): boolean => mayLead(other, left, root, depth + 1);
  if (typeof here['$ref'] === 'string') return again(referred(root, here['$ref']), segments);
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => listOf(here[keyword]));
  if (parts.some((part) => again(part, segments))) return true;
  if (first.kind === 'deep' && again(here, rest)) return true;
  const below = childrenOf(here, first, parts.length > 0);
  return below.some((child) => again(child, first.kind === 'deep' ? segments : rest));
}

/** Schemas of what a segment leads to; `true` where it may be anything. */
function childrenOf(here: Schema, segment: Segment, isCombined: boolean): readonly unknown[] {
  const properties = Object.entries((here['properties'] as Schema | undefined) ?? {});
  const items = [...listOf(here['prefixItems']), here['items']].filter((each) => each !== undefined);
  const others = [here['additionalProperties'], ...Object.values((here['patternProperties'] as Schema) ?? {})];
  const open = others.filter((each) => each !== undefined && each !== false);
  if (properties.length + items.length + open.length === 0) return isCombined || !mayHold(here) ? [] : [true];
  if (segment.kind !== 'name') return [...properties.map(([, child]) => child), ...items, ...open];
  const named = properties.filter(([name]) => name === segment.name).map(([, child]) => child);
  return [...named, ...(/^\d+$/.test(segment.name) ? items : []), ...open];
}

/** Whether there can be something in a value, by its type. */
function mayHold({ type }: Schema): boolean {
  const types = type === undefined ? ['object'] : [type].flat();
  return types.includes('object') || types.includes('array');
}
