import type { Json, JsonObject, JsonSchema, RunTrace } from '@configurable-agents/plugin-sdk';
import type { GateResult } from './gates.ts';
import type { OnFinish } from '../graph/graph.ts';
import type { Admission } from '../admit/admission.ts';

/** Tokens of a node or a run; null where unknown. */
export type Usage = { readonly input_tokens: number | null; readonly output_tokens: number | null };

/**
 * What an attempt used of one model. Sums are over the calls that know their part; of `unknown_calls` nobody knows what they cost, so
 * that it is not in `cost_usd`. `prices`: where the price is from, with its version.
 */
export type ModelUse = Usage & {
  readonly provider: string;
  /** As it was called: what an alias stands for. */
  readonly model: string;
  readonly calls: number;
  readonly unknown_calls: number;
  /** US dollars, to the billionth. */
  readonly cost_usd: number | null;
  readonly prices: string | null;
};

/**
 * What an attempt did, of which there are several in an order: a call of a model, or of a tool that a model asked for. `at_ms` is counted
 * from the attempt's begin; `cached`: the answer was in the node's cache.
 */
export type Step = {
  readonly at_ms: number;
  readonly duration_ms: number;
  readonly error?: Pick<Failure, 'code' | 'class'>;
} & (
  | (Usage & {
      readonly kind: 'model';
      readonly provider: string;
      readonly model: string;
      readonly cached?: true;
      readonly cost_usd: number | null;
    })
  | { readonly kind: 'tool'; readonly name: string }
);

/** Why a node failed. `class` is what `retry_on` names. */
export type Failure = { readonly code: string; readonly class: string; readonly message: string };

/** Why a run failed. `node` is null when no node is to blame. */
export type RunError = { readonly code: string; readonly message: string; readonly node: string | null };

/** What started a run. */
export type TriggerInfo = {
  readonly name: string;
  readonly uses: string;
  readonly delivery_id?: string;
  readonly event_type?: string;
  /** The run whose node started this one, and how many such starts lie between it and an outside trigger. */
  readonly parent_run_id?: string;
  /** The node execution that awaits this run. */
  readonly parent_key?: string;
  readonly hops?: number;
  /** Where the run stands in a trace that others began. */
  readonly trace?: RunTrace;
};

/** Where a forked run comes from: a run, and how many of its facts it took over. */
export type ForkedFrom = { readonly run_id: string; readonly sequence: number };

/** `superseded`: it was debounced away before it started. */
export type RunEnd = 'succeeded' | 'failed' | 'cancelled' | 'superseded';

/** What a waiting execution waits for. `wake_at` (ms) ends the wait; null waits for ever. */
export type Waiting = { readonly wake_at: number | null } & (
  | { readonly for: 'time' }
  | { readonly for: 'signal'; readonly signal: string; readonly default?: Json }
  | {
      readonly for: 'approval';
      readonly message: string;
      readonly show: Json;
      readonly form: JsonSchema;
      readonly default?: Json;
    }
  | { readonly for: 'run'; readonly run_id: string }
  /** A plugin that no longer does what the graph was compiled against: for it to come back, or for a person to accept it. */
  | { readonly for: 'plugin'; readonly error: Failure }
);

/** A node execution that a forked run took over as it was. */
export type CopiedExecution = {
  readonly key: string;
  readonly status: 'succeeded' | 'failed' | 'skipped';
  readonly output: Json;
  readonly text: string | null;
  readonly writes: JsonObject;
  readonly route: number | null;
  readonly error: Failure | null;
  readonly reason?: 'when' | 'path';
  readonly items?: number;
  readonly handled?: Handled;
};

/**
 * What becomes of a failure instead of the run's: its node's `on_error`, or it is an item's, a loser's or a `finally` node's (which
 * count for their map, for nothing, and for a run that had succeeded).
 */
export type Handled = 'continue' | 'to' | 'item' | 'lost' | 'finally';

type Of<Kind extends string, Fields = unknown> = { readonly kind: Kind; readonly time: number } & Fields;
type Node = { readonly key: string; readonly node: string };
type Attempt = Node & { readonly attempt: number };
/** `plugin`: what the attempt ran in, as `NAME@VERSION`. `steps`: what it did, where it was more than one call of a model. */
type Rendered = {
  readonly input?: Json;
  readonly duration_ms: number;
  readonly plugin?: string;
  readonly steps?: readonly Step[];
} & Used;
/** `models`: what an attempt used of each model that it called, or may have called. */
type Used = { readonly models?: readonly ModelUse[] };
/** `route` is the index of the way that the node's routes chose. */
type Leaving = { readonly route?: number };

