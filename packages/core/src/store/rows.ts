import type { Wait } from '../admit/hold.ts';
import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import type { Scope } from '../access/scope.ts';
import type { ForkedFrom, RunError, TriggerInfo, Usage } from '../engine/fact.ts';
import type { GateResult } from '../engine/gates.ts';
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
  /** Values of it are hidden: they are in the store while the run needs them, or were taken out of it. Absent: nothing is. */
  readonly redaction?: 'hidden' | 'removed';
  /** Why it is queued: told in lists and in details of a run that is. */
  readonly waits?: Wait;
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
  /** What came of its gates, where it has ended and has some. */
  readonly gates?: readonly GateResult[];
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
 * What became of a delivery: it started runs, asked for runs that were there already, matched nothing, got no run by the limits of
 * its workflow, could not be mapped for any workflow, was answered at once (a ping), or did not pass its verification.
 */
export type Verdict = 'accepted' | 'duplicate' | 'ignored' | 'skipped' | 'dead_letter' | 'replied' | 'refused';

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
  /** What of it was not kept as it came: some headers, or parts of the body, and perhaps headers. */
  readonly redacted: 'headers' | 'body' | null;
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

/** How far a tracker is, and what hinders it. */
export type TrackerStatus = {
  readonly name: string;
  /** Facts of the journal that it has not read yet; of a replay too. */
  readonly lag: number;
  /** Facts that it did not take, since it is known to the store. */
  readonly dropped: number;
  /** Why the batch at its cursor does not get through, or null. */
  readonly error: string | null;
  /** The last time that something did not get through, also where it did later. */
  readonly last_error: { readonly message: string; readonly at: string } | null;
  /** History that it is sent again: of runs that were open at `since` or later; `left` facts of the journal are to be read for it. */
  readonly replay: { readonly since: string; readonly left: number } | null;
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
  /** Since when none of its slots starts; null where they do. */
  readonly paused_at: string | null;
};

/** A workflow whose runs wait, or with `trigger` those of one entry of its triggers. */
export type PauseRow = { readonly workflow_name: string; readonly trigger: string | null; readonly since: string };

/**
 * What is sent when a run has ended. `disabled`: it was not delivered, and nothing is sent to its URL any more; `failed`: it was tried as
 * often as it may be.
 */
export type CallbackRow = {
  readonly callback_id: string;
  readonly run_id: string;
  readonly workflow_name: string;
  readonly url: string;
  readonly status: 'pending' | 'delivered' | 'failed' | 'disabled';
  readonly attempts: number;
  readonly created_at: string;
  /** When it is sent next. */
  readonly next_at: string | null;
  readonly delivered_at: string | null;
  /** Of the last attempt: what was answered, and why it failed. */
  readonly last_status: number | null;
  readonly last_error: string | null;
};

/** A URL that took nothing for as long as one callback was tried, or said that nobody is there any more. */
export type CallbackEndpoint = { readonly url: string; readonly since: string; readonly reason: string };

export type LogRow = {
  readonly id: number;
  readonly time: string;
  readonly level: string;
  readonly run_id: string | null;
  readonly workflow_name: string | null;
  readonly node: string | null;
  readonly message: string;
};

export type RunsAfter = {
  readonly last: number | null;
  /** `finished`: milliseconds since the epoch. */
  readonly runs: readonly { readonly id: string; readonly graph: string; readonly finished: number | null }[];
};

/** A token of the API, without its secret. It counts until it expires or is revoked. */
export type TokenRow = {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  readonly created_at: string;
  /** Who asked for it. */
  readonly created_by: string;
  readonly expires_at: string | null;
  /** To the minute. */
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
};

/**
 * What a caller changed, or tried to. `action` is the route or the command, `target` the path or the name. Without a status the process
 * ended before the outcome was noted.
 */
export type AuditRow = {
  readonly id: string;
  readonly time: string;
  readonly who: string;
  /** The address that it came from; null for a command on the machine. */
  readonly peer: string | null;
  readonly action: string;
  readonly target: string;
  readonly status: number | null;
  readonly code: string | null;
};

