import type { JsonObject, Json, PluginManifest } from '@configurable-agents/plugin-sdk';
import type { Access } from '../access/access.ts';
import type { AlertRule } from '../alert/alerts.ts';
import type { AuditBounds } from '../access/audit.ts';
import type { RunEnd, RunError, TriggerInfo, Usage } from '../engine/fact.ts';
import type { ExecutionGraph, OnFinish } from '../graph/graph.ts';
import type { Retention, SweepReport } from '../store/retention/policy.ts';
import type { JournalEntry, StoreReader, TrackerStatus } from '../store/rows.ts';
import type { Clock } from './clock.ts';
import type { Assignable } from './plugin-change.ts';
import type { HostTrigger } from '../plugin/host-trigger.ts';
import type { InstalledPlugin, PluginsReplaced, PluginSource } from '../plugin/source.ts';
import type { Pricing } from '../price/table.ts';
import type { LanesStats } from '../lane/lanes.ts';
import type { RedactionSettings } from '../redact/rules.ts';
import type { PluginLimits } from '../lane/plugin-limits.ts';
import type { Traffic } from '../lane/traffic.ts';
import type { LaneTuning } from '../lane/tuning.ts';

/** How `createRuntime` opens the engine on a data directory. */
export type RuntimeOptions = {
  /** Made if missing. Holds `store.db`, `engine.lock`, `server.json`. Not needed with `memory`. */
  readonly dataDir?: string;
  /** Keeps everything in memory: nothing is written to disk, and nothing of it is left after `close` or a crash. */
  readonly memory?: boolean;
  readonly plugins: readonly PluginSource[];
  /** Time that a plugin's module has to load, in milliseconds. Default 10,000. */
  readonly pluginLoadTimeoutMs?: number;
  /** Time that a third-party trigger has for a delivery, in milliseconds. Default 5,000. */
  readonly triggerTimeoutMs?: number;
  /** Every LLM node uses this provider, whatever the workflow says. */
  readonly provider?: string;
  /** Threads of nodes that wait (`io` lanes); the default is the number of cores, at most 4. */
  readonly workers?: number;
  /** Threads of nodes that compute (`cpu` lanes) at most: there while there is work for them. The same default. */
  readonly cpuWorkers?: number;
  /** Executions that run at once, by the name of the plugin; further ones wait. Default: no limit. */
  readonly pluginLimits?: PluginLimits;
  /** How worker threads are watched, and how much memory each may take. */
  readonly lanes?: Partial<LaneTuning>;
  /** Runs that are started and open at once; further ones wait as `queued`. Default 1,000. */
  readonly maxRunning?: number;
  /** Queued runs beyond which `start` refuses with `QUEUE_FULL`; webhooks are accepted all the same. Default 10,000. */
  readonly maxQueue?: number;
  /** Resumes the open runs of the store. Default true; `run FILE` leaves them alone. */
  readonly recover?: boolean;
  /**
   * Whether what one schema allows fits another: the compiler's `assignable`. It says whether a plugin that has changed still does
   * what a graph was compiled against; without it only equal schemas are known to.
   */
  readonly assignable?: Assignable;
  /** Starts runs of registered workflows by their `schedule` triggers. Default false: only one engine of a store does, the server's. */
  readonly schedules?: boolean;
  /** Callbacks of runs that have ended. Default: they are kept, and sent by the engine that is opened with `isSending`, the server's. */
  readonly callbacks?: CallbackOptions;
  /** Where schedules, waits and facts get the time from. Default: the system's clock. */
  readonly clock?: Clock;
  /** Targets that the guard lets `context.fetch` reach although they are private: `host:port`. */
  readonly allowPrivate?: readonly string[];
  /** What calls of models cost, before what providers tell and before the table of prices that comes with the product. */
  readonly pricing?: Pricing;
  /**
   * Writes what providers send and get into a folder, or answers them from there without a network and without keys. A provider in a process
   * of its own is refused with `PLUGIN_INVALID`.
   */
  readonly traffic?: Traffic;
  /** Whether `context.fetch` sends `traceparent`, so that what is called is part of the run's trace. Default false. */
  readonly sendTrace?: boolean;
  /** The folder below which nodes may name files of images. Without it they may name none. */
  readonly files?: string;
  /** Configuration by plugin name, and of trackers by tracker name. */
  readonly config?: { readonly [plugin: string]: JsonObject };
  readonly env?: { readonly [name: string]: string | undefined };
  /** Called with a line for people: warnings, recovery, worker loss. Default: nothing. */
  readonly log?: (level: 'debug' | 'info' | 'warn' | 'error', message: string, fields?: JsonObject) => void;
  /** Lines of trackers. Default: nothing is written. */
  readonly write?: (line: string) => void;
  /** Whether who reads these lines sees colours. Default false. */
  readonly hasColor?: boolean;
  /** What the store keeps of runs that have ended; swept in the background. Default: everything, until `prune`. */
  readonly retention?: Retention;
  /**
   * What of inputs, headers and bodies is hidden: nobody is shown it, and it is taken out of the store when its run has ended. `keepFailedMs`:
   * how long after that a run that failed or was cancelled can still be gone on with; default 0. A rule that cannot be read is left out
   * (`ruleProblems` of `./redact` says why). Inputs whose schema says `writeOnly: true` are hidden without a rule.
   */
  readonly redaction?: RedactionSettings & { readonly keepFailedMs?: number };
  /** How much the audit log keeps. Default: a year, at most 100,000 entries. */
  readonly audit?: AuditBounds;
  /** How long commits may fail before `onFatal`. Default 30,000. */
  readonly storeDeadlineMs?: number;
  /** Called once when the store cannot be written before its deadline; the process should exit non-zero. */
  readonly onFatal?: (error: Error) => void;
};

