// What every figure is made with: warm-up, repeated rounds, medians, and one record of the result.
import { setTimeout as sleep } from 'node:timers/promises';

export type Result = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor?: number;
  readonly peer?: number;
  readonly ratio: number | null;
  readonly target: string;
  readonly met: boolean;
};

export type Benchmark = {
  readonly name: string;
  readonly run: (options: BenchmarkOptions) => Promise<readonly Result[]>;
};

export type BenchmarkOptions = {
  /** Asks for a smaller run whose figures only show that it works. */
  readonly quick: boolean;
  /** How many runs `memory` lets end. */
  readonly runs: number;
};

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Milliseconds that a task takes. */
export async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

/** Runs `task` `total` times, `inFlight` at once; gives the rate per second and the latencies in milliseconds. */
export async function load(
  task: (index: number) => Promise<unknown>,
  { total, inFlight }: { readonly total: number; readonly inFlight: number },
): Promise<{ readonly perSecond: number; readonly latencies: readonly number[] }> {
  const latencies: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < total) {
      const index = next;
      next += 1;
      latencies.push(await timed(() => task(index)));
    }
  };
  const ms = await timed(() => Promise.all(Array.from({ length: inFlight }, lane)));
  return { perSecond: (total / ms) * 1000, latencies };
}

/** What 99 of 100 stay below. */
export function p99Of(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;
}

/** Runs `task` `total` times, `perSecond` of them begun in each second, whatever became of those before; gives the latencies in milliseconds. */
export async function paced(
  task: (index: number) => Promise<unknown>,
  { total, perSecond }: { readonly total: number; readonly perSecond: number },
): Promise<readonly number[]> {
  return await Promise.all(
    Array.from({ length: total }, async (_, index) => {
      await sleep((index * 1000) / perSecond);
      return await timed(() => task(index));
    }),
  );
}

/** Tasks per second, and the time that 99 of 100 stay below, in milliseconds. */
export type Rate = { readonly perSecond: number; readonly p99: number };

/** The rate of a load. */
export async function rateOf(...given: Parameters<typeof load>): Promise<Rate> {
  const { perSecond, latencies } = await load(...given);
  return { perSecond, p99: p99Of(latencies) };
}

export function medianRate(rates: readonly Rate[]): Rate {
  return { perSecond: median(rates.map(({ perSecond }) => perSecond)), p99: median(rates.map(({ p99 }) => p99)) };
}

/** A target as a share of its floor: `least` of it at least. */
export function share(
  {
    name,
    value,
    unit,
    floor,
  }: { readonly name: string; readonly value: number; readonly unit: string; readonly floor: number },
  least: number,
): Result {
  const ratio = value / floor;
  return { name, value, unit, floor, ratio, target: `>= ${least * 100} % of the floor`, met: ratio >= least };
}
