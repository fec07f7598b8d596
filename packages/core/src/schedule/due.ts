// What a schedule has to start at a moment: the slots that came since the last one, by its policies for missed slots and open runs.
import type { Schedule } from '../graph/graph.ts';
import { slotsWithin } from './slots.ts';

/** A slot that is started later than this was missed: the engine was down, or the clock was put forward. */
const ON_TIME_MS = 60_000;
/** The most slots that are made up for, and the most that wait in a queue. */
export const MOST_SLOTS = 100;

/** How far a schedule is. `slot`: everything up to it has been dealt with. `waiting`: slots whose turn comes after the open run. */
export type Progress = { readonly slot: number; readonly waiting: readonly number[] };

export type Due = Progress & {
  /** Slots to start now, in order. */
  readonly starts: readonly number[];
  /** The open runs are to be cancelled first. */
  readonly cancels: boolean;
  /** Slots that came and will not be started, because a run was open or the queue is full. */
  readonly dropped: readonly number[];
};

/** What is due. Nothing is, and nothing changes, where no slot came and none waits. */
export function dueOf(
  schedule: Schedule,
  { slot, waiting }: Progress,
  { now, isOpen }: { readonly now: number; readonly isOpen: boolean },
): Due {
  const came = slotsWithin(schedule, { after: slot, until: now, most: MOST_SLOTS });
  const next = { slot: came.at(-1) ?? slot };
  const taken = catchUp(schedule, came, now);
  switch (schedule.overlap) {
    case 'allow':
      return { ...next, starts: [...waiting, ...taken], waiting: [], cancels: false, dropped: [] };
    case 'skip': {
      const starts = isOpen ? [] : taken.slice(0, 1);
      return { ...next, starts, waiting: [], cancels: false, dropped: taken.slice(starts.length) };
    }
    case 'queue': {
      const line = [...waiting, ...taken];
      const starts = isOpen ? [] : line.slice(0, 1);
      const rest = line.slice(starts.length);
      const dropped = rest.slice(MOST_SLOTS);
      return { ...next, starts, waiting: rest.slice(0, MOST_SLOTS), cancels: false, dropped };
    }
    case 'cancel': {
      // Each would be cancelled by the one after it.
      const starts = taken.slice(-1);
      return { ...next, starts, waiting: [], cancels: isOpen && starts.length > 0, dropped: taken.slice(0, -1) };
    }
  }
}

/** The slots to start of those that came. */
function catchUp({ catch_up: policy }: Schedule, came: readonly number[], now: number): readonly number[] {
  const onTime = came.filter((slot) => now - slot <= ON_TIME_MS);
  if (onTime.length === came.length || policy === 'all') return came;
  return policy === 'none' ? onTime : came.slice(-1);
}
