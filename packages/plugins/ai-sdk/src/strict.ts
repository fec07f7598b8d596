// Schemas for strict structured output, where OpenAI's API and those like it make sure of the shape. They take a part of JSON Schema
// only, and refuse the request for any other: https://developers.openai.com/api/docs/guides/structured-outputs#supported-schemas. Pure.
import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';

type Fields = { readonly [key: string]: unknown };

/** What stands in a schema beside those that hold further schemas. */
const PLAIN = [
  '$ref',
  'const',
  'description',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'maxItems',
  'maximum',
  'minItems',
  'minimum',
  'multipleOf',
  'pattern',
  'required',
  'title',
  'type',
];

/**
 * A call whose schema is strict where strict mode takes it, and not strict otherwise. `optionsKey` is the name under which the
 * model finds its own options; a `strictJsonSchema` among these decides instead.
 */
export function strictly(options: LanguageModelV4CallOptions, optionsKey: string): LanguageModelV4CallOptions {
  const { responseFormat, providerOptions } = options;
  const own = providerOptions?.[optionsKey] ?? {};
  if (responseFormat?.type !== 'json' || responseFormat.schema === undefined) return options;
  if (own['strictJsonSchema'] !== undefined) return options;
  const strict = strictSchema(responseFormat.schema);
  const schema = strict ?? responseFormat.schema;
  return {
    ...options,
    responseFormat: { ...responseFormat, schema },
    providerOptions: { ...providerOptions, [optionsKey]: { strictJsonSchema: strict !== undefined, ...own } },
  };
}

/**
 * The schema as strict mode takes it: every object closed, which excludes no answer that was asked for by name. Undefined where
 * strict mode cannot express it, such as a property that may be missing.
 *
 * @example
 * strictSchema({ type: 'object', required: ['a'], properties: { a: { type: 'string' } } });
 * // => { type: 'object', required: ['a'], properties: { a: { type: 'string' } }, additionalProperties: false }
 */
export function strictSchema(schema: Fields): Fields | undefined {
  // The root is an object, and no choice between several.
  return schema['type'] === 'object' && schema['anyOf'] === undefined ? closed(schema) : undefined;
}

function closed(schema: unknown): Fields | undefined {
  if (!isFields(schema)) return undefined;
  const parts: [string, unknown][] = [];
  for (const [key, value] of Object.entries(schema)) {
    const part = partOf(key, value);
    if (part === undefined) return undefined;
    parts.push([key, part]);
  }
  const isShaped = ['type', 'enum', 'const', '$ref', 'anyOf'].some((key) => schema[key] !== undefined);
  if (!isShaped || !isWholeObject(schema)) return undefined;
  const object = isObject(schema) ? { additionalProperties: false } : {};
  return { ...Object.fromEntries(parts), ...object };
}

/** The strict form of what stands under a key; undefined where there is none. */
function partOf(key: string, value: unknown): unknown {
  if (PLAIN.includes(key)) return value;
  switch (key) {
    case 'additionalProperties':
      return value === false ? value : undefined;
    case 'items':
      return closed(value);
    case 'anyOf':
      return Array.isArray(value) ? all(value.map(closed)) : undefined;
    case 'properties':
    case '$defs':
    case 'definitions':
      return isFields(value) ? closedEach(value) : undefined;
    default:
      return undefined;
  }
}

function closedEach(schemas: Fields): Fields | undefined {
  const each = all(Object.values(schemas).map(closed));
  return each && Object.fromEntries(Object.keys(schemas).map((name, index) => [name, each[index]]));
}

function all<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** An object names its properties, and each of them must be there. */
function isWholeObject(schema: Fields): boolean {
  if (!isObject(schema)) return schema['properties'] === undefined;
  const { properties, required = [] } = schema;
  if (!isFields(properties) || !Array.isArray(required)) return false;
  return (
    Object.keys(properties).every((name) => required.includes(name)) &&
    required.every((name) => Object.hasOwn(properties, String(name)))
  );
}

function isObject({ type }: Fields): boolean {
  return type === 'object' || (Array.isArray(type) && type.includes('object'));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
