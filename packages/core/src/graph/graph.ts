import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
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
] as const;

/**
 * A checked, closed, serialisable plan: what the engine runs. Plain JSON; `hash` is over all of it but itself.
 *
 * Node names are the ids. `edges` are forward edges only; `END` is the exit. Nodes stand in topological order, and a
 * node's place in the list is its topological index.
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
  /** State fields by name: their schema and the value before any write. */
  readonly state: { readonly [field: string]: { readonly schema: JsonSchema; readonly default?: Json } };
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly triggers: readonly GraphTrigger[];
  /** What END sees of the state: for each field the nodes that write it, in causal order. */
  readonly final: Reads['state'];
  /** `observability` as written: tracker name to its configuration. */
  readonly observability: { readonly [tracker: string]: JsonObject };
};

type NodeBase = {
  readonly name: string;
  readonly description?: string;
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
  readonly retry: RetryPolicy;
  readonly timeout_ms: number;
};

/** A node that the engine computes itself: its output is the rendered `with`. */
export type SetNode = NodeBase & { readonly kind: 'set'; readonly with: Template };

/** A node that starts a run of another workflow, by its registered name, and does not wait for it: its output is `{run_id}`. */
export type SubrunNode = NodeBase & {
  readonly kind: 'subrun';
  readonly workflow: string;
  /** The inputs of the run. */
  readonly with: Template;
  readonly wait: false;
};

export type GraphNode = ActionNode | SetNode | SubrunNode;

export type LlmSettings = {
  readonly provider: string;
  readonly model: string;
  readonly prompt: Template;
  /** Parameters as written (`temperature`, `max_tokens`, …). */
  readonly parameters: JsonObject;
};

/** One write to the state after success: the value at `path` of the output (empty: all of it) goes to `field`. */
export type OutputWrite = { readonly field: string; readonly path: readonly (string | number)[] };

/**
 * What a node's templates and conditions read, and from whom. `state` maps each field to the causal ancestors that write
 * it, in causal order: the last that wrote wins, else the input or the default. `nodes` are ancestors read by name.
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

/** `to` is a node's name or `END`. */
export type GraphEdge = { readonly from: string; readonly to: string };

export type GraphTrigger = {
  /** A trigger's full name: `generic`, `manual`, `PLUGIN.NAME`. */
  readonly uses: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly events?: readonly string[];
  readonly when?: Expression;
  readonly inputs?: { readonly [input: string]: Template };
  readonly require_id?: boolean;
};
