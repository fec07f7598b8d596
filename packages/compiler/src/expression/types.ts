// The types of expressions: how they are made, shown, and held against JSON Schemas.
import type { ExpressionType } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

/** The words that a user reads for types without parts. */
const WORDS: { readonly [kind: string]: string } = {
  bool: 'true or false',
  int: 'an integer',
  uint: 'an unsigned integer',
  double: 'a number',
  string: 'text',
  bytes: 'bytes',
  duration: 'a duration',
  timestamp: 'a timestamp',
  list: 'a list',
  map: 'an object',
  optional: 'an optional',
  type: 'a type',
  null: 'null',
  dyn: 'any value',
  parameter: 'any value',
};

/** A type as a user reads it. */
export function showType(type: ExpressionType): string {
  if (type.kind === 'nullable') return `${showType(type.of)} or null`;
  return type.kind === 'abstract' ? `a ${type.name}` : (WORDS[type.kind] ?? type.kind);
}

/** A type as CEL writes it: `list(map(string, int))`. */
export function showCelType(type: ExpressionType): string {
  switch (type.kind) {
    case 'list':
      return `list(${showCelType(type.item)})`;
    case 'map':
      return `map(${showCelType(type.key)}, ${showCelType(type.value)})`;
    case 'nullable':
      return `wrapper(${showCelType(type.of)})`;
    case 'optional':
      return `optional_type(${showCelType(type.of)})`;
    case 'type':
      return type.of.kind === 'dyn' ? 'type' : `type(${showCelType(type.of)})`;
    case 'parameter':
      return type.name;
    case 'abstract':
      return type.params.length === 0 ? type.name : `${type.name}(${type.params.map(showCelType).join(', ')})`;
    case 'duration':
      return 'google.protobuf.Duration';
    case 'timestamp':
      return 'google.protobuf.Timestamp';
    default:
      return type.kind;
  }
}

/** JSON Schema type names of the values of a type; undefined where it may be any. Times and bytes are text in JSON. */
const JSON_KINDS: { readonly [kind: string]: readonly string[] } = {
  bool: ['boolean'],
  int: ['integer'],
  uint: ['integer'],
  double: ['number'],
  string: ['string'],
  bytes: ['string'],
  duration: ['string'],
  timestamp: ['string'],
  type: ['string'],
  list: ['array'],
  map: ['object'],
  null: ['null'],
};

function kindsOf(type: ExpressionType): readonly string[] | undefined {
  if (type.kind === 'nullable' || type.kind === 'optional') return kindsOf(type.of);
  return JSON_KINDS[type.kind];
}

/** Whether values of the type can fit the schema at all. A number may be an integer, so only sure misfits are false. */
export function mayFit(type: ExpressionType, schema: JsonSchema | undefined): boolean {
  const kinds = kindsOf(type);
  if (kinds === undefined || schema === undefined || typeof schema === 'boolean') return true;
  const { type: declared } = schema;
  if (declared === undefined) return true;
  const accepted = (Array.isArray(declared) ? declared : [declared]).map(String);
  return kinds.some((kind) => accepted.includes(kind) || (kind === 'integer' && accepted.includes('number')));
}

export { BOOL, dictionaryOf, DOUBLE, DYN, INT, listOf, mapOf, NULL, nullable, STRING } from './basic.ts';
export { typeOfSchema } from './schema.ts';
