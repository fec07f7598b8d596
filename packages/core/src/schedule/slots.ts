// The moments of a schedule. Pure: the same schedule and time give the same slots; nothing here waits or reads a clock.
import { createRequire } from 'node:module';
import type { Cron, CronOptions } from 'croner';
import type { Schedule } from '../graph/graph.ts';
import { dayOf, startOfDay } from './zone.ts';

const DAY_MS = 86_400_000;

let library: { readonly Cron: typeof Cron } | undefined;
const crons = new Map<string, Cron>();
const MOST_KEPT = 1000;

/** The calculator of a cron expression; its library loads with the first. */
export function cronOf(cron: string, timezone: string): Cron {
  const key = `${timezone} ${cron}`;
  let known = crons.get(key);
  if (known === undefined) {
    library ??= createRequire(import.meta.url)('croner') as { readonly Cron: typeof Cron };
    const options: CronOptions = { paused: true, timezone, mode: '5-part', fixedTimeRule: 'no-wildcard' };
    known = new library.Cron(cron, options);
    if (crons.size >= MOST_KEPT) crons.clear();
    crons.set(key, known);
  }
  return known;
}

/** The first slot after a moment, in milliseconds since the epoch; undefined where there is none. */
export function nextSlot(schedule: Schedule, after: number): number | undefined {
  if (schedule.cron !== undefined) return cronOf(schedule.cron, schedule.timezone).nextRun(new Date(after))?.getTime();
  const every = schedule.every_ms ?? DAY_MS;
  const day = dayOf(after, schedule.timezone);
  if (every > DAY_MS) {
    const days = Math.round(every / DAY_MS);
    const next = startOfDay(Math.floor(day / days) * days + days, schedule.timezone);
    const own = startOfDay(Math.floor(day / days) * days, schedule.timezone);
    return own > after ? own : next;
  }
  const midnight = startOfDay(day, schedule.timezone);
  const following = startOfDay(day + 1, schedule.timezone);
  const slot = midnight + (Math.floor((after - midnight) / every) + 1) * every;
  return Math.min(slot, following);
}

/** The last slot at or before a moment. */
function slotBefore(schedule: Schedule, at: number): number | undefined {
  if (schedule.cron !== undefined) {
    // The library gives what lies before the second that it is asked of.
    const [last] = cronOf(schedule.cron, schedule.timezone).previousRuns(
      1,
      new Date(Math.floor(at / 1000) * 1000 + 1000),
    );
    return last?.getTime();
  }
  const every = schedule.every_ms ?? DAY_MS;
  const day = dayOf(at, schedule.timezone);
  if (every > DAY_MS) {
    const days = Math.round(every / DAY_MS);
    return startOfDay(Math.floor(day / days) * days, schedule.timezone);
  }
  const midnight = startOfDay(day, schedule.timezone);
  return midnight + Math.floor((at - midnight) / every) * every;
}

/**
 * The last slots that lie after one moment and not after another, the earliest first. At most `most`, however long the time is:
 * it is walked from its end.
 */
export function slotsWithin(
  schedule: Schedule,
  { after, until, most }: { readonly after: number; readonly until: number; readonly most: number },
): readonly number[] {
  const slots: number[] = [];
  let at = until;
  while (slots.length < most) {
    const slot = slotBefore(schedule, at);
    if (slot === undefined || slot <= after) break;
    slots.push(slot);
    at = slot - 1;
  }
  return slots.toReversed();
}
