import type { Effects, Json, JsonObject, JsonSchema, ModelInfo, OutputSchema } from '@configurable-agents/plugin-sdk';
import type { Expression } from '../expression/tree.ts';
import type { Template } from './template.ts';

/** Version of the graph format. The engine refuses any other. */
export const GRAPH_VERSION = 1;

/** Every feature that a graph may list. The engine refuses a graph that lists one it does not know. */
export const FEATURES = [
  'fan_out',
  'fan_in',
  'when',
  'retry',
  'timeout',
  'llm',
  'set',
  'subrun_detached',
  'triggers',
  'routes',
  'loops',
  'join_any',
  'for_each',
  'on_error',
  'finally',
  'reducers',
  'result',
  'run_timeout',
  'drain',
  'wait',
  'approval',
  'subrun',
  'schedule',
  'event_schema',
  'rendered',
  'cache',
  'env',
  'budget',
  'gates',
  'messages',
  'node_budget',
  'tools',
  'fallback',
  'images',
  'concurrency',
  'rate_limit',
  'debounce',
  'priority',
  'on_finish',
] as const;

/**
 * A checked, closed, serialisable plan: what the engine runs. Plain JSON; `hash` is over all of it but itself.
 *
 * Node names are the ids; `END` is the exit. Nodes stand in topological order (back edges ignored, the nodes of a region
 * together, `finally` nodes last), and a node's place in the list is its topological index.
 */
export type ExecutionGraph = {
  readonly version: typeof GRAPH_VERSION;
  readonly name: string;
  readonly description?: string;
  readonly hash: string;
  readonly features: readonly string[];
  /** JSON Schema of the run's inputs, closed (`additionalProperties: false`), with `required` and defaults. */
  readonly inputs: JsonSchema;
  /** JSON Schema of the run's result. */
  readonly outputs: JsonSchema;
  /** Environment variables that are read when a run starts, with their defaults; null: it must be set. */
  readonly env?: { readonly [name: string]: string | null };
  /** State fields by name: their schema and the value before any write. */
  readonly state: { readonly [field: string]: StateField };
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Loops, outer ones first. The engine never searches for cycles. */
  readonly regions?: readonly Region[];
  /** What the run gives instead of its exits' results; evaluated before `finally` nodes run. */
  readonly result?: { readonly template: Template; readonly reads: Reads };
  readonly execution?: Execution;
  /** Told of the end of each run. */
  readonly on_finish?: OnFinish;
  /** Graphs of the sub-workflows that are awaited, at any depth, by hash: a run is pinned to them by its own graph. */
  readonly subgraphs?: { readonly [hash: string]: ExecutionGraph };
  /** What the plugins promised, of what the graph uses. */
  readonly plugins?: UsedPlugins;
  readonly triggers: readonly GraphTrigger[];
  /** What END sees of the state: for each field the nodes that write it, in causal order. */
  readonly final: Reads['state'];
  /** `observability` as written: tracker name to its configuration. */
  readonly observability: { readonly [tracker: string]: JsonObject };
  /** Settings of trackers that hold templates, by tracker and setting: rendered over a run's inputs, they take the place of what is written. */
  readonly rendered?: { readonly [tracker: string]: { readonly [setting: string]: Template } };
};

/** Actions, models and tools as the plugins declared them when the graph was compiled: what a later version must still do. */
export type UsedPlugins = {
  readonly actions: { readonly [uses: string]: { readonly input: JsonSchema; readonly output: OutputSchema } };
  readonly models: {
    readonly [provider: string]: {
      readonly [model: string]: Pick<ModelInfo, 'structuredOutput' | 'tools' | 'images'>;
    };
  };
  /** What a tool takes and gives is told to its model anew each time; what it does to the world is not. */
  readonly tools?: { readonly [uses: string]: { readonly effects: Effects } };
};

/** A field of the state. `reduce` says how contributions fold, in causal order; without it the last one is the value. */
export type StateField = { readonly schema: JsonSchema; readonly default?: Json; readonly reduce?: Reducer };

/** `append` concatenates lists and pushes anything else; `{expression}` is over `old` and `new`. */
export type Reducer = 'append' | 'merge' | 'sum' | 'max' | 'min' | 'last' | { readonly expression: Expression };

/**
 * A loop: `header` is the only way in, `latch` the only source of the back edge. `max_iterations` counts executions of the body.
 * Without `on_limit` the run fails at the bound.
 */
export type Region = {
  readonly id: string;
  readonly header: string;
  readonly latch: string;
  readonly nodes: readonly string[];
  readonly max_iterations: number;
  readonly on_limit: string | null;
};

