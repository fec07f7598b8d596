// What the models of a run may cost. An attempt sets aside the calls that it may make when it is scheduled, and gives back what it
// did not use when it is over, so that nodes at work side by side never go over the limit together.
import type { ExecutionGraph, GraphNode } from '../graph/graph.ts';
import type { Failure } from './fact.ts';
import type { RunState } from './state.ts';

/** The calls that an attempt sets aside: nothing in a run without a budget, or for a node that asks no model. */
export function callsOf({ execution }: ExecutionGraph, node: GraphNode): { readonly calls?: number } {
  if (execution?.budget === undefined || node.kind !== 'action' || node.llm === undefined) return {};
  const { repair = 0, tools, max_turns: turns = 1 } = node.llm;
  return { calls: (1 + repair) * (tools === undefined ? 1 : turns) };
}

/** The calls that a scheduled attempt may make, or why it may make none. */
export function allowedCalls(
  { execution }: ExecutionGraph,
  { spent }: RunState,
  { node, wanted }: { readonly node: string; readonly wanted: number },
): number | Failure {
  const { max_cost_usd: cost, max_tokens: tokens, max_llm_calls: calls = Infinity } = execution?.budget ?? {};
  const over = (what: string): Failure => ({
    code: 'RUN_BUDGET_EXCEEDED',
    class: 'refused',
    message: `\`${node}\` was not sent: ${what}; raise \`execution.budget\`, or let the run ask less`,
  });
  if (cost !== undefined && spent.costUsd >= cost) return over(`the run has cost $${spent.costUsd} of $${cost}`);
  if (tokens !== undefined && spent.tokens >= tokens)
    return over(`the run has used ${spent.tokens} of ${tokens} tokens`);
  const allowed = wanted - Math.max(0, spent.calls - calls);
  return allowed > 0 ? allowed : over(`the run may call models ${calls} times`);
}