/** A fact of the journal. `docs/facts.md` is its reference; `sequence` is given by the append. */
export type Fact =
  | Of<
      'run.accepted',
      {
        readonly workflow_name: string;
        readonly revision: number | null;
        readonly graph: string;
        readonly inputs: JsonObject;
        /** Rules by path for what of the inputs is hidden. */
        readonly redact?: readonly string[];
        /** Values of the variables that the workflow reads. */
        readonly env?: { readonly [name: string]: string };
        readonly trigger: TriggerInfo;
        readonly provider?: string;
        readonly forked_from?: ForkedFrom;
        /** What it waits for before it starts; absent: for nothing but a place. */
        readonly admission?: Admission;
        /** Where its end is told, in the place of where the workflow says. */
        readonly on_finish?: OnFinish;
      }
    >
  | Of<
      'run.forked',
      {
        readonly executions: readonly CopiedExecution[];
        readonly loops: { readonly [loop: string]: number };
        readonly fired: { readonly [key: string]: Fired };
        /** Fields that were given another value; what was written to them before counts no more. */
        readonly edits: JsonObject;
      }
    >
  | Of<'run.started'>
  /** A newer run of the same burst takes its place. */
  | Of<'run.superseded', { readonly by: string }>
  /** `dropped`: keys of what never completed, and begins again; `happened`: one of them that did, as a person found out. */
  | Of<'run.retried', { readonly dropped: readonly string[]; readonly happened?: CopiedExecution }>
  | Of<'node.skipped', Node & Leaving & { readonly reason: 'when' | 'path' }>
  /** `calls`: calls of a model that are set aside of the run's budget; actual ones are `llm_calls`, one where absent. */
  | Of<'node.scheduled', Attempt & { readonly alone: boolean; readonly calls?: number }>
  | Of<'map.started', Node & { readonly count: number }>
  | Of<
      'node.completed',
      Attempt &
        Rendered &
        Leaving & {
          readonly output: Json;
          readonly text?: string;
          readonly writes: JsonObject;
          readonly usage: Usage;
          readonly cost_usd: number | null;
          readonly llm_calls?: number;
        }
    >
  | Of<
      'node.attempt_failed',
      Attempt & Rendered & { readonly error: Failure; readonly retry_at: number; readonly llm_calls?: number }
    >
  | Of<'node.retry_due', Node>
  | Of<'attempt.lost', Attempt & Used & { readonly alone: boolean; readonly plugin?: string }>
  | Of<
      'node.failed',
      Attempt &
        Rendered &
        Leaving & {
          readonly error: Failure;
          /** Calls of a model in the attempt, where there were more than one. */
          readonly llm_calls?: number;
          /** Why the run does not fail with it. Absent: it does. */
          readonly handled?: Handled;
        }
    >
  /** `models`: of the attempt that was under way. */
  | Of<'node.cancelled', Node & Used & { readonly reason?: 'lost' | 'item' }>
  | Of<'node.waiting', Node & { readonly input?: Json } & Waiting>
  | Of<'timer.fired', Node>
  | Of<'signal.received', { readonly name: string; readonly payload: Json }>
  | Of<'signal.consumed', Node & { readonly name: string }>
  | Of<'approval.answered', Node & { readonly answer: JsonObject; readonly by: string | null }>
  | Of<
      'child.ended',
      Node & {
        readonly run_id: string;
        readonly status: RunEnd;
        readonly result: Json;
        readonly error: RunError | null;
        readonly usage: Usage;
        readonly cost_usd: number | null;
        /** Calls of models in it, and in what it awaited itself. */
        readonly llm_calls?: number;
      }
    >
  | Of<'join.fired', Node & Fired>
  | Of<'loop.turned', { readonly loop: string; readonly iteration: number }>
  | Of<'loop.ended', { readonly loop: string; readonly iterations: number }>
  | Of<'loop.limit_reached', Node & { readonly loop: string; readonly error: Failure }>
  | Of<'run.timed_out', { readonly error: Failure; readonly scope: 'run' | 'finally' }>
  /** `keys`: executions that a changed plugin held back; `accepted`: a person takes the plugins as they are. */
  | Of<'run.resumed', { readonly keys: readonly string[]; readonly accepted: boolean }>
  | Of<'run.cancel_requested', { readonly reason: string }>
  | Of<'run.finalizing', { readonly status: RunEnd; readonly result: Json; readonly error: RunError | null }>
  | Of<
      'run.finished',
      {
        readonly status: RunEnd;
        readonly result: Json;
        readonly error: RunError | null;
        readonly gates?: readonly GateResult[];
      }
    >;

/** How a `join: any` fired: the execution whose edge was first, and the nodes that lost. */
export type Fired = { readonly from: string; readonly lost: readonly string[] };

export type FactKind = Fact['kind'];
export type FactOf<Kind extends FactKind> = Fact & { readonly kind: Kind };
