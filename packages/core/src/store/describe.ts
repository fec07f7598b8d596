// A run as the API and the command line show it, folded from its journal. Pure.
import { finalState } from '../engine/scope.ts';
import { heldBy, isFinished, shownStatus } from '../engine/state.ts';
import type { NodeExecution, RunState } from '../engine/state.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import type { NodeRow, RunDetail, RunRow } from './rows.ts';

/** Nodes in topological order, then what the run is now. Nodes that never began are `pending`, `cancelled` once it is over. */
export function describeRun(
  graph: ExecutionGraph,
  { run, state }: { readonly run: RunRow; readonly state: RunState },
): RunDetail {
  return {
    ...run,
    status: shownStatus(state),
    inputs: state.inputs,
    result: state.result,
    state: finalState(graph, state),
    nodes: describeNodes(graph, state),
    ...(state.gates === undefined ? {} : { gates: state.gates }),
    seq: state.sequence,
  };
}

/** Every execution under its node, iterations in order, a map before its items; of a node that never began one row that says so. */
function describeNodes(graph: ExecutionGraph, state: RunState): readonly NodeRow[] {
  const of = new Map<string, NodeExecution[]>(graph.nodes.map(({ name }) => [name, []]));
  for (const execution of state.executions.values()) of.get(execution.node)?.push(execution);
  return [...of].flatMap(([name, executions]) =>
    executions.length === 0
      ? [describeNode(state, { name, execution: undefined })]
      : executions.toSorted(inOrder).map((execution) => describeNode(state, { name, execution })),
  );
}

function inOrder(a: NodeExecution, b: NodeExecution): number {
  for (const [i, iteration] of a.iterations.entries()) {
    const difference = iteration - (b.iterations[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return (a.item ?? -1) - (b.item ?? -1);
}

function describeNode(
  state: RunState,
  { name, execution }: { readonly name: string; readonly execution: NodeExecution | undefined },
): NodeRow {
  if (execution === undefined) {
    return {
      key: name,
      node: name,
      status: isFinished(state) ? 'cancelled' : 'pending',
      attempt: 0,
      started_at: null,
      finished_at: null,
      input: null,
      output: null,
      usage: { input_tokens: null, output_tokens: null, cost_usd: null },
      error: null,
    };
  }
  return {
    key: execution.key,
    node: execution.node,
    status: execution.status === 'ready' ? 'pending' : execution.status,
    attempt: execution.attempt,
    started_at: iso(execution.startedAt),
    finished_at: iso(execution.finishedAt),
    input: execution.input,
    output: execution.output,
    usage: { ...execution.usage, cost_usd: execution.costUsd },
    error: heldBy(execution) ?? execution.error,
  };
}

function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
