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
export function equals(a: Value, b: Value, meter?: Meter): boolean {
  return same(a, b, meter ?? openMeter());
}

/**
 * Counts what a comparison looks at; an evaluation is one. A value may hold another many times over, in little memory: `[x, x]`,
 * forty deep, has a million million parts.
 */
export type Meter = { readonly chargeSize: (size: number) => void };

const MAX_SIZE = 10_000_000;

function openMeter(): Meter {
  let left = MAX_SIZE;
  return {
    chargeSize: (size) => {
      left -= size;
      if (left < 0) fail('EXPRESSION_BUDGET', 'the values that are compared have too many parts');
    },
  };
}

function same(a: Value, b: Value, meter: Meter): boolean {
  if (a === b) return true;
  if (typeof a === 'string' || typeof a === 'boolean' || a === null || b === null) return false;
  const [x, y] = [numericOf(a), numericOf(b)];
  // Loose on purpose: JavaScript compares a number and a bigint by their exact values.
  // oxlint-disable-next-line eslint/eqeqeq
  if (x !== undefined || y !== undefined) return x !== undefined && y !== undefined && x == y;
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a as readonly Value[], b as readonly Value[], meter);
  if (a instanceof Special && !(a instanceof CelMap)) return equalSpecials(a, b, meter);
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
  return isMap(a) && isMap(b) && equalMaps(a, b, meter);
}

function equalLists(a: readonly Value[], b: readonly Value[], meter: Meter): boolean {
  if (a.length !== b.length) return false;
  meter.chargeSize(a.length);
  for (let i = 0; i < a.length; i += 1) if (!same(a[i] as Value, b[i] as Value, meter)) return false;
  return true;
}

function equalMaps(a: CelMap | PlainObject, b: CelMap | PlainObject, meter: Meter): boolean {
  if (sizeOf(a) !== sizeOf(b)) return false;
  meter.chargeSize(sizeOf(a));
  return entriesOf(a).every(([key, value]) => {
    const other = lookUp(b, key);
    return other !== undefined && same(value, other, meter);
  });
}

function equalSpecials(a: Special, b: Value, meter: Meter): boolean {
  if (a instanceof Timestamp) return b instanceof Timestamp && a.nanos === b.nanos;
  if (a instanceof Duration) return b instanceof Duration && a.nanos === b.nanos;
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  if (!(a instanceof Optional) || !(b instanceof Optional)) return false;
  if (a.value === undefined || b.value === undefined) return a.value === b.value;
  return same(a.value, b.value, meter);
}
