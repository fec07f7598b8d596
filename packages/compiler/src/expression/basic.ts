// How types are made.
import type { ExpressionType } from '@configurable-agents/core/expression';

export const DYN: ExpressionType = { kind: 'dyn' };
export const BOOL: ExpressionType = { kind: 'bool' };
export const STRING: ExpressionType = { kind: 'string' };
export const INT: ExpressionType = { kind: 'int' };
export const DOUBLE: ExpressionType = { kind: 'double' };
export const NULL: ExpressionType = { kind: 'null' };

/** An object of JSON whose fields are known; `open` when others may be there. */
export function mapOf(fields: { readonly [name: string]: ExpressionType }, open = false): ExpressionType {
  return { kind: 'map', key: STRING, value: DYN, fields, open };
}

/** A map of which only the types of keys and values are known. */
export function dictionaryOf(key: ExpressionType, value: ExpressionType): ExpressionType {
  return { kind: 'map', key, value, fields: {}, open: true };
}

export function listOf(item: ExpressionType): ExpressionType {
  return { kind: 'list', item };
}

export function nullable(type: ExpressionType): ExpressionType {
  return type.kind === 'dyn' || type.kind === 'null' || type.kind === 'nullable'
    ? type
    : { kind: 'nullable', of: type };
}
