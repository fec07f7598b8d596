// What the host makes of a lane's answers. Counted in beats and not in time: a host that was stopped, or whose clock was set,
// has missed the beats as well, and blames nobody.
import type { LaneTuning } from './tuning.ts';

export type Pulse = {
  /** Beats since the lane has last answered. */
  missed: number;
  /** Beats in a row at which the lane was idle and its heap above the limit. */
  heavy: number;
  /** Nothing is asked of a thread that is still starting. */
  isReady: boolean;
  heapBytes: number;
};

export type Finding = 'well' | 'blocked' | 'leaking';

export function newPulse(): Pulse {
  return { missed: 0, heavy: 0, isReady: false, heapBytes: 0 };
}

/** The lane has answered. */
export function answered(pulse: Pulse, heapBytes: number): void {
  pulse.isReady = true;
  pulse.missed = 0;
  pulse.heapBytes = heapBytes;
}

/** One beat of the watch. */
export function beat(pulse: Pulse, { isIdle }: { readonly isIdle: boolean }, tuning: LaneTuning): Finding {
  if (!pulse.isReady) return 'well';
  pulse.heavy = isIdle && pulse.heapBytes > tuning.heapBytes ? pulse.heavy + 1 : 0;
  if (pulse.heavy >= tuning.heavyBeats) return 'leaking';
  pulse.missed += 1;
  return pulse.missed > tuning.blockedBeats ? 'blocked' : 'well';
}
