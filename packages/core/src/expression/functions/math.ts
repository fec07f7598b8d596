import { fail } from '../error.ts';
import { compare } from '../values/order.ts';
import { toInt, UINT_MAX } from '../values/number.ts';
import { Uint } from '../values/special.ts';
import type { Value } from '../values/value.ts';
import type { Apply, Definitions } from './signature.ts';

const NUMBERS = ['int', 'uint', 'double'];

/** The greatest or the least of the values; of equal ones the first. */
function extreme(sign: 1 | -1): (values: readonly Value[]) => Value {
  return (values) => {
    let [best] = values;
    if (best === undefined) return fail('EXPRESSION_EMPTY', 'the list has no values');
    for (const value of values) {
      if (typeof value !== 'number' && typeof value !== 'bigint' && !(value instanceof Uint))
        fail('EXPRESSION_TYPE', 'only numbers have a greatest and a least');
      if ((compare(value, best) ?? 0) * sign > 0) best = value;
    }
    return best;
  };
}

/** One or two numbers of any types, or a list; the parser makes a list of more. Numbers of one type give that type. */
function variadic(pick: (values: readonly Value[]) => Value): { readonly [signature: string]: Apply } {
  const found: { [signature: string]: Apply } = {};
  for (const a of NUMBERS) {
    found[`(${a}): ${a}`] = (value: Value) => value;
    for (const b of NUMBERS) found[`(${a}, ${b}): ${a === b ? a : 'dyn'}`] = (x: Value, y: Value) => pick([x, y]);
    found[`(list(${a})): ${a}`] = pick;
  }
  found['(list(dyn)): dyn'] = pick;
  return found;
}

function absolute(value: bigint): bigint {
  return toInt(value < 0n ? -value : value);
}

function bits(apply: (a: bigint, b: bigint) => bigint): { readonly [signature: string]: Apply } {
  return {
    '(int, int): int': (a: bigint, b: bigint) => BigInt.asIntN(64, apply(a, b)),
    '(uint, uint): uint': (a: Uint, b: Uint) => new Uint(BigInt.asUintN(64, apply(a.value, b.value))),
  };
}

function shift(apply: (a: bigint, by: bigint) => bigint): { readonly [signature: string]: Apply } {
  const shifted = (a: bigint, by: bigint): bigint => {
    if (by < 0n) fail('EXPRESSION_ARGUMENT', `bits are shifted by 0 or more places, not by ${by}`);
    return by > 63n ? 0n : apply(a, by);
  };
  return {
    // Of an int the bits are shifted as they are, the sign included.
    '(int, int): int': (a: bigint, by: bigint) => BigInt.asIntN(64, shifted(BigInt.asUintN(64, a), by)),
    '(uint, int): uint': (a: Uint, by: bigint) => new Uint(BigInt.asUintN(64, shifted(a.value, by))),
  };
}

/** Half away from zero, as CEL has it; `Math.round` rounds -2.5 up. Fractions below a half stay below it. */
function round(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}

const root = (value: number): number => Math.sqrt(value);

/** Numbers: CEL's math extension. */
export const MATH: Definitions = {
  'math.greatest': variadic(extreme(1)),
  'math.least': variadic(extreme(-1)),
  'math.ceil': { '(double): double': (a: number) => Math.ceil(a) },
  'math.floor': { '(double): double': (a: number) => Math.floor(a) },
  'math.round': { '(double): double': round },
  'math.trunc': { '(double): double': (a: number) => Math.trunc(a) },
  'math.abs': {
    '(int): int': absolute,
    '(uint): uint': (a: Uint) => a,
    '(double): double': (a: number) => Math.abs(a),
  },
  'math.sign': {
    '(int): int': (a: bigint) => (a > 0n ? 1n : a < 0n ? -1n : 0n),
    '(uint): uint': (a: Uint) => new Uint(a.value > 0n ? 1n : 0n),
    '(double): double': (a: number) => Math.sign(a),
  },
  'math.sqrt': {
    '(double): double': root,
    '(int): double': (a: bigint) => root(Number(a)),
    '(uint): double': (a: Uint) => root(Number(a.value)),
  },
  'math.isNaN': { '(double): bool': (a: number) => Number.isNaN(a) },
  'math.isInf': { '(double): bool': (a: number) => a === Infinity || a === -Infinity },
  'math.isFinite': { '(double): bool': (a: number) => Number.isFinite(a) },
  'math.bitAnd': bits((a, b) => a & b),
  'math.bitOr': bits((a, b) => a | b),
  'math.bitXor': bits((a, b) => a ^ b),
  'math.bitNot': {
    '(int): int': (a: bigint) => ~a,
    '(uint): uint': (a: Uint) => new Uint(UINT_MAX ^ a.value),
  },
  'math.bitShiftLeft': shift((a, by) => a << by),
  'math.bitShiftRight': shift((a, by) => a >> by),
};
