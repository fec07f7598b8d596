// What attempts used, and what the budget has left: the part of `evolve` that is about money.
import type { FactOf } from './fact.ts';
import type { NodeExecution, RunState } from './state.ts';
import { itemsUsage, NO_USAGE, plus, roundCost, since, usageOf } from './usage.ts';
import type { UsageAndCost } from './usage.ts';

function spend(state: RunState, used: UsageAndCost): void {
  const { spent } = state;
  spent.tokens += (used.input_tokens ?? 0) + (used.output_tokens ?? 0);
  spent.costUsd = roundCost(spent.costUsd + (used.cost_usd ?? 0));
  state.usage = plus(state.usage, used);
}

type Spending = FactOf<'node.attempt_failed' | 'node.failed' | 'node.cancelled' | 'attempt.lost'>;

/** What an attempt used that gave nothing. A map has what its items used. */
export function use(state: RunState, execution: NodeExecution, { models }: Spending): void {
  if (execution.items !== null) setUsage(execution, itemsUsage(state, execution));
  else if (models !== undefined) spendOn(state, execution, usageOf(models));
}

/** What an attempt used goes to its execution and to the run. */
export function spendOn(state: RunState, execution: NodeExecution, used: UsageAndCost): void {
  setUsage(execution, plus({ ...execution.usage, cost_usd: execution.costUsd }, used));
  spend(state, used);
}

export function setUsage(execution: NodeExecution, { cost_usd: cost, ...tokens }: UsageAndCost): void {
  execution.usage = tokens;
  execution.costUsd = cost;
}

/** What an attempt had set aside and did not use is there again. */
export function settle({ spent }: RunState, execution: NodeExecution, actual = 1): void {
  if (execution.calls === 0) return;
  spent.calls += actual - execution.calls;
  execution.calls = 0;
}

/** An awaited run tells all that it has used, each time that it ends. */
export function heardOf(state: RunState, execution: NodeExecution, fact: FactOf<'child.ended'>): void {
  const told = { ...fact.usage, cost_usd: fact.cost_usd };
  setUsage(execution, told);
  spend(state, since(state.awaited.get(fact.run_id) ?? NO_USAGE, told));
  state.awaited.set(fact.run_id, told);
}

/** Its attempts were made all the same: what they used stays with the key. */
export function forget(state: RunState, key: string): void {
  const execution = state.executions.get(key);
  if (execution !== undefined) state.forgotten.set(key, { ...execution.usage, cost_usd: execution.costUsd });
  state.executions.delete(key);
}
