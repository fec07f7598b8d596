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
  if (a === b) return true;
  if (typeof a === 'string' || typeof a === 'boolean' || a === null || b === null) return false;
  const [x, y] = [numericOf(a), numericOf(b)];
  // Loose on purpose: JavaScript compares a number and a bigint by their exact values.
  // oxlint-disable-next-line eslint/eqeqeq
  if (x !== undefined || y !== undefined) return x !== undefined && y !== undefined && x == y;
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a as readonly Value[], b as readonly Value[]);
  if (a instanceof Special && !(a instanceof CelMap)) return equalSpecials(a, b);
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
  return isMap(a) && isMap(b) && equalMaps(a, b);
}

function equalLists(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (!equals(a[i] as Value, b[i] as Value)) return false;
  return true;
}

function equalMaps(a: CelMap | PlainObject, b: CelMap | PlainObject): boolean {
  if (sizeOf(a) !== sizeOf(b)) return false;
  return entriesOf(a).every(([key, value]) => {
    const other = lookUp(b, key);
    return other !== undefined && equals(value, other);
  });
}

function equalSpecials(a: Special, b: Value): boolean {
  if (a instanceof Timestamp) return b instanceof Timestamp && a.nanos === b.nanos;
  if (a instanceof Duration) return b instanceof Duration && a.nanos === b.nanos;
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  if (!(a instanceof Optional) || !(b instanceof Optional)) return false;
  if (a.value === undefined || b.value === undefined) return a.value === b.value;
  return equals(a.value, b.value);
}
