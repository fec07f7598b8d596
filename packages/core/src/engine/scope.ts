// What a node may see: exactly what its causal ancestors wrote, whatever a parallel branch finished first.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { EvaluationError } from '../expression/evaluate.ts';
import { toText } from '../expression/render.ts';
import type { ExecutionGraph, GraphNode, Reads } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import { isOver } from './state.ts';
import type { NodeExecution, RunState } from './state.ts';
import { endView, executionIn, fieldIn, viewAt, viewWith } from './view.ts';
import type { Moment, View } from './view.ts';

/** An item of a map, for the templates of its execution. */
export type Item = { readonly value: Json; readonly index: number };

/** The names that a node's templates and conditions use, and what they are worth for one execution of it. */
export function scopeOf(
  graph: ExecutionGraph,
  state: RunState,
  { node, iterations, item }: Moment & { readonly item?: Item | undefined },
): JsonObject {
  const place = topology(graph).place(node);
  const view = place.node.finally === true ? finalView(graph, state, node) : viewAt(graph, state, { node, iterations });
  const map = place.node.for_each;
  return {
    ...namesIn(graph, state, { view, reads: place.node.reads }),
    ...(iterations.length === 0 ? {} : { loop: { index: iterations.at(-1) ?? 1 } }),
    ...(place.readsRun ? { run: runOf(state, place.node) } : NOTHING),
    ...envIn(graph, state),
    ...(map === undefined || item === undefined ? {} : { [map.as]: item.value, [map.index_as]: item.index }),
  };
}

/** The scope of a node's routes: with its own result and writes. `own` is the execution as it is about to be. */
export function routeScope(graph: ExecutionGraph, state: RunState, own: NodeExecution): JsonObject {
  const { node, readsRun } = topology(graph).place(own.node);
  const view = viewWith(graph, state, viewAt(graph, state, own), own);
  return {
    ...namesIn(graph, state, { view, reads: node.reads }),
    ...(own.iterations.length === 0 ? {} : { loop: { index: own.iterations.at(-1) ?? 1 } }),
    ...(readsRun ? { run: runOf(state, node) } : NOTHING),
    ...envIn(graph, state),
  };
}

/** The scope of `result:`: what END sees. */
export function resultScope(graph: ExecutionGraph, state: RunState, view: View, reads: Reads): JsonObject {
  return { ...namesIn(graph, state, { view, reads }), run: runOf(state, undefined), ...envIn(graph, state) };
}

/** The state as END sees it, with what `finally` nodes have written. While the run is open: all that was written so far. */
export function finalState(graph: ExecutionGraph, state: RunState): JsonObject {
  const view = finalView(graph, state, undefined);
  return Object.fromEntries(
    Object.keys(graph.state).map((field) => {
      try {
        return [field, fieldIn(graph, state, view, field)];
      } catch (error) {
        // A reducer that cannot go on has failed whoever read the field; who only looks at the run is told nothing.
        if (error instanceof EvaluationError) return [field, null];
        throw error;
      }
    }),
  );
}

/** What a `finally` node sees: what END sees, and what the ones before it wrote. */
function finalView(graph: ExecutionGraph, state: RunState, before: string | undefined): View {
  let view = endView(graph, state);
  for (const name of topology(graph).finals) {
    if (name === before) break;
    const execution = state.executions.get(name);
    if (execution !== undefined && isOver(execution.status)) view = viewWith(graph, state, view, execution);
  }
  return view;
}

function envIn({ env }: ExecutionGraph, state: RunState): JsonObject {
  return env === undefined ? NOTHING : { env: state.env };
}
const NOTHING: JsonObject = {};

function namesIn(
  graph: ExecutionGraph,
  state: RunState,
  { view, reads }: { readonly view: View; readonly reads: Reads },
): { [name: string]: Json } {
  const fields = Object.fromEntries(
    Object.keys(reads.state).map((field) => [field, fieldIn(graph, state, view, field)]),
  );
  const results = Object.fromEntries(reads.nodes.map((name) => [name, resultOf(executionIn(view, name))]));
  return {
    ...fields,
    ...results,
    state: fields,
    ...(reads.inputs ? { inputs: state.inputs } : {}),
  };
}

/** A node's result as others read it: `{output, text, usage, cost_usd, error}`; of a skipped node all of it is null. */
export function resultOf(execution: NodeExecution | undefined): Json {
  if (execution === undefined || execution.status === 'skipped') return ABSENT;
  const { output, text, usage, costUsd, error } = execution;
  return { output, text: text ?? toText(output), usage, cost_usd: costUsd, error };
}

const ABSENT: JsonObject = { output: null, text: null, usage: null, cost_usd: null, error: null };

function runOf(state: RunState, node: GraphNode | undefined): JsonObject {
  const { name, uses, event_type = null, delivery_id = null, parent_run_id = null } = state.trigger;
  return {
    id: state.runId,
    workflow_name: state.workflowName,
    revision: state.revision,
    started_at: state.startedAt === null ? null : new Date(state.startedAt).toISOString(),
    parent_id: parent_run_id,
    trigger: { name, uses, event_type, delivery_id },
    ...(node?.finally === true ? { status: endOf(state), error: state.error } : {}),
  };
}

/** How a run ends, as far as is known. */
export function endOf({ error, cancelRequested }: RunState): 'succeeded' | 'failed' | 'cancelled' {
  return error !== null ? 'failed' : cancelRequested ? 'cancelled' : 'succeeded';
}