/** Limits of a run. `timeout_ms` counts from admission, and stands still while the run is `waiting`. */
export type Execution = {
  readonly timeout_ms?: number;
  readonly on_failure?: 'cancel' | 'drain';
  /** Asked before every call of a model. */
  readonly budget?: Budget;
  /** Asked when the run ends. */
  readonly gates?: readonly Gate[];
} & RunLimits;

/** A bound on a figure of a run. A run that does not keep to one that says `fail` fails. */
export type Gate = {
  readonly name: string;
  readonly metric: (typeof GATE_METRICS)[number];
  readonly min?: number;
  readonly max?: number;
  readonly action: 'warn' | 'fail';
};

/** Figures of a run that a gate may be about. */
export const GATE_METRICS = [
  'cost_usd',
  'duration_ms',
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'llm_calls',
] as const;

/** What models may cost in all, of a run or of a node in it: US dollars, input and output tokens, calls. */
export type Budget = { readonly max_cost_usd?: number; readonly max_tokens?: number; readonly max_llm_calls?: number };

/** Where the end of a run is told. `secret` is the name of the environment variable that holds what it is signed with. */
export type OnFinish = { readonly url: string; readonly secret: string };

/** Which runs may start, and when. Keys and priorities are over the inputs, of a trigger's entry also over `event`. */
export type RunLimits = {
  /** Open runs of the workflow with one key. */
  readonly concurrency?: {
    readonly limit: number;
    readonly key?: Template;
    readonly on_conflict: 'queue' | 'skip' | 'cancel';
  };
  /** Starts with one key within any `period_ms`. */
  readonly rate_limit?: {
    readonly limit: number;
    readonly period_ms: number;
    readonly key?: Template;
    readonly on_conflict: 'queue' | 'skip';
  };
  /** From -100 to 100; higher ones start first. */
  readonly priority?: Template;
};

/** Ways on, in order; the first whose condition holds is taken. The last has none. */
export type Route = { readonly when?: Expression; readonly to: readonly string[] };

/** One execution of the node for each item of a list. */
export type ForEach = {
  readonly in: Template;
  readonly as: string;
  readonly index_as: string;
  readonly max_parallel: number;
  readonly max_items: number;
  readonly on_item_error: 'fail' | 'continue' | 'collect';
};

type NodeBase = {
  readonly name: string;
  readonly description?: string;
  /** Absent: all. `any` starts at the first taken edge. */
  readonly join?: 'any';
  /** What `join: any` does with the slower branches; absent: cancel. */
  readonly losers?: 'finish';
  /** Absent: the run fails. */
  readonly on_error?: 'continue' | { readonly to: string };
  /** Runs at the end, whatever happened; in no edge. */
  readonly finally?: true;
  readonly for_each?: ForEach;
  readonly routes?: readonly Route[];
  /** Condition over the node's scope; absent means true. False: skipped, outgoing edges taken. */
  readonly when?: Expression;
  readonly writes: readonly OutputWrite[];
  readonly reads: Reads;
};

/** A node that runs on a worker. `uses` is an action's full name, or `llm`. */
export type ActionNode = NodeBase & {
  readonly kind: 'action';
  readonly uses: string;
  /** Rendered in the lane. An object template for actions, absent for `llm`. */
  readonly with?: Template;
  readonly llm?: LlmSettings;
  /** Validates and prunes the output. */
  readonly output_schema?: JsonSchema;
  readonly effects: 'pure' | 'read' | 'write';
  readonly idempotent: boolean;
  /** After a crash; absent: by `effects` and `idempotent`. */
  readonly on_unknown?: 'retry' | 'fail';
  readonly retry: RetryPolicy;
  readonly timeout_ms: number;
};

/** A node that the engine computes itself: its output is the rendered `with`. */
export type SetNode = NodeBase & { readonly kind: 'set'; readonly with: Template };

/**
 * A node that starts a run of another workflow. `wait: false` goes on at once, with the output `{run_id}`, and names the workflow
 * as it is registered; otherwise `graph` is the hash of one of `subgraphs`, and the run's result is the node's output.
 */
export type SubrunNode = NodeBase & {
  readonly kind: 'subrun';
  readonly workflow: string;
  /** The inputs of the run. */
  readonly with: Template;
  readonly wait: boolean;
  readonly graph?: string;
  /** Limit of the whole run that is awaited. */
  readonly timeout_ms?: number;
};

/** A node that waits for a time or a signal. It holds no thread. */
export type WaitNode = NodeBase & {
  readonly kind: 'wait';
  readonly wait: WaitFor;
};

export type WaitFor =
  /** A duration as workflows write it, or a number of seconds. */
  | { readonly for: 'duration'; readonly duration: Template }
  | { readonly for: 'time'; readonly until: Template }
  | {
      readonly for: 'signal';
      readonly signal: string;
      readonly schema: JsonSchema;
      readonly timeout_ms?: number;
      readonly default?: Template;
    };

