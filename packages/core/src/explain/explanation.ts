// What is told of a run: what happened in order and why, how it ended, what can be done now.
import type { Wait } from '../admit/hold.ts';
import type { Json } from '@configurable-agents/plugin-sdk';
import type { RunError } from '../engine/fact.ts';
import type { RunRow } from '../store/rows.ts';

export type RunExplanation = Pick<
  RunRow,
  'run_id' | 'workflow_name' | 'revision' | 'trigger' | 'created_at' | 'duration_ms'
> & {
  readonly status: RunRow['status'];
  /** Values are hidden. Once they are removed conditions have no reasons any more: what they read is not known. */
  readonly redaction?: 'hidden' | 'removed';
  /** Why it is queued. */
  readonly waits?: Wait;
  readonly error: RunError | null;
  readonly steps: readonly Step[];
  /** Nodes that never began, with why. */
  readonly never: readonly { readonly node: string; readonly why: string }[];
  readonly next: readonly Next[];
};

/** One thing that happened. */
export type Step = {
  readonly sequence: number;
  readonly time: string;
  /** Milliseconds since the run was asked for. */
  readonly after_ms: number;
  /** Kind of the fact that says so. */
  readonly kind: string;
  /** The node execution, null for what is the run's. */
  readonly key: string | null;
  /** A sentence that begins with what the key did: `was skipped: its condition is false`. */
  readonly what: string;
  /** How long it took, where it took any time. */
  readonly duration_ms?: number;
  /** When it goes on, where it waits. */
  readonly until?: string;
  readonly because: readonly Reason[];
};

/** A condition that was asked, or a way that was not taken. */
export type Reason = {
  /** `when`, `route 2`, or the node that an edge comes from. */
  readonly of: string;
  /** The condition as text; null for a reason that is none. */
  readonly condition: string | null;
  /** What it gave; null where it could not be evaluated or there is none. */
  readonly holds: boolean | null;
  /** The part of it that decided, where it has several. */
  readonly since?: string;
  /** What it read, and what that was worth. */
  readonly values: readonly { readonly name: string; readonly value: Json }[];
  readonly note?: string;
};

/** A command, complete but for values in capitals, and what it does. */
export type Next = { readonly command: string; readonly why: string };
