// Arithmetic whose operand types are known: numbers, without a search for the overload.
import type { Frame } from '../frame.ts';
import { intOf } from '../values/number.ts';
import type { Value } from '../values/value.ts';
import { comparable } from './built.ts';
import type { Built, Closure } from './built.ts';

/** How the operator works on boxed values, for what the fast way cannot do: overflow, zero, and values of other types. */
export type Slow = (frame: Frame, a: Value, b: Value) => Value;

const NUMBER_OPERATORS: { readonly [name: string]: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b + 0,
  // Exact: both are below 2^53, and what is divided is a multiple.
  '/': (a, b) => (b === 0 ? Number.NaN : (a - (a % b)) / b + 0),
  '%': (a, b) => (b === 0 ? Number.NaN : (a % b) + 0),
};

/** Both operands are ints: numbers while the result is exact. */
export function buildInt(
  name: string,
  { a, b, slow }: { readonly a: Built; readonly b: Built; readonly slow: Slow },
): Built {
  const [x, y] = [comparable(a).run, comparable(b).run];
  const exactly: Slow = (frame, left, right) => slow(frame, intOf(left), intOf(right));
  return { run: intClosure(name, { x, y, exactly }), raw: true, type: 'int' };
}

type Parts = { readonly x: Closure; readonly y: Closure; readonly exactly: Slow };

function intClosure(name: string, { x, y, exactly }: Parts): Closure {
  if (name === '+') {
    return (frame) => {
      const [left, right] = [x(frame), y(frame)];
      if (typeof left === 'number' && typeof right === 'number') {
        const sum = left + right;
        if (Number.isSafeInteger(sum)) return sum;
      }
      return exactly(frame, left, right);
    };
  }
  const operate = NUMBER_OPERATORS[name] as (a: number, b: number) => number;
  return (frame) => {
    const [left, right] = [x(frame), y(frame)];
    if (typeof left === 'number' && typeof right === 'number') {
      const result = operate(left, right);
      if (Number.isSafeInteger(result)) return result;
    }
    return exactly(frame, left, right);
  };
}

const DOUBLE_OPERATORS: { readonly [name: string]: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/** Both operands are doubles. There is no modulus of doubles. */
export function buildDouble(
  name: string,
  { a, b, slow }: { readonly a: Built; readonly b: Built; readonly slow: Slow },
): Built | undefined {
  const operate = Object.hasOwn(DOUBLE_OPERATORS, name) ? DOUBLE_OPERATORS[name] : undefined;
  if (operate === undefined) return undefined;
  const [x, y] = [a.run, b.run];
  const run: Closure = (frame) => {
    const [left, right] = [x(frame), y(frame)];
    return typeof left === 'number' && typeof right === 'number' ? operate(left, right) : slow(frame, left, right);
  };
  return { run, raw: false, type: 'double' };
}

export function isArithmetic(name: string): boolean {
  return Object.hasOwn(NUMBER_OPERATORS, name);
}
