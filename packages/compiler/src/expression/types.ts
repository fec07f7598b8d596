// JSON Schemas as the types of expressions, and what fits where.
import type { ExpressionType } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

export const DYN: ExpressionType = { kind: 'dyn' };
export const BOOL: ExpressionType = { kind: 'bool' };
export const STRING: ExpressionType = { kind: 'string' };
export const INT: ExpressionType = { kind: 'int' };
export const DOUBLE: ExpressionType = { kind: 'double' };
export const NULL: ExpressionType = { kind: 'null' };

export function mapOf(fields: { readonly [name: string]: ExpressionType }, open = false): ExpressionType {
  return { kind: 'map', fields, open };
}

export function nullable(type: ExpressionType): ExpressionType {
  return type.kind === 'dyn' || type.kind === 'null' || type.kind === 'nullable'
    ? type
    : { kind: 'nullable', of: type };
}

/** The type of the values that a schema describes. What a type cannot say (combinators, references) is `dyn`. */
export function typeOfSchema(schema: JsonSchema | undefined): ExpressionType {
  if (schema === undefined || typeof schema === 'boolean') return DYN;
  const { type } = schema;
  if (Array.isArray(type)) {
    const kinds = type.filter((each) => each !== 'null');
    const [only] = kinds;
    const inner = kinds.length === 1 ? typeOfSchema({ ...schema, type: only as string }) : DYN;
    return kinds.length < type.length ? nullable(inner) : inner;
  }
  if (type === undefined && Array.isArray(schema['enum'])) return typeOfValues(schema['enum']);
  switch (type) {
    case 'string':
      return STRING;
    case 'integer':
      return INT;
    case 'number':
      return DOUBLE;
    case 'boolean':
      return BOOL;
    case 'null':
      return NULL;
    case 'array':
      return { kind: 'list', item: typeOfSchema(schema['items'] as JsonSchema | undefined) };
    case 'object': {
      const properties = (schema['properties'] ?? {}) as { readonly [name: string]: JsonSchema };
      const fields = Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, typeOfSchema(property)]),
      );
      const more = schema['additionalProperties'];
      const isOpen = more === undefined ? Object.keys(fields).length === 0 : more !== false;
      return mapOf(fields, isOpen);
    }
    default:
      return DYN;
  }
}

function typeOfValues(values: readonly unknown[]): ExpressionType {
  const kinds = new Set(values.map((value) => typeof value));
  if (kinds.size !== 1) return DYN;
  return kinds.has('string') ? STRING : kinds.has('boolean') ? BOOL : DYN;
}

/** A type as a user reads it. */
export function showType(type: ExpressionType): string {
  switch (type.kind) {
    case 'bool':
      return 'true or false';
    case 'int':
      return 'an integer';
    case 'double':
      return 'a number';
    case 'string':
      return 'text';
    case 'list':
      return 'a list';
    case 'map':
      return 'an object';
    case 'null':
      return 'null';
    case 'nullable':
      return `${showType(type.of)} or null`;
    case 'dyn':
      return 'any value';
  }
}

/** JSON Schema type names of the values of a type; undefined where it may be any. */
function kindsOf(type: ExpressionType): readonly string[] | undefined {
  switch (type.kind) {
    case 'bool':
      return ['boolean'];
    case 'int':
      return ['integer'];
    case 'double':
      return ['number'];
    case 'string':
      return ['string'];
    case 'list':
      return ['array'];
    case 'map':
      return ['object'];
    case 'null':
      return ['null'];
    case 'nullable':
      return kindsOf(type.of);
    case 'dyn':
      return undefined;
  }
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
