import type { Usage } from './fact.ts';
import type { NodeExecution, RunState } from './state.ts';

export type UsageAndCost = Usage & { readonly cost_usd: number | null };

function add(sum: number | null, value: number | null): number | null {
  return value === null ? sum : (sum ?? 0) + value;
}

/** Sums over the executions that know their counts; null where none does. */
export function addUsage(executions: Iterable<NodeExecution>): UsageAndCost {
  let [input, output, cost]: (number | null)[] = [null, null, null];
  for (const { usage, costUsd, items } of executions) {
    // A map's own counts are those of its items.
    if (items !== null) continue;
    input = add(input ?? null, usage.input_tokens);
    output = add(output ?? null, usage.output_tokens);
    cost = add(cost ?? null, costUsd);
  }
  return { input_tokens: input ?? null, output_tokens: output ?? null, cost_usd: cost ?? null };
}

/** Of a whole run. */
export function totalUsage(state: RunState): UsageAndCost {
  return addUsage(state.executions.values());
}
