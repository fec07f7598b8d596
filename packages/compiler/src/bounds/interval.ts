// Intervals of counts: how often at least, how often at most. `Infinity` is no bound.

/** Both ends belong to it: `lo <= count <= hi`. `hi` may be `Infinity`, `lo` never is. */
export type Interval = { readonly lo: number; readonly hi: number };

export const NONE: Interval = { lo: 0, hi: 0 };

/** Exactly so many. */
export function exactly(count: number): Interval {
  return { lo: count, hi: count };
}

export function plus(a: Interval, b: Interval): Interval {
  return { lo: a.lo + b.lo, hi: a.hi + b.hi };
}

/** Nothing without end is still nothing: `0 × ∞` is 0. */
export function times(a: Interval, b: Interval): Interval {
  return { lo: product(a.lo, b.lo), hi: product(a.hi, b.hi) };
}

export function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

/** The same, but for it perhaps not happening at all. */
export function perhaps(a: Interval): Interval {
  return { lo: 0, hi: a.hi };
}
