import type { Frame } from '../frame.ts';
import type { ScalarType } from '../tree.ts';
import { intOf } from '../values/number.ts';
import type { Value } from '../values/value.ts';

/** What a tree becomes: a function from an evaluation to a value. */
export type Closure = (frame: Frame) => Value;

/**
 * A closure and what is known of it. `raw`: the checker found an int, and the closure gives it as a number while that is exact, as
 * JSON has it and as JavaScript is fast with; beyond, and everywhere else, an int is a bigint. `boxed` bridges the two.
 */
export type Built = {
  readonly run: Closure;
  readonly raw: boolean;
  readonly type: ScalarType | undefined;
  /** The value, where it is the same in every evaluation. */
  readonly constant?: Value;
};

export function constant(value: Value, type?: ScalarType): Built {
  return { run: () => value, raw: false, type, constant: value };
}

/** The closure, ints as bigints: what functions take, and what lists and maps hold. */
export function boxed({ run, raw }: Built): Closure {
  return raw ? (frame) => intOf(run(frame)) : run;
}

/** The closure for where only a number's value matters, not its type: a constant int is a number there. */
export function comparable(built: Built): Built {
  const { constant: value } = built;
  if (typeof value !== 'bigint') return built;
  const near = Number(value);
  return Number.isSafeInteger(near) ? { ...built, run: () => near, constant: near } : built;
}
