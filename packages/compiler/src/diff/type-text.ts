// A JSON Schema in a line, by the words of workflow files.
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

/** Objects deeper than this are only called that. */
const MAX_DEPTH = 3;

/**
 * A type in a line.
 *
 * @example
 * typeText({ type: 'integer', minimum: 0 }) // 'integer (minimum 0)'
 */
export function typeText(schema: JsonSchema, depth = 0): string {
  if (typeof schema === 'boolean') return schema ? 'anything' : 'nothing';
  const { $ref: reference, const: constant, enum: values, anyOf, oneOf, allOf, type } = schema;
  if (typeof reference === 'string') return reference.replace(/^#\/(?:\$defs\/)?/, '');
  if (constant !== undefined) return JSON.stringify(constant);
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  const branches = [anyOf, oneOf].find(Array.isArray) as readonly JsonSchema[] | undefined;
  if (branches !== undefined) return [...new Set(branches.map((each) => typeText(each, depth)))].join(' | ');
  if (Array.isArray(allOf)) return (allOf as readonly JsonSchema[]).map((each) => typeText(each, depth)).join(' & ');
  const kinds = (Array.isArray(type) ? type : [type]) as readonly (string | undefined)[];
  return `${kinds.map((kind) => kindText(kind, schema, depth)).join(' | ')}${facets(schema)}`;
}

function kindText(kind: string | undefined, schema: Exclude<JsonSchema, boolean>, depth: number): string {
  if (kind === 'array') {
    const { items } = schema;
    return items === undefined || depth >= MAX_DEPTH ? 'array' : `array of ${typeText(items as JsonSchema, depth + 1)}`;
  }
  const isObject = kind === 'object' || (kind === undefined && schema['properties'] !== undefined);
  if (!isObject) return kind ?? 'anything';
  const fields = Object.entries((schema['properties'] ?? {}) as { readonly [name: string]: JsonSchema });
  if (fields.length === 0 || depth >= MAX_DEPTH) return 'object';
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly unknown[]) : [];
  const shown = fields.map(
    ([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${typeText(field, depth + 1)}`,
  );
  return `{ ${shown.join(', ')}${schema['additionalProperties'] === false ? '' : ', …'} }`;
}

const FACETS = (
  'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern format minItems maxItems ' +
  'uniqueItems minProperties maxProperties'
).split(' ');

function facets(schema: Exclude<JsonSchema, boolean>): string {
  const found = FACETS.filter((name) => schema[name] !== undefined).map(
    (name) => `${name} ${typeof schema[name] === 'string' ? schema[name] : JSON.stringify(schema[name])}`,
  );
  return found.length === 0 ? '' : ` (${found.join(', ')})`;
}
