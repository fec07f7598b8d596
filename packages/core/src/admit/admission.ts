// What a run counts into and waits for before it starts: the limits of its workflow and of the trigger's entry that took it, with their
// keys as they came out. Stands in the run's first fact, so it holds as it was accepted, whatever is registered later.

/** `of`: the trigger's entry whose limit it is; absent for that of the whole workflow. */
type Keyed = { readonly of?: string; readonly key: string; readonly limit: number };

export type Concurrency = Keyed & { readonly on_conflict: 'queue' | 'skip' | 'cancel' };

export type Rate = Keyed & { readonly period_ms: number; readonly on_conflict: 'queue' | 'skip' };

/** `since`: when the burst began that this run is the last of so far. */
export type Debounce = {
  readonly of: string;
  readonly key: string;
  readonly period_ms: number;
  readonly max_wait_ms: number;
  readonly since?: number;
};

export type Admission = {
  /** From -100 to 100; absent: 0. */
  readonly priority?: number;
  readonly concurrency?: readonly Concurrency[];
  readonly rates?: readonly Rate[];
  readonly debounce?: Debounce;
};

export const NO_ADMISSION: Admission = {};

/** Runs that count together: those of one workflow, one limit and one key. */
export function groupOf(
  workflow: string,
  kind: 'concurrency' | 'rate' | 'debounce',
  { of = null, key }: { readonly of?: string | null; readonly key: string },
): string {
  return JSON.stringify([kind, workflow, of, key]);
}

/** Until when a start counts into the rates of its run; null where it has none. */
export function countsUntil({ rates = [] }: Admission, started: number): number | null {
  return rates.length === 0 ? null : started + Math.max(...rates.map(({ period_ms: period }) => period));
}
