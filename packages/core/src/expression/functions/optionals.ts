import { fail } from '../error.ts';
import { NONE, Optional } from '../values/optional.ts';
import { numericOf } from '../values/number.ts';
import { Duration, Timestamp } from '../values/special.ts';
import { isMap, sizeOf } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import type { Definitions } from './signature.ts';

/** Null, false, zero, and whatever is empty. */
function isZero(value: Value): boolean {
  if (value === null || value === false || value === '') return true;
  const number = numericOf(value);
  if (number !== undefined) return Number(number) === 0;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
  if (value instanceof Duration) return value.nanos === 0n;
  if (value instanceof Timestamp) return value.nanos === 0n;
  if (value instanceof Optional) return value.value === undefined;
  return isMap(value) && sizeOf(value) === 0;
}

/** Optionals. `or` and `orValue` do not evaluate their argument where they do not need it: the closure builder has them too. */
export const OPTIONALS: Definitions = {
  'optional.of': { '(A): optional(A)': (value: Value) => new Optional(value) },
  'optional.none': { '(): optional(A)': () => NONE },
  'optional.ofNonZeroValue': { '(A): optional(A)': (value: Value) => (isZero(value) ? NONE : new Optional(value)) },
  hasValue: { 'optional(A).(): bool': (optional: Optional) => optional.value !== undefined },
  value: {
    'optional(A).(): A': ({ value }: Optional) =>
      value ??
      (value === null ? null : fail('EXPRESSION_EMPTY', 'the optional has no value; use orValue(…) for another one')),
  },
  or: { 'optional(A).(optional(A)): optional(A)': (a: Optional, b: Optional) => (a.value === undefined ? b : a) },
  orValue: { 'optional(A).(A): A': (a: Optional, b: Value) => (a.value === undefined ? b : a.value) },
  'optional.unwrap': {
    '(list(optional(A))): list(A)': (items: readonly Value[]) => unwrap(items),
  },
  unwrapOpt: { 'list(optional(A)).(): list(A)': (items: readonly Value[]) => unwrap(items) },
};

function unwrap(items: readonly Value[]): readonly Value[] {
  return items.flatMap((item) => {
    if (!(item instanceof Optional)) return fail('EXPRESSION_TYPE', 'only a list of optionals can be unwrapped');
    return item.value === undefined ? [] : [item.value];
  });
}