export type CallbackOptions = {
  readonly isSending?: boolean;
  /** Only these origins are called. Default: every public one over https. */
  readonly origins?: readonly string[];
  /** Time that a receiver has to answer, in milliseconds. Default 20,000. */
  readonly timeoutMs?: number;
};

/** A run to start. `inputs` are validated against the graph's schema and get its defaults. */
export type StartRequest = {
  readonly graph: ExecutionGraph;
  /** The registered name, or the file's name. */
  readonly workflowName: string;
  readonly revision: number | null;
  readonly inputs: JsonObject;
  readonly trigger: TriggerInfo;
  readonly provider?: string;
  readonly once?: Once;
  /** What the keys of the trigger's entry read: its event. */
  readonly event?: Json;
  /** Where the end of the run is told, in the place of where its workflow says. */
  readonly onFinish?: OnFinish;
};

/**
 * A sender's name for a request, remembered for 30 days: sent again, it is answered with the run that it started. `digest` tells one
 * request from another that has the same key.
 */
export type Once = { readonly key: string; readonly digest: string };

/** `duplicate`: the request had come before. */
export type StartResult = { readonly run_id: string; readonly duplicate?: true };

/** One verified delivery and the runs it asks for: written in one transaction before the promise resolves. */
export type DeliveryRequest = {
  readonly trigger: string;
  readonly dedupeKey: string | null;
  readonly rawBody: Uint8Array;
  /** The body as its trigger read it, for rules of redaction; absent: as JSON, or else as text. */
  readonly body?: Json;
  /** Without secrets and signatures. */
  readonly headers: JsonObject;
  readonly eventType: string;
  readonly starts: readonly StartRequest[];
  readonly deadLetters: readonly { readonly workflow_name: string; readonly code: string; readonly message: string }[];
  /** Said beside the verdict: why nothing matched. */
  readonly reason?: string;
  /** The first delivery of these bytes: runs that it started and that did not fail are not started again. */
  readonly redeliveryOf?: string;
};

/** A delivery that asks for no run: answered at once, or refused. Of a refused one the body is not kept. */
export type SetAside = Pick<DeliveryRequest, 'trigger' | 'headers' | 'eventType' | 'rawBody' | 'body'> & {
  readonly verdict: 'replied' | 'refused';
  readonly reason: string;
};

export type DeliveryResult = {
  readonly delivery_id: string;
  /** The sender's id came before with another body. */
  readonly conflict: boolean;
  /** `duplicate` is true where the same key had started a run before that did not fail. */
  readonly runs: readonly { readonly run_id: string; readonly workflow_name: string; readonly duplicate: boolean }[];
  /** Workflows that got no run since their limits say so (`on_conflict: skip`). */
  readonly skipped: readonly { readonly workflow_name: string; readonly reason: string }[];
  /** Those that were asked with, and those whose limits could not be evaluated. */
  readonly dead_letters: DeliveryRequest['deadLetters'];
};

/** How a run ended. */
export type RunOutcome = {
  readonly run_id: string;
  readonly workflow_name: string;
  readonly status: RunEnd;
  readonly result: Json;
  readonly state: JsonObject;
  readonly usage: Usage & { readonly cost_usd: number | null };
  readonly duration_ms: number;
  readonly error: RunError | null;
  /** Values of it are hidden, here too. */
  readonly redaction?: 'hidden' | 'removed';
};

