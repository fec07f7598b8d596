// A JSON Schema becomes one of the engine's, from which it makes the grammar of an answer. Pure. What the engine has no words for
// is left open, never refused: the host holds every answer against the schema itself.
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import type { EngineSchema } from './protocol.ts';

type Keywords = { readonly [keyword: string]: unknown };

/** Deeper parts of a schema are left open. */
const DEEPEST = 32;

const SCALARS = ['string', 'number', 'integer', 'boolean', 'null'];
const DATES = ['date-time', 'date', 'time'];

const ANY_OBJECT: EngineSchema = { type: 'object', additionalProperties: true };
const ANY: EngineSchema = {
  oneOf: [...SCALARS.filter((type) => type !== 'integer').map((type) => ({ type })), { type: 'array' }, ANY_OBJECT],
};

/**
 * The engine's schema for a schema of ours. The engine writes every property that is named, in the order of the schema, and no other
 * one where some are named.
 *
 * @example
 * engineSchema({ anyOf: [{ type: 'string', pattern: '^a' }, { type: 'null' }] });
 * // => { oneOf: [{ type: 'string' }, { type: 'null' }] }
 */
export function engineSchema(schema: JsonSchema): EngineSchema {
  return typeof schema === 'boolean' ? ANY_OBJECT : part(schema, { defs: defsOf(schema), depth: 0, refs: [] });
}

type Place = { readonly defs: Keywords; readonly depth: number; readonly refs: readonly string[] };

function part(schema: unknown, place: Place): EngineSchema {
  if (!isKeywords(schema) || place.depth > DEEPEST) return ANY;
  const { $ref, anyOf, oneOf, type } = schema;
  if (typeof $ref === 'string') return referred($ref, place);
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices) && choices.length > 0) return { oneOf: choices.map((each) => part(each, inside(place))) };
  if (isScalar(schema['const']) && 'const' in schema) return { const: schema['const'] };
  const listed = schema['enum'];
  if (Array.isArray(listed) && listed.length > 0 && listed.every(isScalar)) return { enum: listed };
  if (Array.isArray(type) && type.length > 0) return { oneOf: type.map((each) => typed(String(each), schema, place)) };
  return typed(String(type ?? implied(schema)), schema, place);
}

function typed(type: string, schema: Keywords, place: Place): EngineSchema {
  switch (type) {
    case 'object':
      return object(schema, place);
    case 'array':
      return list(schema, place);
    case 'string':
      return text(schema);
    default:
      return SCALARS.includes(type) ? { type } : ANY;
  }
}

/** The type that keywords speak of where none is named. */
function implied(schema: Keywords): string {
  if ('properties' in schema || 'required' in schema) return 'object';
  return 'items' in schema || 'prefixItems' in schema ? 'array' : '';
}

function object({ properties, additionalProperties, ...rest }: Keywords, place: Place): EngineSchema {
  const bounds = numbers(rest, ['minProperties', 'maxProperties']);
  const others = isKeywords(additionalProperties) ? part(additionalProperties, inside(place)) : additionalProperties;
  if (!isKeywords(properties) || Object.keys(properties).length === 0) {
    return { type: 'object', additionalProperties: others ?? true, ...bounds };
  }
  const named = Object.entries(properties).map(([name, each]) => [name, part(each, inside(place))]);
  return { type: 'object', properties: Object.fromEntries(named) as Keywords };
}

function list({ items, prefixItems, ...rest }: Keywords, place: Place): EngineSchema {
  return {
    type: 'array',
    ...(Array.isArray(prefixItems) ? { prefixItems: prefixItems.map((each) => part(each, inside(place))) } : {}),
    ...(isKeywords(items) ? { items: part(items, inside(place)) } : {}),
    ...numbers(rest, ['minItems', 'maxItems']),
  };
}

function text(schema: Keywords): EngineSchema {
  const { format } = schema;
  if (typeof format === 'string' && DATES.includes(format)) return { type: 'string', format };
  return { type: 'string', ...numbers(schema, ['minLength', 'maxLength']) };
}

/** The part of the schema that a reference names; a ring of them is left open. */
function referred($ref: string, place: Place): EngineSchema {
  const [, name = ''] = /^#\/(?:\$defs|definitions)\/([^/]+)$/.exec($ref) ?? [];
  const target = Object.hasOwn(place.defs, name) ? place.defs[name] : undefined;
  if (target === undefined || place.refs.includes(name)) return ANY;
  return part(target, { ...inside(place), refs: [...place.refs, name] });
}

function defsOf(schema: Keywords): Keywords {
  const [definitions, defs] = [schema['definitions'], schema['$defs']];
  return { ...(isKeywords(definitions) ? definitions : {}), ...(isKeywords(defs) ? defs : {}) };
}

function inside(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

function numbers(schema: Keywords, names: readonly string[]): Keywords {
  return Object.fromEntries(names.flatMap((name) => (typeof schema[name] === 'number' ? [[name, schema[name]]] : [])));
}

function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isKeywords(value: unknown): value is Keywords {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
