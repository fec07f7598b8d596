// What calls of models use, as intervals that are added and multiplied together.
import { either, NONE, perhaps, plus, times } from './interval.ts';
import type { Interval } from './interval.ts';
import { costOf } from './price.ts';
import type { PriceRange } from './price.ts';

/** `tokens` are input and output together, `estimate` is what the input is likely to be at most: no bound. `cost` is in US dollars. */
export type Use = {
  readonly calls: Interval;
  readonly input: Interval;
  readonly output: Interval;
  readonly tokens: Interval;
  readonly cost: Interval;
  readonly estimate: Interval;
};

/** The same of executions of nodes, which are more than calls of models. `executions`: how often nodes execute. */
export type Counts = Use & { readonly executions: Interval };

export const NO_USE: Use = { calls: NONE, input: NONE, output: NONE, tokens: NONE, cost: NONE, estimate: NONE };

export const NO_COUNTS: Counts = { executions: NONE, ...NO_USE };

/** What is counted, of something that has more to it. */
export function countsOf({ executions, calls, input, output, tokens, cost, estimate }: Counts): Counts {
  return { executions, calls, input, output, tokens, cost, estimate };
}

/** A thing of which nothing is known. */
export function unknownUse(unknown: Interval): Use {
  return { calls: unknown, input: unknown, output: unknown, tokens: unknown, cost: unknown, estimate: unknown };
}

/** The same function over each quantity. */
export function mapUse<T extends { readonly [name: string]: Interval }>(
  use: T,
  change: (interval: Interval, name: keyof T) => Interval,
): T {
  return Object.fromEntries(Object.entries(use).map(([name, each]) => [name, change(each, name)])) as T;
}

export function plusUse<T extends { readonly [name: string]: Interval }>(a: T, b: T): T {
  return mapUse(a, (each, name) => plus(each, b[name] as Interval));
}

export function eitherUse<T extends { readonly [name: string]: Interval }>(a: T, b: T): T {
  return mapUse(a, (each, name) => either(each, b[name] as Interval));
}

export function timesUse<T extends { readonly [name: string]: Interval }>(a: T, count: Interval): T {
  return mapUse(a, (each) => times(each, count));
}

export function perhapsUse<T extends { readonly [name: string]: Interval }>(a: T): T {
  return mapUse(a, perhaps);
}

/** What so many calls use, with what their tokens cost; without a price, as much as anything. */
export function useOf(
  { calls, input, output, estimate }: Pick<Use, 'calls' | 'input' | 'output' | 'estimate'>,
  price: PriceRange | undefined,
): Use {
  const cost = price === undefined ? { lo: 0, hi: Infinity } : costOf({ calls, input, output }, price);
  return { calls, input, output, tokens: plus(input, output), cost, estimate };
}
