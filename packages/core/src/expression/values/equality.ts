import { fail } from '../error.ts';
import { Optional } from './optional.ts';
import { CelMap } from './map.ts';
import { numericOf } from './number.ts';
import { Duration, Special, Timestamp, TypeValue } from './special.ts';
import { entriesOf, isMap, lookUp, sizeOf } from './value.ts';
import type { PlainObject, Value } from './value.ts';

/**
 * Deep equality as CEL has it (https://github.com/google/cel-spec/blob/master/doc/langdef.md#equality): numbers by their value
 * whatever their type, values of other types unequal, never an error.
 */
export function equals(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return same(a, b, NO_PARTS);
  return same(a, b, { left: MAX_PARTS });
}

/**
 * Parts that one comparison may look at. A value may hold another many times over, in little memory: `[x, x]`, forty deep, has a
 * million million parts.
 */
const MAX_PARTS = 1_000_000;
type Parts = { left: number };
const NO_PARTS: Parts = { left: MAX_PARTS };

function same(a: Value, b: Value, parts: Parts): boolean {
  if (a === b) return true;
  if (typeof a === 'string' || typeof a === 'boolean' || a === null || b === null) return false;
  const [x, y] = [numericOf(a), numericOf(b)];
  // Loose on purpose: JavaScript compares a number and a bigint by their exact values.
  // oxlint-disable-next-line eslint/eqeqeq
  if (x !== undefined || y !== undefined) return x !== undefined && y !== undefined && x == y;
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a as readonly Value[], b as readonly Value[], parts);
  if (a instanceof Special && !(a instanceof CelMap)) return equalSpecials(a, b, parts);
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
  return isMap(a) && isMap(b) && equalMaps(a, b, parts);
}

function equalLists(a: readonly Value[], b: readonly Value[], parts: Parts): boolean {
  if (a.length !== b.length) return false;
  spend(parts, a.length);
  for (let i = 0; i < a.length; i += 1) if (!same(a[i] as Value, b[i] as Value, parts)) return false;
  return true;
}

function equalMaps(a: CelMap | PlainObject, b: CelMap | PlainObject, parts: Parts): boolean {
  if (sizeOf(a) !== sizeOf(b)) return false;
  spend(parts, sizeOf(a));
  return entriesOf(a).every(([key, value]) => {
    const other = lookUp(b, key);
    return other !== undefined && same(value, other, parts);
  });
}

function equalSpecials(a: Special, b: Value, parts: Parts): boolean {
  if (a instanceof Timestamp) return b instanceof Timestamp && a.nanos === b.nanos;
  if (a instanceof Duration) return b instanceof Duration && a.nanos === b.nanos;
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  if (!(a instanceof Optional) || !(b instanceof Optional)) return false;
  if (a.value === undefined || b.value === undefined) return a.value === b.value;
  return same(a.value, b.value, parts);
}

function spend(parts: Parts, count: number): void {
  parts.left -= count;
  if (parts.left < 0) fail('EXPRESSION_BUDGET', 'the values that are compared have too many parts');
}
