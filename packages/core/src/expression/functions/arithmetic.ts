import { fail } from '../error.ts';
import type { Frame } from '../frame.ts';
import { toDuration } from '../values/duration.ts';
import { toInt, toUint } from '../values/number.ts';
import type { Duration, Timestamp, Uint } from '../values/special.ts';
import { toTimestamp } from '../values/timestamp.ts';
import type { Value } from '../values/value.ts';
import type { Definitions } from './signature.ts';

function nonZero(value: bigint, what: string): bigint {
  if (value === 0n) fail('EXPRESSION_DIVISION', `${what} by zero`);
  return value;
}

/** Arithmetic. Ints and uints have 64 bits and overflow is an error; doubles are those of IEEE 754. */
export const ARITHMETIC: Definitions = {
  '+': {
    '(int, int): int': (a: bigint, b: bigint) => toInt(a + b),
    '(double, double): double': (a: number, b: number) => a + b,
    '(string, string): string': (a: string, b: string, frame: Frame) => {
      frame.chargeSize(a.length + b.length);
      return a + b;
    },
    '(list(A), list(A)): list(A)': (a: readonly Value[], b: readonly Value[], frame: Frame) => {
      frame.chargeSize(a.length + b.length);
      return [...a, ...b];
    },
    '(uint, uint): uint': (a: Uint, b: Uint) => toUint(a.value + b.value),
    '(bytes, bytes): bytes': (a: Uint8Array, b: Uint8Array, frame: Frame) => {
      frame.chargeSize(a.length + b.length);
      return new Uint8Array([...a, ...b]);
    },
    '(timestamp, duration): timestamp': (a: Timestamp, b: Duration) => toTimestamp(a.nanos + b.nanos),
    '(duration, timestamp): timestamp': (a: Duration, b: Timestamp) => toTimestamp(a.nanos + b.nanos),
    '(duration, duration): duration': (a: Duration, b: Duration) => toDuration(a.nanos + b.nanos),
  },
  '-': {
    '(int, int): int': (a: bigint, b: bigint) => toInt(a - b),
    '(double, double): double': (a: number, b: number) => a - b,
    '(uint, uint): uint': (a: Uint, b: Uint) => toUint(a.value - b.value),
    '(timestamp, timestamp): duration': (a: Timestamp, b: Timestamp) =>
      toDuration(toInt(a.nanos - b.nanos, 'the duration in nanoseconds')),
    '(timestamp, duration): timestamp': (a: Timestamp, b: Duration) => toTimestamp(a.nanos - b.nanos),
    '(duration, duration): duration': (a: Duration, b: Duration) => toDuration(a.nanos - b.nanos),
    '(int): int': (a: bigint) => toInt(-a),
    '(double): double': (a: number) => -a,
  },
  '*': {
    '(int, int): int': (a: bigint, b: bigint) => toInt(a * b),
    '(double, double): double': (a: number, b: number) => a * b,
    '(uint, uint): uint': (a: Uint, b: Uint) => toUint(a.value * b.value),
  },
  '/': {
    '(int, int): int': (a: bigint, b: bigint) => toInt(a / nonZero(b, 'division')),
    '(double, double): double': (a: number, b: number) => a / b,
    '(uint, uint): uint': (a: Uint, b: Uint) => toUint(a.value / nonZero(b.value, 'division')),
  },
  '%': {
    '(int, int): int': (a: bigint, b: bigint) => toInt(a % nonZero(b, 'modulus')),
    '(uint, uint): uint': (a: Uint, b: Uint) => toUint(a.value % nonZero(b.value, 'modulus')),
  },
};
