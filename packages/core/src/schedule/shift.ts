// Whether a clock change skips or doubles a time that a cron expression names.
import type { Cron } from 'croner';
import { cronOf } from './slots.ts';
import { clockChanges } from './zone.ts';

/** A wall time that a cron names and that a clock change skips or doubles; `at` and `wall` in milliseconds since the epoch. */
export type Shift = {
  readonly kind: 'skipped' | 'doubled';
  /** The time on the wall, as if it stood in UTC. */
  readonly wall: number;
  /** When it runs instead, or at which of the two. */
  readonly runs: number | undefined;
};

/** Two years hold every pattern of clock changes that repeats. */
const SEARCHED_MS = 2 * 366 * 86_400_000;

/**
 * The first time after a moment that a clock change of the zone skips or doubles. Expressions that run all day long (`*` or a step
 * as minute or hour) name intervals, not times: a change neither skips nor doubles them.
 */
export function shiftAfter(
  { cron, timezone }: { readonly cron: string; readonly timezone: string },
  after: number,
): Shift | undefined {
  if (!isFixed(cron)) return undefined;
  const wall: Cron = cronOf(cron, 'UTC');
  for (const { at, from, to } of clockChanges(timezone, { after, until: after + SEARCHED_MS })) {
    // The wall times [from, to) are not there, or [to, from) are there twice.
    const [start, end] = [Math.min(from, to), Math.max(from, to)];
    const named = wall.nextRun(new Date(start - 1000))?.getTime();
    if (named === undefined || named >= end) continue;
    const runs = cronOf(cron, timezone)
      .nextRun(new Date(from < to ? at - 1000 : at - (end - start) - 1000))
      ?.getTime();
    return { kind: from < to ? 'skipped' : 'doubled', wall: named, runs };
  }
  return undefined;
}

function isFixed(cron: string): boolean {
  const [minute = '*', hour = '*'] = cron.trim().split(/\s+/);
  return !/[*/]/.test(`${minute} ${hour}`);
}
