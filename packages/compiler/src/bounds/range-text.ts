import type { Interval } from './interval.ts';

export type Show = (count: number) => string;

/** An interval as people read it: `3`, `1-9`, `1-∞`. `showFloor`: where floors are rounded another way than ceilings. */
export function rangeText({ lo, hi }: Interval, show: Show, showFloor: Show = show): string {
  if (hi === Infinity) return `${showFloor(lo)}-∞`;
  return lo === hi ? show(hi) : `${showFloor(lo)}-${show(hi)}`;
}
