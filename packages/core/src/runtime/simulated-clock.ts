// A clock that stands still until a test moves it: schedules of a year run in a moment.
import type { Clock } from './clock.ts';

export type SimulatedClock = Clock & {
  /** Moves on, and calls back what is due on the way, in order. */
  readonly advance: (ms: number) => void;
  /** Jumps without calling back: the machine slept, or somebody set the clock. */
  readonly jump: (to: string) => void;
};

/** A clock that shows `start` (RFC 3339) until it is moved. */
export function simulatedClock(start: string): SimulatedClock {
  // Timers count time that passes; what the clock shows can be set.
  let passed = 0;
  let offset = Date.parse(start);
  let timers: { readonly at: number; readonly task: () => void }[] = [];
  return {
    now: () => passed + offset,
    after: (ms, task) => {
      const timer = { at: passed + ms, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance: (ms) => {
      const until = passed + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
        if (next === undefined) break;
        passed = next.at;
        timers = timers.filter((each) => each !== next);
        next.task();
      }
      passed = until;
    },
    jump: (to) => {
      offset = Date.parse(to) - passed;
    },
  };
}
