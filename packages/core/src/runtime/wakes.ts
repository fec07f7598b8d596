// Calls runs back at a time. Clocks are set, and machines sleep: a time that is up is noticed within half a minute, and none is taken
// for up before the clock says so.
import type { EngineEvent, Wake } from '../engine/event.ts';
import type { Clock } from './clock.ts';
import type { OpenRun } from './open-run.ts';

/** How late a change of the clock is noticed at most. */
const LONGEST_SLEEP_MS = 30_000;

export type WakeAt = { readonly key: string; readonly at: number; readonly for: Wake };

/** Arms the wakes of runs. One that is armed again moves. */
export function openWakes(
  clock: Clock,
  hear: (run: OpenRun, event: EngineEvent) => void,
): (run: OpenRun, wake: WakeAt) => void {
  return (run, { key, at, for: what }) => {
    const name = `${what} ${key}`;
    run.timers.get(name)?.();
    // Before another attempt a time passes; whoever puts the clock back does not make it longer.
    let left = what === 'retry.due' ? Math.max(0, at - clock.now()) : Infinity;
    const arm = (): void => {
      const sleep = Math.min(Math.max(0, Math.min(at - clock.now(), left)), LONGEST_SLEEP_MS);
      const callOff = clock.after(sleep, () => {
        left -= sleep;
        if (clock.now() < at && left > 0) {
          arm();
          return;
        }
        run.timers.delete(name);
        hear(run, { kind: what, key, time: clock.now() });
      });
      run.timers.set(name, callOff);
    };
    arm();
  };
}
