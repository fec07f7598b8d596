import { CelMap } from './map.ts';
import type { Optional } from './optional.ts';
import { Special } from './special.ts';
import type { Duration, Kind, Timestamp, TypeValue, Uint } from './special.ts';

/**
 * What an expression computes with. JSON as it is (its numbers are doubles, its objects maps), and what JSON lacks. An `int` is a
 * bigint; where the checker knows an expression to be one, its closure may give a number as well (see build/built.ts).
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Uint
  | Duration
  | Timestamp
  | TypeValue
  | Optional
  | CelMap
  | readonly Value[]
  | PlainObject;

export type PlainObject = { readonly [key: string]: Value };

/** The kind of a value. */
export function kindOf(value: Value): Kind {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'number':
      return 'double';
    case 'bigint':
      return 'int';
    case 'string':
      return 'string';
    default:
      if (value === null || value === undefined) return 'null';
      if (Array.isArray(value)) return 'list';
      if (value instanceof Special) return value.kind;
      return value instanceof Uint8Array ? 'bytes' : 'map';
  }
}

/** An object of JSON: neither a list nor a value of a class. Only own properties of it are members. */
export function isPlain(value: Value): value is PlainObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isMap(value: Value): value is CelMap | PlainObject {
  return value instanceof CelMap || isPlain(value);
}

/** A map of either form as entries. */
export function entriesOf(map: CelMap | PlainObject): readonly (readonly [Value, Value])[] {
  return map instanceof CelMap ? [...map.entries()] : Object.entries(map);
}

export function sizeOf(map: CelMap | PlainObject): number {
  return map instanceof CelMap ? map.size : Object.keys(map).length;
}

/** The value under a key, or undefined. A plain object has text keys only. */
export function lookUp(map: CelMap | PlainObject, key: Value): Value | undefined {
  if (map instanceof CelMap) return map.get(key);
  return typeof key === 'string' && Object.hasOwn(map, key) ? map[key] : undefined;
}
