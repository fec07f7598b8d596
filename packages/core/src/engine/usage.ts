import type { Usage } from './fact.ts';
import type { NodeExecution } from './state.ts';

export type UsageAndCost = Usage & { readonly cost_usd: number | null };

function add(sum: number | null, value: number | null): number | null {
  return value === null ? sum : (sum ?? 0) + value;
}

export const NO_USAGE: UsageAndCost = { input_tokens: null, output_tokens: null, cost_usd: null };

/** A sum stays null until something is known. */
export function plus(sum: UsageAndCost, { input_tokens, output_tokens, cost_usd }: UsageAndCost): UsageAndCost {
  return {
    input_tokens: add(sum.input_tokens, input_tokens),
    output_tokens: add(sum.output_tokens, output_tokens),
    cost_usd: add(sum.cost_usd, cost_usd),
  };
}

/** Sums over the executions that know their counts; null where none does. */
export function addUsage(executions: Iterable<NodeExecution>): UsageAndCost {
  let sum = NO_USAGE;
  for (const { usage, costUsd, items } of executions) {
    // A map's own counts are those of its items.
    if (items === null) sum = plus(sum, { ...usage, cost_usd: costUsd });
  }
  return sum;
}
