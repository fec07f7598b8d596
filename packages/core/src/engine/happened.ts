// What a person found out about a write whose worker died: it happened, with this result.
import type { Json } from '@configurable-agents/plugin-sdk';
import type { ExecutionGraph } from '../graph/graph.ts';
import type { CopiedExecution, Failure } from './fact.ts';
import { succeed } from './outcome.ts';
import type { NodeExecution, RunState } from './state.ts';

/** Whether nobody knows if the execution's effect happened, and the run failed by it. A list's items are not told apart. */
export function isUnknown({ status, error, handled, item }: NodeExecution): boolean {
  return status === 'failed' && error?.code === 'RUN_OUTCOME_UNKNOWN' && handled === null && item === null;
}

/** The execution as if it had completed with the output, its route chosen by it; or why that cannot be. */
export function happened(
  graph: ExecutionGraph,
  state: RunState,
  { execution, output, time }: { readonly execution: NodeExecution; readonly output: Json; readonly time: number },
): CopiedExecution | Failure {
  const { key, node, attempt } = execution;
  const fact = succeed(graph, state, { time, key, node, attempt }, { output });
  if (fact.kind === 'node.failed') return fact.error;
  if (fact.kind !== 'node.completed') throw new Error(`invariant: a success became ${fact.kind}`);
  const { writes, route = null } = fact;
  return { key, status: 'succeeded', output, text: null, writes, route, error: null };
}
