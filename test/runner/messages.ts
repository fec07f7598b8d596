// What the runner and a process of tests tell one another.

export type ToChild = {
  readonly file: string;
  readonly timeoutMs: number;
  /** Only tests whose full title matches it. */
  readonly grep?: string;
};

export type FromChild =
  | { readonly kind: 'began'; readonly title: string; readonly timeoutMs: number }
  | ({ readonly kind: 'ended' } & FileResult);

export type FileResult = {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
  /** Of the process with its threads, without the processes that it started. */
  readonly cpuMs: number;
};

export type Failure = {
  readonly title: string;
  /** As mocha shows it. */
  readonly text: string;
};
