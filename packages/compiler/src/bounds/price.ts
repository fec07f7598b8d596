// What tokens of a model cost, as who compiles knows it.
import { NONE, plus, times } from './interval.ts';
import type { Interval } from './interval.ts';

/** US dollars for a million tokens, at least and at most: prices have tiers, hours and caches. */
export type PriceRange = {
  readonly input: { readonly lo: number; readonly hi: number };
  readonly output: { readonly lo: number; readonly hi: number };
};

/** What a model costs, by its provider and its name; undefined where nobody knows. */
export type PriceOf = (provider: string, model: string) => PriceRange | undefined;

const MILLION = 1_000_000;

/** A cost is rounded to a billionth of a dollar, call by call. */
const ROUNDING = 1e-9;

export type Priced = { readonly calls: Interval; readonly input: Interval; readonly output: Interval };

export function costOf({ calls, input, output }: Priced, { input: read, output: written }: PriceRange): Interval {
  if (read.hi === 0 && written.hi === 0) return NONE;
  const per = ({ lo, hi }: PriceRange['input']): Interval => ({ lo: lo / MILLION, hi: hi / MILLION });
  const cost = plus(plus(times(input, per(read)), times(output, per(written))), times(calls, { lo: 0, hi: ROUNDING }));
  return { ...cost, lo: Math.max(0, cost.lo - calls.hi * ROUNDING) };
}
