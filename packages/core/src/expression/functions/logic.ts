import type { Frame } from '../frame.ts';
import type { CelMap } from '../values/map.ts';
import { equals } from '../values/equality.ts';
import { compare } from '../values/order.ts';
import { lookUp } from '../values/value.ts';
import type { PlainObject, Value } from '../values/value.ts';
import type { Apply, Definitions } from './signature.ts';

// Strict ones are never called: the closure builder has them, since they do not evaluate all of their operands.
const built: Apply = () => {
  throw new Error('invariant: the closure builder has this operator');
};

/** Types with an order. Numbers of different types compare by value. */
const ORDERED = ['int', 'double', 'string', 'uint', 'bool', 'bytes', 'timestamp', 'duration'];
const MIXED = ['int, double', 'double, int', 'int, uint', 'uint, int', 'double, uint', 'uint, double'];

function order(test: (order: number) => boolean): { readonly [signature: string]: Apply } {
  const apply = (a: Value, b: Value): Value => test(compare(a, b) ?? Number.NaN);
  const pairs = [...ORDERED.map((type) => `${type}, ${type}`), ...MIXED];
  return Object.fromEntries(pairs.map((pair) => [`(${pair}): bool`, apply]));
}

function contains(item: Value, list: readonly Value[], frame: Frame): boolean {
  frame.chargeSize(list.length);
  return list.some((each) => equals(each, item, frame));
}

/** Logic, equality, order and membership. */
export const LOGIC: Definitions = {
  '&&': { '(bool, bool): bool': built },
  '||': { '(bool, bool): bool': built },
  '?:': { '(bool, A, A): A': built },
  '!': { '(bool): bool': (a: boolean) => !a },
  '==': { '(A, A): bool': equals },
  '!=': { '(A, A): bool': (a: Value, b: Value, frame: Frame) => !equals(a, b, frame) },
  '<': order((found) => found < 0),
  '<=': order((found) => found <= 0),
  '>': order((found) => found > 0),
  '>=': order((found) => found >= 0),
  in: {
    '(A, list(A)): bool': contains,
    '(A, map(A, B)): bool': (key: Value, map: CelMap | PlainObject) => lookUp(map, key) !== undefined,
  },
};
