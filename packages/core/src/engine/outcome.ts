// How an execution ends: the facts of success, failure and skipping, with the way that the node's routes choose.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { evaluate, EvaluationError } from '../expression/evaluate.ts';
import { member } from '../expression/value.ts';
import type { ExecutionGraph, GraphNode, OutputWrite } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import type { Fact, Failure, Handled, ModelUse, Step, Usage } from './fact.ts';
import { parseKey } from './key.ts';
import { routeScope } from './scope.ts';
import { newExecution } from './state.ts';
import type { NodeExecution, RunState } from './state.ts';
import { plus } from './usage.ts';
import { isLost } from './view.ts';

export const NO_USAGE: Usage = { input_tokens: null, output_tokens: null };

/** An execution that ends now. */
export type Ending = {
  readonly time: number;
  readonly key: string;
  readonly node: string;
  readonly attempt: number;
  readonly input?: Json;
  readonly durationMs?: number;
  readonly llmCalls?: number;
  readonly models?: readonly ModelUse[];
  readonly steps?: readonly Step[];
  /** What the attempt ran in, as `NAME@VERSION`. */
  readonly plugin?: string;
};

export type Success = {
  readonly output: Json;
  readonly text?: string;
  readonly usage?: Usage;
  readonly costUsd?: number | null;
  /** Absent: what the node's `outputs` take of the output. */
  readonly writes?: JsonObject;
};

/**
 * The fact of a success. Routes belong to it: they are asked over the node's own result and writes, and one that cannot be
 * evaluated fails the node instead.
 */
export function succeed(graph: ExecutionGraph, state: RunState, ending: Ending, success: Success): Fact {
  const node = topology(graph).node(ending.node);
  const { output, text, usage = NO_USAGE, costUsd = null } = success;
  const writes = success.writes ?? writesOf(node.writes, output);
  const chosen = choose(graph, state, ending, () => ({
    status: 'succeeded',
    output,
    writes,
    text: text ?? null,
    ...inAll(state, ending, success),
  }));
  if ('failure' in chosen) return fail(graph, state, ending, chosen.failure);
  return {
    kind: 'node.completed',
    ...identity(ending),
    output,
    ...(text === undefined ? {} : { text }),
    ...rendered(ending),
    writes,
    usage,
    cost_usd: costUsd,
    ...chosen,
  };
}

/** What the execution has used with this attempt: former ones count too. A map and an awaited run give their sums themselves. */
function inAll(
  state: RunState,
  { key }: Ending,
  { usage = NO_USAGE, costUsd = null }: Success,
): Pick<NodeExecution, 'usage' | 'costUsd'> {
  const before = state.executions.get(key);
  if (before === undefined || before.items !== null || before.waiting?.for === 'run') return { usage, costUsd };
  const { input_tokens, output_tokens, cost_usd } = plus(
    { ...before.usage, cost_usd: before.costUsd },
    { ...usage, cost_usd: costUsd },
  );
  return { usage: { input_tokens, output_tokens }, costUsd: cost_usd };
}

/** The fact of a failure that is final, with what handles it. */
export function fail(graph: ExecutionGraph, state: RunState, ending: Ending, error: Failure): Fact {
  const node = topology(graph).node(ending.node);
  const handled = handledBy(graph, state, { node, key: ending.key });
  const common = { kind: 'node.failed' as const, ...identity(ending), ...rendered(ending) };
  if (handled !== 'continue') return { ...common, error, ...(handled === undefined ? {} : { handled }) };
  const chosen = choose(graph, state, ending, () => ({ status: 'failed', error, handled }));
  return 'failure' in chosen ? { ...common, error: chosen.failure } : { ...common, error, handled, ...chosen };
}

/** The fact of a node whose own condition is false: its edges are taken all the same, so its routes are asked. */
export function passBy(graph: ExecutionGraph, state: RunState, ending: Ending): Fact {
  const chosen = choose(graph, state, ending, () => ({ status: 'skipped', skipped: 'when' }));
  const { time, key, node } = ending;
  if (!('failure' in chosen)) return { kind: 'node.skipped', time, key, node, reason: 'when', ...chosen };
  return { kind: 'node.failed', ...identity(ending), duration_ms: 0, error: chosen.failure };
}

/** What an output contributes to the state. A property that is absent writes nothing. */
export function writesOf(writes: readonly OutputWrite[], output: Json): JsonObject {
  if (writes.length === 0) return NOTHING;
  const found: [string, Json][] = [];
  for (const { field, path } of writes) {
    let value: Json | undefined = output;
    for (const step of path) value = value === undefined ? undefined : member(value, step);
    if (value !== undefined) found.push([field, value]);
  }
  return Object.fromEntries(found);
}
const NOTHING: JsonObject = {};

export function conditionFailure(what: string, { name }: GraphNode, error: EvaluationError): Failure {
  return {
    code: 'RUN_CONDITION_FAILED',
    class: 'error',
    message: `${what} of \`${name}\` cannot be evaluated: ${error.message}`,
  };
}

export function templateFailure({ name }: GraphNode, error: EvaluationError): Failure {
  return {
    code: 'RUN_TEMPLATE_FAILED',
    class: 'error',
    message: `a value of \`${name}\` cannot be evaluated: ${error.message}`,
  };
}

type Choice = { readonly route?: number } | { readonly failure: Failure };

/** The first route that holds. `own` gives what the execution is about to be. */
function choose(
  graph: ExecutionGraph,
  state: RunState,
  { key, node: name }: Ending,
  own: () => Partial<NodeExecution>,
): Choice {
  const node = topology(graph).node(name);
  const { routes } = node;
  if (routes === undefined || parseKey(key).item !== null) return NO_ROUTE;
  const map = state.executions.get(key)?.items ?? null;
  const execution: NodeExecution = { ...newExecution(key, name), items: map, ...own() };
  try {
    const scope = routes.some(({ when }) => when !== undefined) ? routeScope(graph, state, execution) : {};
    return { route: routes.findIndex(({ when }) => when === undefined || isTrue(evaluate(when, scope))) };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { failure: conditionFailure('a route', node, error) };
  }
}
const NO_ROUTE = {};

/** A condition is true or false; anything else is a mistake. */
export function isTrue(verdict: Json): boolean {
  if (typeof verdict === 'boolean') return verdict;
  throw new EvaluationError('the condition gives no bool');
}

function handledBy(
  graph: ExecutionGraph,
  state: RunState,
  { node, key }: { readonly node: GraphNode; readonly key: string },
): Handled | undefined {
  const { iterations, item } = parseKey(key);
  if (item !== null) return 'item';
  if (node.on_error === 'continue') return 'continue';
  if (node.finally === true) return 'finally';
  if (node.on_error !== undefined) return 'to';
  return isLost(topology(graph), state, { node: node.name, iterations }) ? 'lost' : undefined;
}

function identity({ time, key, node, attempt }: Ending): Pick<Ending, 'time' | 'key' | 'node' | 'attempt'> {
  return { time, key, node, attempt };
}

function rendered({ input, durationMs = 0, llmCalls, models, steps, plugin }: Ending): Pick<
  Ending,
  'input' | 'models' | 'steps' | 'plugin'
> & {
  readonly duration_ms: number;
  readonly llm_calls?: number;
} {
  return {
    ...(input === undefined ? {} : { input }),
    duration_ms: durationMs,
    ...(llmCalls === undefined ? {} : { llm_calls: llmCalls }),
    ...(models === undefined ? {} : { models }),
    ...(steps === undefined ? {} : { steps }),
    ...(plugin === undefined ? {} : { plugin }),
  };
}