/** A question to a person. It holds no thread. */
export type ApprovalNode = NodeBase & {
  readonly kind: 'approval';
  readonly message: Template;
  readonly show: Template;
  readonly form: JsonSchema;
  readonly timeout_ms?: number;
  readonly default?: Template;
};

export type GraphNode = ActionNode | SetNode | SubrunNode | WaitNode | ApprovalNode;

/** A model, and how it is asked. */
export type ModelChoice = {
  readonly provider: string;
  readonly model: string;
  /** Parameters as written (`temperature`, `max_tokens`, …). */
  readonly parameters: JsonObject;
};

export type LlmSettings = ModelChoice & {
  /** The last turn of the user; absent where `messages` has it. */
  readonly prompt?: Template;
  /** Who is asked, in this order, where the model is not there. */
  readonly fallback?: readonly ModelChoice[];
} & LlmTalk;

/** What a model is given beside its prompt, and how it is asked. */
export type LlmTalk = {
  readonly system?: Template;
  /** Turns before the prompt. */
  readonly messages?: readonly LlmTurn[];
  /** Added to the last turn of the user. */
  readonly images?: readonly Template[];
  /** How often an answer that breaks the schema is sent back within one attempt; there with an `output_schema`. */
  readonly repair?: number;
  readonly tools?: readonly LlmTool[];
  /** `auto`, `required`, `none`, or a tool's name. */
  readonly tool_choice?: string;
  /** Calls of the model in one attempt, with tools. */
  readonly max_turns?: number;
  /** Over all executions of the node in a run, attempts and items together. */
  readonly budget?: Budget;
  readonly cache?: { readonly ttl_ms: number; readonly scope: 'workflow' | 'run' };
};

export type LlmTurn = {
  readonly role: 'user' | 'assistant';
  readonly content: readonly ({ readonly text: Template } | { readonly image: Template })[];
};

/** A tool of a plugin, another workflow, or a server that offers tools. */
export type LlmTool = {
  readonly uses?: string;
  readonly workflow?: string;
  readonly mcp?: JsonObject;
  /** The name that the model sees; a server's tools have their own. */
  readonly name?: string;
  readonly description?: string;
  /** Arguments that are fixed, and hidden from the model. */
  readonly with?: Template;
  readonly max_calls?: number;
};

/** One write to the state after success: the value at `path` of the output (empty: all of it) goes to `field`. */
export type OutputWrite = { readonly field: string; readonly path: readonly (string | number)[] };

/**
 * What a node's templates and conditions read, and from whom. `state` maps each field to the nodes whose contributions the node
 * may see, in causal order. `nodes` are those read by name; its own name is there when its routes read its own result.
 */
export type Reads = {
  readonly state: { readonly [field: string]: readonly string[] };
  readonly nodes: readonly string[];
  /** Whether `inputs.x` is read. */
  readonly inputs: boolean;
};

/** `max_attempts: 1` is no retry. Without `retry_on` every failure that calls itself retryable is tried again. */
export type RetryPolicy = {
  readonly max_attempts: number;
  readonly initial_ms: number;
  readonly factor: number;
  readonly max_ms: number;
  readonly jitter: boolean;
  readonly retry_on?: readonly string[];
};

/**
 * `to` is a node's name or `END`. Without a kind the edge is plain: taken whenever its source went through. `route`: one way of
 * its source's routes, by index. `back`: from a latch to its header. `limit`: taken when a loop has reached its bound. `error`:
 * the only one taken when its source failed.
 */
export type GraphEdge = {
  readonly from: string;
  readonly to: string;
  readonly kind?: 'route' | 'back' | 'limit' | 'error';
  readonly route?: number;
};

export type GraphTrigger = {
  /** A trigger's full name: `generic`, `manual`, `PLUGIN.NAME`. */
  readonly uses: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly events?: readonly string[];
  readonly when?: Expression;
  readonly inputs?: { readonly [input: string]: Template };
  readonly require_id?: boolean;
  /** What the event must be, as the entry says. */
  readonly schema?: JsonSchema;
  readonly schedule?: Schedule;
  /** Only the last of a burst with one key starts a run. */
  readonly debounce?: { readonly period_ms: number; readonly max_wait_ms: number; readonly key?: Template };
} & RunLimits;

/**
 * When a `schedule` entry starts runs: `cron`, or `every_ms` counted from midnight (more than a day: whole days, counted from
 * 1970-01-01). `catch_up` is about slots that were missed, `overlap` about a slot that comes while a run of the entry is open.
 */
export type Schedule = {
  readonly cron?: string;
  readonly every_ms?: number;
  /** An IANA name. */
  readonly timezone: string;
  readonly catch_up: 'none' | 'last' | 'all';
  readonly overlap: 'allow' | 'skip' | 'queue' | 'cancel';
};
