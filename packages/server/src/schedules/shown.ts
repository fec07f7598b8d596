// Schedules as the API and the command line show them: what each is, and its next slots.
import type { StoreReader } from '@configurable-agents/core';
import { nextSlot } from '@configurable-agents/core/schedule';
import type { Schedule } from '@configurable-agents/core/graph';

/** Durations are as they are written, shortest unit that has no rest. Times are RFC 3339 in UTC. */
export type ShownSchedule = {
  readonly workflow_name: string;
  readonly trigger: string;
  readonly enabled: boolean;
  readonly cron: string | null;
  readonly every: string | null;
  readonly timezone: string;
  readonly catch_up: string;
  readonly overlap: string;
  /** Everything up to then has been dealt with; null before a server has seen it. */
  readonly last_at: string | null;
  /** Slots whose turn comes when the open run has ended. */
  readonly waiting: readonly string[];
  /** Since when its slots pass without a run; null where they do not. */
  readonly paused_at: string | null;
  /** The next slots; none where it is disabled or paused. */
  readonly next: readonly string[];
};

/** The schedules of all registered workflows, with the next slots after a moment. */
export function shownSchedules(
  reader: StoreReader,
  { now, count }: { readonly now: number; readonly count: number },
): readonly ShownSchedule[] {
  return reader.schedules().map(({ schedule, ...row }) => ({
    workflow_name: row.workflow_name,
    trigger: row.trigger,
    enabled: row.enabled,
    cron: schedule.cron ?? null,
    every: schedule.every_ms === undefined ? null : durationOf(schedule.every_ms),
    timezone: schedule.timezone,
    catch_up: schedule.catch_up,
    overlap: schedule.overlap,
    last_at: row.last_at,
    waiting: row.waiting,
    paused_at: row.paused_at,
    next: row.enabled && row.paused_at === null ? nextSlots(schedule, now, count) : [],
  }));
}

function nextSlots(schedule: Schedule, now: number, count: number): readonly string[] {
  const slots: string[] = [];
  for (let at = nextSlot(schedule, now); at !== undefined && slots.length < count; at = nextSlot(schedule, at)) {
    slots.push(new Date(at).toISOString());
  }
  return slots;
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

function durationOf(ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms % each === 0) ?? ['ms', 1];
  return `${ms / size}${unit}`;
}
