import type { Interval } from './interval.ts';

/** An interval as people read it: `3`, `1-9`, `1-∞`. */
export function rangeText({ lo, hi }: Interval, show: (count: number) => string): string {
  if (hi === Infinity) return `${show(lo)}-∞`;
  return lo === hi ? show(lo) : `${show(lo)}-${show(hi)}`;
}
