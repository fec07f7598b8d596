import type { Interval } from './interval.ts';
import type { Level } from '../resolve/ways.ts';

/**
 * How long a level takes: units beside each other run at once, so its longest path counts. For the floor only units that run in
 * any case.
 */
export function longest(
  { units }: Level,
  { wallOf, isSure }: { readonly wallOf: (unit: number) => Interval; readonly isSure: (unit: number) => boolean },
): Interval {
  const start = units.map(() => 0);
  let [lo, hi] = [0, 0];
  units.forEach(({ ways }, unit) => {
    const own = wallOf(unit);
    const end = (start[unit] ?? 0) + own.hi;
    if (isSure(unit)) lo = Math.max(lo, own.lo);
    hi = Math.max(hi, end);
    for (const target of ways.flat()) start[target] = Math.max(start[target] ?? 0, end);
  });
  return { lo, hi };
}
