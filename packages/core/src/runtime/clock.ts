/** Where schedules, waits and facts get the time from; a test puts its own in its place. */
export type Clock = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Calls back once after so many milliseconds; returns how to call it off. */
  readonly after: (ms: number, task: () => void) => () => void;
};

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    // Who holds the engine holds the process.
    timer.unref();
    return () => clearTimeout(timer);
  },
};