export type Registration = {
  readonly name: string;
  readonly revision: number;
  /** `created`, `updated` (new revision) or `unchanged`. */
  readonly change: 'created' | 'updated' | 'unchanged';
};

/** An open engine: the one holder of its data directory. */
/**
 * A piece of a model's answer, without secrets. `offset`: characters of the same answer before it; 0 begins an answer, which takes the place
 * of what the attempt said before (a repair, a turn with tools, another model).
 */
export type RunText = {
  readonly run_id: string;
  readonly workflow_name: string;
  readonly node: string;
  readonly key: string;
  readonly attempt: number;
  readonly offset: number;
  readonly text: string;
};

export type Runtime = {
  /** The plugins that are at work, and how others take their place. */
  readonly plugins: {
    readonly list: () => readonly InstalledPlugin[];
    /**
     * Puts another set in the place of the present one, all or nothing. What runs ends with the former plugins; resolves when new
     * executions go to the new ones. Throws `PLUGIN_…`, and the former set stays at work.
     */
    readonly replace: (sources: readonly PluginSource[]) => Promise<PluginsReplaced>;
  };
  /** Of the plugins that are at work at the moment. */
  readonly manifests: readonly PluginManifest[];
  /** By full name, of the plugins that are at work at the moment. */
  readonly triggers: ReadonlyMap<string, HostTrigger>;
  /** The store's read side. */
  readonly reader: StoreReader;
  /** Who may call the API of this store, and what callers changed. */
  readonly access: Access;
  /**
   * Resolves once the run is durable. Throws `RUN_INPUTS_INVALID` with `details.errors`, `QUEUE_FULL`, `GRAPH_UNSUPPORTED`,
   * `CALLBACK_REFUSED`, `KEY_REUSED`, and `RUN_SKIPPED` or `RUN_LIMITS_INVALID` where the limits of the workflow say so.
   */
  readonly start: (request: StartRequest) => Promise<StartResult>;
  readonly deliver: (request: DeliveryRequest) => Promise<DeliveryResult>;
  /** Keeps a delivery that asks for no run, to be looked at; the newest 1,000 refused ones stay. */
  readonly setAside: (delivery: SetAside) => Promise<void>;
  /** What is wrong with inputs for a graph: empty when nothing. Paths are `/name`. */
  readonly checkInputs: (graph: ExecutionGraph, inputs: JsonObject) => readonly InputError[];
  /** Resolves when the run has ended and that is durable, without what of it is hidden. Rejects when the signal aborts. */
  readonly result: (runId: string, options?: { readonly signal?: AbortSignal }) => Promise<RunOutcome>;
  readonly cancel: (runId: string, reason: string) => Promise<void>;
  /** Sends a signal to an open run; kept until somebody waits for it. Throws `RUN_NOT_OPEN`, `SIGNAL_UNKNOWN`, `SIGNAL_INVALID`. */
  readonly signal: (runId: string, signal: { readonly name: string; readonly payload: Json }) => Promise<void>;
  /** Answers an approval. Throws `APPROVAL_NOT_FOUND`, `ANSWER_INVALID`, or `APPROVAL_CLOSED` with the first answer in `details`. */
  readonly answer: (
    runId: string,
    answer: { readonly key: string; readonly answer: JsonObject; readonly by: string | null },
  ) => Promise<void>;
  /**
   * Goes on with a run that failed or was cancelled: what completed stands, the rest begins again under the same keys. Throws `RUN_REDACTED`,
   * as `resolve` and `fork` do, where values of it were taken out of the store.
   */
  readonly retry: (runId: string, options?: { readonly once?: Once }) => Promise<StartResult>;
  /** Goes on with a paused run: its plugins are taken as they are now. Throws `RUN_NOT_PAUSED`. */
  readonly resume: (runId: string) => Promise<void>;
  /**
   * Goes on with a run that failed by `RUN_OUTCOME_UNKNOWN`: the execution happened, with this output. (`retry` sends it again.)
   * Throws `OUTCOME_KNOWN`, `ANSWER_INVALID`.
   */
  readonly resolve: (runId: string, happened: { readonly key: string; readonly output: Json }) => Promise<void>;
  /** A new run that takes over what an ended one did before the node, with other values of state fields where they are given. */
  readonly fork: (
    runId: string,
    options: { readonly from: string; readonly state?: JsonObject; readonly once?: Once },
  ) => Promise<StartResult>;
  /**
   * Takes away what the policy does not keep, in many short transactions beside what goes on. What an open run, a fork, a dedupe key or
   * a tracker needs stays. Default: the policy that the engine was opened with. `done` is false where the time is up. Throws
   * `STORE_FAILED`.
   */
  readonly prune: (options?: { readonly policy?: Retention; readonly timeoutMs?: number }) => Promise<SweepReport>;
  /**
   * Sends a tracker the facts of runs that were open at `since` (milliseconds since the epoch) or later again, then goes on. Resolves when
   * that is durable. Throws `TRACKER_UNKNOWN`, `RUNTIME_CLOSED`.
   */
  readonly replayTracker: (name: string, since: number) => Promise<TrackerStatus>;
  /** Called with each piece of what a model says, in the order of its attempt. Nothing of it is stored. Returns how to stop. */
  readonly subscribeTexts: (listener: (piece: RunText) => void) => () => void;
  /** What models say at the moment in a run, each from its beginning. */
  readonly texts: (runId: string) => readonly RunText[];
  /** Called after each commit with the entries it held, without what of them is hidden. Returns how to stop. */
  readonly subscribe: (listener: (entries: readonly JournalEntry[]) => void) => () => void;
  /** Starts a run for what happens from now on, by these rules in the place of those of before. Each begins where it ended in the last process. */
  readonly alert: (rules: readonly AlertRule[]) => void;
  /**
   * Adds a revision of a workflow, or finds that nothing changed. `expected` is the revision that the caller knows, null for none. Throws
   * `GRAPH_UNSUPPORTED`, and `REVISION_CONFLICT` where another one is there.
   */
  readonly register: (workflow: {
    readonly name: string;
    readonly path: string | null;
    readonly source: string;
    readonly graph: ExecutionGraph;
    readonly expected?: number | null;
  }) => Promise<Registration>;
  /** False when open runs were found and `force` was not given. Throws `REVISION_CONFLICT` as `register` does. */
  readonly unregister: (
    name: string,
    options?: { readonly force?: boolean; readonly expected?: number },
  ) => Promise<boolean>;
  /** Runs of the workflow, or of one entry of its triggers, are accepted and wait. Throws `WORKFLOW_NOT_FOUND`, `TRIGGER_NOT_FOUND`. */
  readonly pauseWorkflow: (name: string, trigger?: string) => Promise<void>;
  /** What was accepted meanwhile starts, in order. */
  readonly resumeWorkflow: (name: string, trigger?: string) => Promise<void>;
  /** Slots of a schedule pass without a run. Throws `TRIGGER_NOT_FOUND`, `SCHEDULES_OFF`. */
  readonly pauseSchedule: (workflow: string, trigger: string) => Promise<void>;
  /** The schedule goes on with its next slot. */
  readonly resumeSchedule: (workflow: string, trigger: string) => Promise<void>;
  /**
   * Starts the slots from one time to another, both included, that have no run yet: 1,000 at most, all in one transaction. Throws
   * `BACKFILL_INVALID`, `TRIGGER_NOT_FOUND`, `SCHEDULES_OFF`.
   */
  readonly backfillSchedule: (
    workflow: string,
    trigger: string,
    range: { readonly from: number; readonly to: number },
  ) => Promise<readonly Backfilled[]>;
  /** Sends a callback again that was not delivered, now; its endpoint is no longer disabled. Throws `CALLBACK_NOT_FOUND`, `CALLBACK_DELIVERED`. */
  readonly retryCallback: (id: string) => Promise<void>;
  /** The same with all that were not delivered to a URL. */
  readonly retryCallbacks: (url: string) => Promise<void>;
  readonly health: () => {
    readonly ready: boolean;
    readonly reason: string | null;
    readonly running: number;
    readonly queued: number;
    readonly workers: number;
    readonly trackers: readonly TrackerStatus[];
  };
  /** All metrics in the text format of Prometheus. */
  readonly metrics: () => string;
  /** How much is under way. */
  readonly stats: () => RuntimeStats;
  /** Environment variables that a provider cannot do without and that are not set. */
  readonly missingVariables: (provider: string) => readonly string[];
  /** Stops starting runs, lets commits finish, flushes trackers, frees the lock. Open runs resume at the next start. */
  readonly close: (options?: { readonly timeoutMs?: number }) => Promise<void>;
};

/** What became of one slot of a backfill. `duplicate`: it had its run before. Without a run, `reason` says why. */
export type Backfilled = {
  readonly scheduled_at: string;
  readonly delivery_id: string;
  readonly run_id: string | null;
  readonly duplicate: boolean;
  readonly reason: string | null;
};

export type RuntimeStats = {
  readonly lanes: LanesStats;
};

export type InputError = {
  readonly path: string;
  readonly message: string;
  /** The nearest input's name where one is near. */
  readonly suggestion?: string;
};
