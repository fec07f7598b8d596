// Intervals of counts: how often at least, how often at most. `Infinity` is no bound.
import { constantForm, greatestForm, plusForms, timesForms } from './form.ts';
import type { Form } from './form.ts';

/**
 * Both ends belong to it: `lo <= count <= hi`. `hi` may be `Infinity`, `lo` never is. `form` is another ceiling, where lengths of inputs
 * decide: a polynomial over them.
 */
export type Interval = { readonly lo: number; readonly hi: number; readonly form?: Form };

export const NONE: Interval = { lo: 0, hi: 0 };

export const ANY: Interval = { lo: 0, hi: Infinity };

/** Exactly so many. */
export function exactly(count: number): Interval {
  return { lo: count, hi: count };
}

export function plus(a: Interval, b: Interval): Interval {
  return withForm({ lo: a.lo + b.lo, hi: a.hi + b.hi }, joined(a, b, plusForms));
}

/** Nothing without end is still nothing: `0 × ∞` is 0. */
export function times(a: Interval, b: Interval): Interval {
  return withForm({ lo: product(a.lo, b.lo), hi: product(a.hi, b.hi) }, joined(a, b, timesForms));
}

export function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

/** The same, but for it perhaps not happening at all. */
export function perhaps(a: Interval): Interval {
  return { ...a, lo: 0 };
}

/** One of the two. */
export function either(a: Interval, b: Interval): Interval {
  return withForm({ lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi) }, joined(a, b, greatestForm));
}

/** The same, with another ceiling that holds as well. */
export function atMost(a: Interval, most: number): Interval {
  return withForm({ lo: Math.min(a.lo, most), hi: Math.min(a.hi, most) }, a.form);
}

/** With a polynomial, if it says more than the number. */
export function withForm({ lo, hi }: Interval, form: Form | undefined): Interval {
  return form === undefined || form.terms.size === 0 || !Number.isFinite(form.constant) ? { lo, hi } : { lo, hi, form };
}

/** Most ceilings are numbers, which need no polynomial. */
function joined(a: Interval, b: Interval, join: (a: Form, b: Form) => Form | undefined): Form | undefined {
  if (a.form === undefined && b.form === undefined) return undefined;
  return join(a.form ?? constantForm(a.hi), b.form ?? constantForm(b.hi));
}
