import { fail } from '../error.ts';
import { Uint } from './special.ts';
import type { Value } from './value.ts';

const INT_MIN: bigint = -(2n ** 63n);
const INT_MAX: bigint = 2n ** 63n - 1n;
export const UINT_MAX: bigint = 2n ** 64n - 1n;

/** An int, or the overflow error that CEL has where it would need more than 64 bits. */
export function toInt(value: bigint, what = 'the result'): bigint {
  if (value < INT_MIN || value > INT_MAX)
    fail('EXPRESSION_OVERFLOW', `${what} overflows an int: ${value} needs more than 64 bits`);
  return value;
}

export function toUint(value: bigint, what = 'the result'): Uint {
  if (value < 0n || value > UINT_MAX)
    fail('EXPRESSION_OVERFLOW', `${what} overflows a uint: ${value} is not in 0 to 2^64 - 1`);
  return new Uint(value);
}

/** An int that may still be a number, as JSON has it, as a bigint. */
export function intOf(value: Value): Value {
  if (typeof value !== 'number') return value;
  if (!Number.isInteger(value)) fail('EXPRESSION_TYPE', `an integer is needed here, not ${value}`);
  return toInt(BigInt(value), 'the integer');
}

/** The number to compare by: doubles as they are, ints and uints as bigints, which JavaScript compares exactly. */
export function numericOf(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return value instanceof Uint ? value.value : undefined;
}
