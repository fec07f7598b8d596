import { numericOf } from './number.ts';
import { Duration, Timestamp } from './special.ts';
import type { Value } from './value.ts';

/** Negative, zero, positive; NaN where a NaN is in it; undefined where the two have no order. */
export function compare(a: Value, b: Value): number | undefined {
  const [x, y] = [numericOf(a), numericOf(b)];
  if (x !== undefined && y !== undefined) return compareNumbers(x, y);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b);
  const isTime = (a instanceof Timestamp && b instanceof Timestamp) || (a instanceof Duration && b instanceof Duration);
  return isTime ? (a.nanos < b.nanos ? -1 : a.nanos > b.nanos ? 1 : 0) : undefined;
}

/** An integer beside a double is ordered as the nearest double, as cel-go and the conformance suite have it. */
function compareNumbers(x: number | bigint, y: number | bigint): number {
  const [a, b] = typeof x === typeof y ? [x, y] : [Number(x), Number(y)];
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;
}

/** CEL orders strings by code point; JavaScript's `<` orders by UTF-16 unit, which differs beyond U+FFFF. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  let i = 0;
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i += 1;
  if (i === a.length || i === b.length) return a.length - b.length;
  const isPairSplit = i > 0 && (a.codePointAt(i - 1) ?? 0) > 0xffff;
  const at = isPairSplit ? i - 1 : i;
  return (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0);
}
