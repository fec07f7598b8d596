// Equality, order and membership. Only a number's value matters here, so ints stay numbers.
import { fail } from '../error.ts';
import type { Expression } from '../tree.ts';
import { equals } from '../values/equality.ts';
import { nameOfType } from '../values/name.ts';
import { compare } from '../values/order.ts';
import type { Value } from '../values/value.ts';
import { comparable } from './built.ts';
import type { Built, Closure } from './built.ts';

type Call = Expression & { readonly kind: 'call' };

function bool(run: Closure): Built {
  return { run, raw: false, type: undefined };
}

export function buildEquality(wanted: boolean, a: Built, b: Built): Built {
  const [left, right] = [comparable(a), comparable(b)];
  const [x, y] = [left.run, right.run];
  const fixed = right.constant;
  if (typeof fixed === 'string' || typeof fixed === 'number' || typeof fixed === 'boolean') {
    const kind = typeof fixed;
    return bool((frame) => {
      const value = x(frame);
      return (typeof value === kind ? value === fixed : equals(value, fixed, frame)) === wanted;
    });
  }
  return bool((frame) => equals(x(frame), y(frame), frame) === wanted);
}

const TESTS: { readonly [operator: string]: (order: number) => boolean } = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

export function isOrder(name: string): boolean {
  return Object.hasOwn(TESTS, name);
}

export function buildOrder(tree: Call, a: Built, b: Built): Built {
  const [left, right] = [comparable(a), comparable(b)];
  const test = TESTS[tree.name] as (order: number) => boolean;
  const slow = (x: Value, y: Value): boolean => {
    if (tree.lenient === true && (x === null || y === null)) return false;
    const order = compare(x, y);
    if (order === undefined)
      fail('EXPRESSION_TYPE', `\`${tree.name}\` does not take ${nameOfType(x)} and ${nameOfType(y)}`, tree.at);
    return test(order);
  };
  const fixed = right.constant;
  return bool(
    typeof fixed === 'number' && !Number.isNaN(fixed)
      ? againstNumber(tree.name, { run: left.run, fixed, slow })
      : between(tree.name, { x: left.run, y: right.run, slow }),
  );
}

type Slow = (x: Value, y: Value) => boolean;

// One closure for each operator: a test that is itself a call would cost as much as the comparison.
function againstNumber(
  name: string,
  { run, fixed, slow }: { readonly run: Closure; readonly fixed: number; readonly slow: Slow },
): Closure {
  switch (name) {
    case '<':
      return (frame) => {
        const x = run(frame);
        return typeof x === 'number' ? x < fixed : slow(x, fixed);
      };
    case '<=':
      return (frame) => {
        const x = run(frame);
        return typeof x === 'number' ? x <= fixed : slow(x, fixed);
      };
    case '>':
      return (frame) => {
        const x = run(frame);
        return typeof x === 'number' ? x > fixed : slow(x, fixed);
      };
    default:
      return (frame) => {
        const x = run(frame);
        return typeof x === 'number' ? x >= fixed : slow(x, fixed);
      };
  }
}

function between(
  name: string,
  { x, y, slow }: { readonly x: Closure; readonly y: Closure; readonly slow: Slow },
): Closure {
  switch (name) {
    case '<':
      return (frame) => {
        const [a, b] = [x(frame), y(frame)];
        return typeof a === 'number' && typeof b === 'number' ? a < b : slow(a, b);
      };
    case '<=':
      return (frame) => {
        const [a, b] = [x(frame), y(frame)];
        return typeof a === 'number' && typeof b === 'number' ? a <= b : slow(a, b);
      };
    case '>':
      return (frame) => {
        const [a, b] = [x(frame), y(frame)];
        return typeof a === 'number' && typeof b === 'number' ? a > b : slow(a, b);
      };
    default:
      return (frame) => {
        const [a, b] = [x(frame), y(frame)];
        return typeof a === 'number' && typeof b === 'number' ? a >= b : slow(a, b);
      };
  }
}

/** `x in [1, 2, 3]` over a constant list of texts and numbers: a set. Undefined where there is no such list. */
export function buildInConstant(item: Built, { constant: list }: Built): Built | undefined {
  if (!Array.isArray(list)) return undefined;
  const plain = (list as readonly Value[]).map(
    (each) => comparable({ run: () => each, raw: false, type: undefined, constant: each }).constant,
  );
  if (!plain.every((each) => typeof each === 'string' || (typeof each === 'number' && !Number.isNaN(each))))
    return undefined;
  const set = new Set<unknown>(plain);
  const { run } = comparable(item);
  return bool((frame) => {
    const value = run(frame);
    return typeof value === 'string' || typeof value === 'number'
      ? set.has(value)
      : (list as readonly Value[]).some((each) => equals(each, value, frame));
  });
}
