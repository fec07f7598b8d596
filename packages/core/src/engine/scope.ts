// What a node may see: exactly what its causal ancestors wrote, whatever a parallel branch finished first.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { toText } from '../expression/render.ts';
import type { ExecutionGraph, Reads } from '../graph/graph.ts';
import type { NodeExecution, RunState } from './state.ts';

/** The values that the node's templates and conditions name. */
export function scopeOf(graph: ExecutionGraph, state: RunState, reads: Reads): JsonObject {
  const fields = stateSeen(graph, state, reads.state);
  const results = Object.fromEntries(reads.nodes.map((name) => [name, resultOf(state.executions.get(name))]));
  return {
    ...fields,
    ...results,
    state: fields,
    run: runOf(state),
    ...(reads.inputs ? { inputs: state.inputs } : {}),
  };
}

/** Each field's value for a reader whose causal ancestors that write it are given, in causal order. */
export function stateSeen(graph: ExecutionGraph, state: RunState, reads: Reads['state']): JsonObject {
  return Object.fromEntries(
    Object.entries(reads).map(([field, writers]) => [field, fieldSeen(graph, state, { field, writers })]),
  );
}

function fieldSeen(
  graph: ExecutionGraph,
  state: RunState,
  { field, writers }: { readonly field: string; readonly writers: readonly string[] },
): Json {
  const writer = writers.findLast((name) => Object.hasOwn(state.executions.get(name)?.writes ?? {}, field));
  if (writer !== undefined) return state.executions.get(writer)?.writes[field] ?? null;
  if (Object.hasOwn(state.inputs, field)) return state.inputs[field] ?? null;
  return graph.state[field]?.default ?? null;
}

/** A node's result as others read it: `{output, text, usage, cost_usd, error}`; of a skipped node null. */
function resultOf(execution: NodeExecution | undefined): Json {
  if (execution === undefined || execution.status === 'skipped') return null;
  const { output, text, usage, costUsd, error } = execution;
  return { output, text: text ?? toText(output), usage, cost_usd: costUsd, error };
}

function runOf(state: RunState): JsonObject {
  const { name, uses, event_type = null, delivery_id = null, parent_run_id = null } = state.trigger;
  return {
    id: state.runId,
    workflow_name: state.workflowName,
    revision: state.revision,
    started_at: state.startedAt === null ? null : new Date(state.startedAt).toISOString(),
    parent_id: parent_run_id,
    trigger: { name, uses, event_type, delivery_id },
  };
}