export type EntryRange = { readonly after: number; readonly upTo: number; readonly mostCharacters: number };

/** `last` is the position up to which all are there. */
export type EntriesOf = { readonly entries: readonly JournalEntry[]; readonly last: number };

/** The read side of a store: synchronous, on a connection of its own, also from another process while a server writes. */
export type StoreReader = {
  readonly workflows: () => readonly WorkflowRow[];
  readonly workflow: (name: string) => WorkflowRow | undefined;
  readonly revisions: (name: string) => readonly WorkflowRow[];
  readonly revision: (name: string, revision: number) => WorkflowRow | undefined;
  readonly graph: (hash: string) => ExecutionGraph | undefined;
  readonly runs: (filter?: RunFilter) => Page<RunRow>;
  readonly run: (runId: string) => RunRow | undefined;
  /** Nodes, state, result and inputs, folded from the journal. */
  readonly detail: (runId: string) => RunDetail | undefined;
  /** What happened and why, and what can be done now. */
  readonly explain: (runId: string) => RunExplanation | undefined;
  readonly journal: (runId: string, afterSequence?: number) => readonly JournalEntry[];
  readonly entriesAfter: (pos: number, limit?: number) => readonly JournalEntry[];
  /** Which runs the next `limit` facts after a position are of, up to `until`, and the position of the last of them; null at the end. */
  readonly runsAfter: (pos: number, limit: number, until?: number) => RunsAfter;
  /** Facts of some runs after a position up to another one: as many as have so many characters together, and one in any case. */
  readonly entriesOf: (runIds: ReadonlySet<string>, range: EntryRange) => EntriesOf;
  readonly lastPos: () => number;
  readonly deliveries: (options?: { readonly limit?: number; readonly cursor?: string }) => Page<DeliveryRow>;
  readonly delivery: (id: string) => DeliveryRow | undefined;
  /** The exact bytes that came, or what was kept of them where it was redacted; empty for a refused delivery. */
  readonly deliveryBody: (id: string) => Uint8Array;
  /** Questions, newest first; with `open` only those that wait for an answer. */
  readonly approvals: (options?: {
    readonly open?: boolean;
    readonly limit?: number;
    readonly cursor?: string;
  }) => Page<ApprovalRow>;
  readonly approval: (runId: string, key: string) => ApprovalRow | undefined;
  /** Every tracker that ever read here, by name. */
  readonly trackers: () => readonly TrackerStatus[];
  /** Schedules of the registered workflows, by workflow and entry. */
  readonly schedules: () => readonly ScheduleRow[];
  /** What is paused, by workflow and entry. */
  readonly pauses: () => readonly PauseRow[];
  /** Callbacks, newest first. */
  readonly callbacks: (options?: {
    readonly status?: CallbackRow['status'];
    readonly url?: string;
    readonly limit?: number;
    readonly cursor?: string;
  }) => Page<CallbackRow>;
  readonly callback: (id: string) => CallbackRow | undefined;
  /** URLs to which nothing is sent any more, those that were given up last first. */
  readonly disabledEndpoints: () => readonly CallbackEndpoint[];
  readonly logsAfter: (id: number, limit?: number) => readonly LogRow[];
  readonly lastLogId: () => number;
  /** Runs that failed, by workflow, code and node, with the newest failure first. */
  readonly failures: (filter: FailureFilter, limit: number) => readonly FailureGroup[];
  /** What models cost, summed up over the attempts of the runs that are kept. Throws `STORE_VERSION` for a store of before. */
  readonly costs: (by: CostGroup, filter?: CostFilter) => CostReport;
  /** All that ever were made, newest first. */
  readonly tokens: () => readonly TokenRow[];
  /** What callers changed, newest first. */
  readonly audit: (options?: { readonly limit?: number; readonly cursor?: string }) => Page<AuditRow>;
  readonly close: () => void;
};
