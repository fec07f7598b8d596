import type { SecretReader } from './context.ts';
import type { RunTrace } from './trace.ts';
import type { Json, JsonObject, JsonSchema } from './json.ts';

/**
 * A fact of the journal with its global position and its run. `fact` is `{sequence, time, kind, key?, …}`.
 *
 * @example
 * const tracked: TrackedFact = {
 *   pos: 12,
 *   runId: '01900000-0000-7000-8000-000000000000',
 *   workflowName: 'hello',
 *   fact: { sequence: 1, time: '2026-01-01T00:00:00.000Z', kind: 'run.started' },
 * };
 */
export type TrackedFact = {
  readonly pos: number;
  readonly runId: string;
  readonly workflowName: string;
  readonly fact: JsonObject & { readonly kind: string; readonly time: string; readonly sequence: number };
};

type Usage = { readonly input_tokens: number | null; readonly output_tokens: number | null };

/**
 * A node execution of a tracked run. Times are ISO 8601; unknown tokens and costs are null.
 *
 * @example
 * const tokensOf = ({ usage }: TrackedNode): number => (usage.input_tokens ?? 0) + (usage.output_tokens ?? 0);
 */
export type TrackedNode = {
  readonly key: string;
  readonly node: string;
  readonly status: string;
  /** The last attempt, counted from 1. */
  readonly attempt: number;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly input: Json;
  readonly output: Json;
  readonly usage: Usage & { readonly cost_usd: number | null };
  readonly error: { readonly code: string; readonly class: string; readonly message: string } | null;
};

/**
 * What came of a quality gate of a run: a figure, its bounds, and whether it keeps to them. `value` and `passed` are null where nobody
 * knows the figure, such as the cost of a model without a price.
 *
 * @example
 * const broken = ({ gates = [] }: TrackedRun): readonly TrackedGate[] => gates.filter(({ passed }) => passed === false);
 */
export type TrackedGate = {
  readonly name: string;
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
  /** `fail`: a run that succeeded otherwise fails by it. */
  readonly action: string;
  readonly value: number | null;
  readonly passed: boolean | null;
};

/**
 * What a person answered to an approval of a run: a value for each field of its form. `by` is null where nobody said who it was.
 *
 * @example
 * const approvers = ({ answers = [] }: TrackedRun): readonly string[] => answers.flatMap(({ by }) => by ?? []);
 */
export type TrackedAnswer = {
  readonly key: string;
  readonly node: string;
  readonly question: string;
  readonly answer: JsonObject;
  readonly by: string | null;
  readonly answered_at: string;
};

/**
 * A run as its journal has it when a tracker asks, and the workflow that it ran. Secrets are never in it.
 *
 * @example
 * const failed = ({ nodes }: TrackedRun): readonly string[] =>
 *   nodes.filter(({ status }) => status === 'failed').map(({ key }) => key);
 */
export type TrackedRun = {
  readonly run_id: string;
  readonly workflow_name: string;
  readonly revision: number | null;
  /** Content hash of the execution graph. */
  readonly graph: string;
  /** Text of the workflow file, where the revision is registered. */
  readonly source: string | null;
  readonly status: string;
  readonly trigger: {
    readonly name: string;
    readonly uses: string;
    readonly delivery_id?: string;
    readonly event_type?: string;
    readonly trace?: RunTrace;
  };
  readonly parent_run_id: string | null;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly duration_ms: number | null;
  readonly usage: Usage & { readonly cost_usd: number | null };
  readonly inputs: JsonObject;
  readonly state: JsonObject;
  readonly result: Json;
  readonly error: { readonly code: string; readonly message: string; readonly node: string | null } | null;
  readonly nodes: readonly TrackedNode[];
  /** What came of its gates, in their order; left out where it has none, or has not ended. */
  readonly gates?: readonly TrackedGate[];
  /** What people answered in it, in the order of its nodes; left out where nobody did. A default that stood in for an answer is none. */
  readonly answers?: readonly TrackedAnswer[];
  /** Models by node: `provider/model`. */
  readonly models: { readonly [node: string]: string };
  /** The workflow's section for this tracker under `observability`, its templates rendered; empty where it has none. */
  readonly settings: JsonObject;
};

/**
 * What a tracker receives beside a batch: the only door from it to the outside.
 *
 * @example
 * function hello({ write, config }: TrackerContext): void {
 *   write(`reports go to ${String(config['url'])}`);
 * }
 */
export type TrackerContext<Names extends string = string, Config = JsonObject> = {
  /** Aborted when the batch takes too long, and at shutdown. */
  readonly signal: AbortSignal;
  /**
   * The batch is history that somebody asked for again, under the positions and the runs that it had: what was recorded under them
   * is not to be there twice. The plugin was loaded anew before the first of these batches, so that it remembers nothing of them.
   */
  readonly isReplay: boolean;
  /** Writes a line for people on standard error. */
  readonly write: (line: string) => void;
  /** Whether who reads these lines sees colours. */
  readonly hasColor: boolean;
  /** The tracker's own configuration, from `trackers.NAME` of `configurable-agents.yaml`. */
  readonly config: Config;
  /** The value of a secret that the plugin declared. A missing one throws; an optional one is then empty. */
  readonly secret: SecretReader<Names>;
  /** A run that the batch has facts of, in full; undefined once retention has removed it. */
  readonly run: (runId: string) => TrackedRun | undefined;
};

/**
 * An outlet that reports runs. It reads the journal after a cursor, in its own thread: it can neither fail nor slow a run.
 *
 * A batch may come twice, so recording is idempotent by `pos`. A `RetryableError` keeps the cursor: the same batch comes
 * again after a pause (`retryAfterMs`, else a growing one), and the lag shows in `/healthz`.
 * Any other error drops the batch, which is counted and said.
 *
 * @example
 * const collector: Tracker = {
 *   record: async (batch, { config, signal }) => {
 *     const response = await fetch(String(config['url']), { method: 'POST', body: JSON.stringify(batch), signal });
 *     if (!response.ok) throw new RetryableError(`the collector answered ${response.status}`);
 *   },
 * };
 */
export type Tracker<Names extends string = string, Config = JsonObject> = {
  readonly description?: string;
  /** JSON Schema of the workflow's section for it under `observability`. */
  readonly settings?: JsonSchema;
  readonly record: (batch: readonly TrackedFact[], context: TrackerContext<Names, Config>) => Promise<void> | void;
};
