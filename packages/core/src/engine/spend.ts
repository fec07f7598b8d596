// What attempts used, and what the budget has left: the part of `evolve` that is about money.
import type { FactOf, ModelUse } from './fact.ts';
import { spentBy } from './state.ts';
import type { NodeExecution, RunState } from './state.ts';
import { itemsUsage, NO_USAGE, plus, roundCost, since, usageOf } from './usage.ts';
import type { UsageAndCost } from './usage.ts';

function spend(state: RunState, node: string, used: UsageAndCost): void {
  state.usage = plus(state.usage, used);
  const tokens = (used.input_tokens ?? 0) + (used.output_tokens ?? 0);
  const cost = used.cost_usd ?? 0;
  if (tokens === 0 && cost === 0) return;
  for (const spent of [state.spent, spentBy(state, node)]) {
    spent.tokens += tokens;
    spent.costUsd = roundCost(spent.costUsd + cost);
  }
}

type Spending = FactOf<'node.attempt_failed' | 'node.failed' | 'node.cancelled' | 'attempt.lost'>;

/** What an attempt used that gave nothing. A map has what its items used. */
export function use(state: RunState, execution: NodeExecution, { models }: Spending): void {
  if (execution.items !== null) setUsage(execution, itemsUsage(state, execution));
  else if (models !== undefined) spendOn(state, execution, usageOf(models), models);
}

/** What an attempt used goes to its execution and to the run. */
export function spendOn(
  state: RunState,
  execution: NodeExecution,
  used: UsageAndCost,
  models: readonly ModelUse[] = [],
): void {
  for (const { calls } of models) state.calls += calls;
  setUsage(execution, plus({ ...execution.usage, cost_usd: execution.costUsd }, used));
  spend(state, execution.node, used);
}

export function setUsage(execution: NodeExecution, { input_tokens, output_tokens, cost_usd }: UsageAndCost): void {
  execution.usage = { input_tokens, output_tokens };
  execution.costUsd = cost_usd;
}

/** An attempt sets aside the calls that it may make. */
export function setAside(state: RunState, execution: NodeExecution, calls: number): void {
  execution.calls = calls;
  if (calls === 0) return;
  state.spent.calls += calls;
  spentBy(state, execution.node).calls += calls;
}

/** What an attempt had set aside and did not use is there again. */
export function settle(state: RunState, execution: NodeExecution, actual = 1): void {
  const { calls } = execution;
  if (calls === 0) return;
  execution.calls = 0;
  state.spent.calls += actual - calls;
  spentBy(state, execution.node).calls += actual - calls;
}

/** An awaited run tells all that it has used, each time that it ends. */
export function heardOf(state: RunState, execution: NodeExecution, fact: FactOf<'child.ended'>): void {
  const told = { ...fact.usage, cost_usd: fact.cost_usd };
  const { calls: before, ...usage } = state.awaited.get(fact.run_id) ?? { ...NO_USAGE, calls: 0 };
  const calls = fact.llm_calls ?? 0;
  setUsage(execution, told);
  spend(state, execution.node, since(usage, told));
  state.calls += calls - before;
  state.spent.calls += calls - before;
  state.awaited.set(fact.run_id, { ...told, calls });
}

/** Its attempts were made all the same: what they used stays with the key. */
export function forget(state: RunState, key: string): void {
  const execution = state.executions.get(key);
  if (execution !== undefined) state.forgotten.set(key, { ...execution.usage, cost_usd: execution.costUsd });
  state.executions.delete(key);
}
