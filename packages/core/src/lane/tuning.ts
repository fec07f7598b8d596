/** How patiently lanes are watched. The defaults are for everybody; tests are in more of a hurry. */
export type LaneTuning = {
  /** From the abort of an attempt until its thread is judged. */
  readonly graceMs: number;
  /** Between two questions to a lane. */
  readonly beatMs: number;
  /** Questions without an answer after which the thread of an io lane is blocked. */
  readonly blockedBeats: number;
  /** Heap of an idle lane that is suspected of a leak. */
  readonly heapBytes: number;
  /** Idle beats above that in a row after which the lane is replaced. */
  readonly heavyBeats: number;
  /** After which a cpu lane without work ends. */
  readonly idleMs: number;
  /** Limit of V8's old generation in each thread. */
  readonly memoryMb: number;
};

const MB = 1024 * 1024;

/** The tuning with the memory limit of the configuration; what is given otherwise goes before it. */
export function laneTuning(given: Partial<LaneTuning> = {}): LaneTuning {
  const { memoryMb = 512 } = given;
  return {
    graceMs: 5000,
    beatMs: 1000,
    // A plugin may parse for seconds on a slow machine; what does not answer for ten never will.
    blockedBeats: 10,
    heapBytes: (memoryMb / 2) * MB,
    heavyBeats: 5,
    idleMs: 10_000,
    memoryMb,
    ...given,
  };
}
