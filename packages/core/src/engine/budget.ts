// What the models of a run, and of a node in it, may cost. An attempt sets aside the calls that it may make when it is scheduled, and
// gives back what it did not use when it is over, so that nodes at work side by side never go over the limit together. What calls will
// cost nobody knows before: of tokens and cost those under way are not stopped, and the next one is not made.
import type { Budget, ExecutionGraph, GraphNode } from '../graph/graph.ts';
import type { Failure } from './fact.ts';
import { spentBy } from './state.ts';
import type { RunState, Spent } from './state.ts';

/** A limit of a budget, and how far it was when an attempt began. */
export type Limit = {
  readonly of: 'run' | 'node';
  readonly what: 'cost' | 'tokens';
  readonly used: number;
  readonly most: number;
};

/** What an attempt may do: so many calls, each while no limit is reached. */
export type Allowance = { readonly calls: number; readonly limits: readonly Limit[] };

/** The calls that an attempt sets aside: nothing for a node without any budget over it, or that asks no model. */
export function callsOf({ execution }: ExecutionGraph, node: GraphNode): { readonly calls?: number } {
  if (node.kind !== 'action' || node.llm === undefined) return {};
  const { repair = 0, tools, max_turns: turns = 1, budget, fallback = [] } = node.llm;
  if (execution?.budget === undefined && budget === undefined) return {};
  return { calls: (1 + repair) * (tools === undefined ? 1 : turns) + fallback.length };
}

/** What a scheduled attempt may do, or why it may do nothing. `wanted` are the calls that it has set aside. */
export function allowanceOf(
  { execution }: ExecutionGraph,
  state: RunState,
  { node, wanted }: { readonly node: GraphNode; readonly wanted: number },
): Allowance | Failure {
  const own = node.kind === 'action' ? node.llm?.budget : undefined;
  const budgets = [
    { of: 'run', budget: execution?.budget ?? {}, spent: state.spent },
    { of: 'node', budget: own ?? {}, spent: spentBy(state, node.name) },
  ] as const;
  const limits = budgets.flatMap(({ of, budget, spent }) => limitsOf(budget, spent).map((limit) => ({ of, ...limit })));
  const reached = limits.find(({ used, most }) => used >= most);
  if (reached !== undefined) return exceeded(node.name, reached, { isSent: false });
  let calls = wanted;
  for (const { of, budget, spent } of budgets) {
    const { max_llm_calls: most = Infinity } = budget;
    const before = spent.calls - wanted;
    calls = Math.min(calls, most - before);
    if (most <= before) return overCalls(node.name, { of, before, most });
  }
  return { calls, limits };
}

function limitsOf({ max_cost_usd: cost, max_tokens: tokens }: Budget, spent: Spent): readonly Omit<Limit, 'of'>[] {
  return [
    ...(cost === undefined ? [] : [{ what: 'cost' as const, used: spent.costUsd, most: cost }]),
    ...(tokens === undefined ? [] : [{ what: 'tokens' as const, used: spent.tokens, most: tokens }]),
  ];
}

/** Why a model is not called any more. `isSent`: within an attempt, which has called it before. */
export function exceeded(
  node: string,
  { of, what, used, most }: Limit,
  { isSent }: { readonly isSent: boolean },
): Failure {
  const who = of === 'run' ? 'the run' : 'it';
  const sum = what === 'cost' ? `has cost $${used} of $${most}` : `has used ${used} of ${most} tokens`;
  return refusal(node, { said: `${who} ${sum}`, key: what === 'cost' ? 'max_cost' : 'max_tokens', of, isSent });
}

/** Why an attempt makes no further call: budgets had left it so many. */
export function noCallLeft(node: string, calls: number): Failure {
  const message = `\`${node}\` asked no further: its attempt may call models ${calls === 1 ? 'once' : `${calls} times`}; raise \`max_llm_calls\` of the run's \`execution.budget\` or of its own, or let it ask less`;
  return { code: 'RUN_BUDGET_EXCEEDED', class: 'refused', message };
}

function overCalls(
  node: string,
  { of, before, most }: { readonly of: Limit['of']; readonly before: number; readonly most: number },
): Failure {
  const who = of === 'run' ? 'the run' : 'it';
  const said = `${who} has made or set aside ${before} of ${most} calls of models`;
  return refusal(node, { said, key: 'max_llm_calls', of, isSent: false });
}

function refusal(
  node: string,
  {
    said,
    key,
    of,
    isSent,
  }: { readonly said: string; readonly key: string; readonly of: Limit['of']; readonly isSent: boolean },
): Failure {
  const way =
    of === 'run'
      ? `raise \`execution.budget.${key}\`, or let the run ask less`
      : `raise \`budget.${key}\` of \`${node}\`, or let it ask less`;
  return {
    code: 'RUN_BUDGET_EXCEEDED',
    class: 'refused',
    message: `\`${node}\` ${isSent ? 'asked no further' : 'was not sent'}: ${said}; ${way}`,
  };
}
