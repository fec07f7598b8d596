// Whether memory is flat: one rule, stated where a figure is judged by it.

export type Trend = {
  readonly isFlat: boolean;
  /** Megabytes: the middle of what was measured, and what the trend adds over the measured time. */
  readonly medianMb: number;
  readonly growthMb: number;
};

export type Sampled = { readonly at: number; readonly mb: number };

const WINDOWS = 20;
const WARM_UP = 0.25;
const MOST_GROWTH = 0.1;
const LEAST_GROWTH_MB = 8;
/** A shorter time says nothing: the engine is still being compiled and its caches filled. */
export const LEAST_SECONDS = 120;

export const RULE: string = `flat: after the first ${WARM_UP * 100} % of the time, the lowest values of ${WINDOWS} windows have a trend (the median of the slopes of all pairs, Theil-Sen) that adds at most ${MOST_GROWTH * 100} % of their median, or ${LEAST_GROWTH_MB} MB, over the time that is measured; of the resident memory what V8 holds for its young generation is left out: with nothing of ours in it, it comes and goes in one piece`;

/** `samples` in the order of time; `at` in seconds. Undefined where they are too few or too short a time. */
export function trendOf(samples: readonly Sampled[]): Trend | undefined {
  const [first, last] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 0];
  if (last - first < LEAST_SECONDS) return undefined;
  const warm = first + (last - first) * WARM_UP;
  const lows = lowest(
    samples.filter(({ at }) => at >= warm),
    { from: warm, to: last },
  );
  if (lows.length < WINDOWS / 2) return undefined;
  const slopes: number[] = [];
  for (const [i, a] of lows.entries())
    for (const b of lows.slice(i + 1)) if (b.at > a.at) slopes.push((b.mb - a.mb) / (b.at - a.at));
  const medianMb = middle(lows.map(({ mb }) => mb));
  const growthMb = middle(slopes) * (last - warm);
  return { isFlat: growthMb <= Math.max(LEAST_GROWTH_MB, medianMb * MOST_GROWTH), medianMb, growthMb };
}

/** Garbage makes memory a saw: what counts is how low it comes again. */
function lowest(
  samples: readonly Sampled[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Sampled[] {
  const windows = new Map<number, Sampled>();
  for (const sample of samples) {
    const index = Math.min(WINDOWS - 1, Math.floor(((sample.at - from) / (to - from)) * WINDOWS));
    const low = windows.get(index);
    if (low === undefined || sample.mb < low.mb) windows.set(index, sample);
  }
  return [...windows.values()];
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
