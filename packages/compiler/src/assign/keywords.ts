// What proofs, witnesses and the validator share: JSON kinds, finite value sets, references within one schema.
export type Keywords = { readonly [keyword: string]: unknown };
export type Schema = boolean | Keywords;

/** A schema and the document that its references point into. */
export type Rooted = { readonly schema: Schema; readonly root: Schema };

export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';
export const KINDS: readonly Kind[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

export function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  // What JSON holds beside null and lists has the name of its JavaScript type.
  return typeof value as Kind;
}

/** The kinds that `type` (and `nullable`) admit. */
export function kindsOf({ type, nullable }: Keywords): ReadonlySet<Kind> {
  if (type === undefined) return new Set(KINDS);
  const named = (Array.isArray(type) ? type : [type]).map((each) => (each === 'integer' ? 'number' : (each as Kind)));
  return new Set(nullable === true ? [...named, 'null' as const] : named);
}

/** Whether every number that the schema admits is whole. */
export function isWhole({ type, multipleOf }: Keywords): boolean {
  const named = Array.isArray(type) ? type : [type];
  if (named.includes('integer') && !named.includes('number')) return true;
  return typeof multipleOf === 'number' && Number.isInteger(multipleOf);
}

/**
 * Where `multipleOf` ends: the validator reads the quotient as text, which has an exponent from here on, and takes no number
 * that is farther out (ajv, vocabularies/validation/multipleOf).
 */
export const MULTIPLES_END = 1e21;

/** Whether the validator takes the number as a multiple of the step. */
export function isMultiple(value: number, step: number): boolean {
  const quotient = value / step;
  return Number.isInteger(quotient) && Math.abs(quotient) < MULTIPLES_END;
}

/** The values of `const` or `enum`; undefined where the schema does not list its values. */
export function finiteOf(schema: Keywords): readonly unknown[] | undefined {
  if (Object.hasOwn(schema, 'const')) return [schema['const']];
  return Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : undefined;
}

const MAX_HOPS = 50;

/**
 * The schema without `$ref` at its top: siblings of a reference count (2020-12), so they stand beside its target in `allOf`.
 * Undefined where a reference leads nowhere, out of the document, or in a circle, and for what is no schema, which is reported
 * as that: `anyOf: [null]`.
 */
export function resolve({ schema, root }: Rooted): Schema | undefined {
  let found = schema;
  for (let hops = 0; hops < MAX_HOPS; hops += 1) {
    if (!isSchema(found)) return undefined;
    if (typeof found === 'boolean' || found['$ref'] === undefined) return found;
    const { $ref: reference, $defs: _defs, ...siblings } = found;
    const target = targetOf(String(reference), root);
    if (target === undefined) return undefined;
    const counts = Object.keys(siblings).some((keyword) => !ANNOTATIONS.has(keyword));
    if (counts) return { allOf: [target, siblings] };
    found = target;
  }
  return undefined;
}

/** What a reference points at. */
export function targetOf(reference: string, root: Schema): Schema | undefined {
  if (!reference.startsWith('#')) return undefined;
  let target: unknown = root;
  for (const step of reference.slice(1).split('/').filter(Boolean)) {
    const key = decode(step);
    if (typeof target !== 'object' || target === null || !Object.hasOwn(target, key)) return undefined;
    target = (target as Keywords)[key];
  }
  return isSchema(target) ? target : undefined;
}

function decode(step: string): string {
  const text = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

/** Keywords that say nothing about which values are valid. `format` is one: nothing checks it. */
const ANNOTATIONS: ReadonlySet<string> = new Set(
  '$schema $id $anchor $comment $defs definitions title description default examples deprecated readOnly writeOnly format reduce'.split(
    ' ',
  ),
);

/** Whether the schema says nothing about its values: any JSON. */
export function isAny(schema: Schema | undefined): boolean {
  if (schema === undefined || schema === true) return true;
  return schema !== false && Object.keys(schema).every((key) => ANNOTATIONS.has(key) || key.startsWith('x-'));
}

export function propertiesOf(schema: Keywords): { readonly [name: string]: Schema } {
  const { properties } = schema;
  return typeof properties === 'object' && properties !== null
    ? (properties as { readonly [name: string]: Schema })
    : {};
}

export function property(schema: Keywords, name: string): Schema {
  const properties = propertiesOf(schema);
  if (Object.hasOwn(properties, name)) return properties[name] ?? true;
  return restOf(schema);
}

/** The schema of properties that are not named. */
export function restOf({ additionalProperties }: Keywords): Schema {
  return isSchema(additionalProperties) ? additionalProperties : true;
}

export function requiredOf({ required }: Keywords): readonly string[] {
  return Array.isArray(required) ? required.map(String) : [];
}

export function prefixOf({ prefixItems }: Keywords): readonly Schema[] {
  return Array.isArray(prefixItems) ? (prefixItems as readonly Schema[]) : [];
}

export function itemAt(schema: Keywords, index: number): Schema {
  const prefix = prefixOf(schema);
  if (index < prefix.length) return prefix[index] ?? true;
  return isSchema(schema['items']) ? schema['items'] : true;
}

/** A number keyword, or what stands for its absence. */
export function limit(schema: Keywords, keyword: string, absent: number): number {
  const value = schema[keyword];
  return typeof value === 'number' ? value : absent;
}

export function schemasOf(schema: Keywords, keyword: 'allOf' | 'anyOf' | 'oneOf'): readonly Schema[] | undefined {
  const list = schema[keyword];
  return Array.isArray(list) ? (list as readonly Schema[]) : undefined;
}
