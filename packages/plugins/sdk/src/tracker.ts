import type { JsonObject } from './json.ts';

/** A fact of the journal with its global position and its run. `fact` is `{sequence, time, kind, key?, …}`. */
export type TrackedFact = {
  readonly pos: number;
  readonly runId: string;
  readonly workflowName: string;
  readonly fact: JsonObject & { readonly kind: string; readonly time: string; readonly sequence: number };
};

/** How a batch is handed over. */
export type RecordOptions = { readonly signal: AbortSignal; readonly write: (line: string) => void };

/**
 * An outlet that reports runs. It reads the journal after a cursor, in its own thread: it can neither fail nor slow a run.
 * A batch may come twice, so recording is idempotent by `pos`.
 */
export type Tracker = {
  readonly description?: string;
  readonly config?: JsonSchemaObject;
  readonly record: (batch: readonly TrackedFact[], options: RecordOptions) => Promise<void> | void;
};

type JsonSchemaObject = { readonly [keyword: string]: unknown };
