import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import type { ForkedFrom, RunError, TriggerInfo, Usage } from '../engine/fact.ts';
import type { CostFilter, CostGroup, CostReport } from './costs.ts';
import type { FailureFilter, FailureGroup } from './failures.ts';
import type { RunExplanation } from '../explain/explanation.ts';
import type { ExecutionGraph, Schedule } from '../graph/graph.ts';

/** One fact as others see it: `fact` is `{sequence, time (ISO 8601), kind, key?, …}`. */
export type JournalEntry = {
  readonly pos: number;
  readonly run_id: string;
  readonly workflow_name: string;
  readonly fact: JsonObject & { readonly sequence: number; readonly time: string; readonly kind: string };
};

export type RunStatus =
  'queued' | 'running' | 'waiting' | 'paused' | 'succeeded' | 'failed' | 'cancelled' | 'superseded';

/** A row of the run list, in the shape of the API. */
export type RunRow = {
  readonly run_id: string;
  readonly workflow_name: string;
  readonly revision: number | null;
  readonly status: RunStatus;
  readonly trigger: TriggerInfo;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly duration_ms: number | null;
  readonly usage: Usage & { readonly cost_usd: number | null };
  readonly error: RunError | null;
  /** Hash of the graph that the run is pinned to. */
  readonly graph: string;
  readonly forked_from: ForkedFrom | null;
};

export type RunFilter = {
  readonly workflow?: string;
  readonly status?: string;
  /** Milliseconds since the epoch. */
  readonly since?: number;
  readonly limit?: number;
  readonly cursor?: string;
};

export type Page<T> = { readonly items: readonly T[]; readonly next_cursor: string | null };

export type NodeRow = {
  readonly key: string;
  readonly node: string;
  readonly status: 'pending' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'skipped' | 'cancelled';
  readonly attempt: number;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly input: Json;
  readonly output: Json;
  readonly usage: Usage & { readonly cost_usd: number | null };
  readonly error: { readonly code: string; readonly class: string; readonly message: string } | null;
};

/** A run in full: the row, and what its journal says. `seq` is the sequence that this answer includes. */
export type RunDetail = RunRow & {
  readonly inputs: JsonObject;
  readonly result: Json;
  readonly state: JsonObject;
  readonly nodes: readonly NodeRow[];
  readonly seq: number;
};

export type WorkflowRow = {
  readonly name: string;
  readonly revision: number;
  readonly hash: string;
  readonly path: string | null;
  readonly source: string;
  readonly registered_at: string;
};

/**
 * What became of a delivery: it started runs, asked for runs that were there already, matched nothing, could not be mapped for
 * any workflow, was answered at once (a ping), or did not pass its verification.
 */
export type Verdict = 'accepted' | 'duplicate' | 'ignored' | 'dead_letter' | 'replied' | 'refused';

export type DeliveryRow = {
  readonly delivery_id: string;
  readonly trigger: string;
  readonly verdict: Verdict;
  /** Why, where there is more to say. */
  readonly reason: string | null;
  /** The delivery that this one repeated. */
  readonly redelivery_of: string | null;
  readonly dedupe_key: string | null;
  readonly received_at: string;
  readonly event_type: string;
  /** Bytes of the body. */
  readonly size: number;
  readonly headers: JsonObject;
  readonly runs: readonly string[];
  readonly dead_letters: readonly { readonly workflow_name: string; readonly code: string; readonly message: string }[];
};

/** A question that a run asks. `closed_at`: it was answered, its time is up, or the run has ended. */
export type ApprovalRow = {
  readonly run_id: string;
  readonly workflow_name: string;
  readonly key: string;
  readonly node: string;
  readonly message: string;
  readonly show: Json;
  readonly form: JsonSchema;
  readonly created_at: string;
  readonly due_at: string | null;
  readonly closed_at: string | null;
  readonly answer: JsonObject | null;
  readonly answered_by: string | null;
};

/** A schedule of a registered workflow. `last_at`: everything up to then has been dealt with; null before an engine has seen it. */
export type ScheduleRow = {
  readonly workflow_name: string;
  readonly trigger: string;
  readonly enabled: boolean;
  readonly schedule: Schedule;
  readonly last_at: string | null;
  /** Slots whose turn comes when the open run has ended. */
  readonly waiting: readonly string[];
};

export type LogRow = {
  readonly id: number;
  readonly time: string;
  readonly level: string;
  readonly run_id: string | null;
  readonly workflow_name: string | null;
  readonly node: string | null;
  readonly message: string;
};

/** The read side of a store: synchronous, on a connection of its own, also from another process while a server writes. */
export type StoreReader = {
  readonly workflows: () => readonly WorkflowRow[];
  readonly workflow: (name: string) => WorkflowRow | undefined;
  readonly revisions: (name: string) => readonly WorkflowRow[];
  readonly graph: (hash: string) => ExecutionGraph | undefined;
  readonly runs: (filter?: RunFilter) => Page<RunRow>;
  readonly run: (runId: string) => RunRow | undefined;
  /** Nodes, state, result and inputs, folded from the journal. */
  readonly detail: (runId: string) => RunDetail | undefined;
  /** What happened and why, and what can be done now. */
  readonly explain: (runId: string) => RunExplanation | undefined;
  readonly journal: (runId: string, afterSequence?: number) => readonly JournalEntry[];
  readonly entriesAfter: (pos: number, limit?: number) => readonly JournalEntry[];
  /** Which runs the next `limit` facts after a position are of, and the position of the last of them; null at the end. */
  readonly runsAfter: (
    pos: number,
    limit: number,
  ) => { readonly last: number | null; readonly runs: readonly { readonly id: string; readonly graph: string }[] };
  readonly lastPos: () => number;
  readonly deliveries: (options?: { readonly limit?: number; readonly cursor?: string }) => Page<DeliveryRow>;
  readonly delivery: (id: string) => DeliveryRow | undefined;
  /** The exact bytes that came; empty for a refused delivery. */
  readonly deliveryBody: (id: string) => Uint8Array;
  /** Questions, newest first; with `open` only those that wait for an answer. */
  readonly approvals: (options?: {
    readonly open?: boolean;
    readonly limit?: number;
    readonly cursor?: string;
  }) => Page<ApprovalRow>;
  readonly approval: (runId: string, key: string) => ApprovalRow | undefined;
  /** Schedules of the registered workflows, by workflow and entry. */
  readonly schedules: () => readonly ScheduleRow[];
  readonly logsAfter: (id: number, limit?: number) => readonly LogRow[];
  readonly lastLogId: () => number;
  /** Runs that failed, by workflow, code and node, with the newest failure first. */
  readonly failures: (filter: FailureFilter, limit: number) => readonly FailureGroup[];
  /** What models cost, summed up over the attempts of the runs that are kept. Throws `STORE_VERSION` for a store of before. */
  readonly costs: (by: CostGroup, filter?: CostFilter) => CostReport;
  readonly close: () => void;
};
