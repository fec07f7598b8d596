import type { ActionNode, GraphNode } from '../graph/graph.ts';
import type { ModelUse, Usage } from './fact.ts';
import type { NodeExecution, RunState } from './state.ts';

export type UsageAndCost = Usage & { readonly cost_usd: number | null };

export const NO_USAGE: UsageAndCost = { input_tokens: null, output_tokens: null, cost_usd: null };

/** A cost is a whole number of billionths of a dollar: sums of them are exact, in whatever order they are made. */
const PARTS_OF_DOLLAR = 1e9;

/**
 * A cost in US dollars, to the nearest billionth.
 *
 * @example
 * roundCost(0.1 + 0.2); // 0.3
 */
export function roundCost(usd: number): number {
  return Math.round(usd * PARTS_OF_DOLLAR) / PARTS_OF_DOLLAR;
}

/** The same as the number of billionths, as the store keeps it. */
export function billionths(usd: number): number {
  return Math.round(usd * PARTS_OF_DOLLAR);
}

function add(sum: number | null, value: number | null): number | null {
  return value === null ? sum : (sum ?? 0) + value;
}

function addCost(sum: number | null, value: number | null): number | null {
  return value === null ? sum : roundCost((sum ?? 0) + value);
}

/** A sum stays null until something is known. */
export function plus(sum: UsageAndCost, { input_tokens, output_tokens, cost_usd }: UsageAndCost): UsageAndCost {
  return {
    input_tokens: add(sum.input_tokens, input_tokens),
    output_tokens: add(sum.output_tokens, output_tokens),
    cost_usd: addCost(sum.cost_usd, cost_usd),
  };
}

/** What came to a sum since it was `before`. What is unknown stays that. */
export function since(before: UsageAndCost, now: UsageAndCost): UsageAndCost {
  const less = (value: number | null, former: number | null): number | null =>
    value === null ? null : value - (former ?? 0);
  const cost = less(now.cost_usd, before.cost_usd);
  return {
    input_tokens: less(now.input_tokens, before.input_tokens),
    output_tokens: less(now.output_tokens, before.output_tokens),
    cost_usd: cost === null ? null : roundCost(cost),
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

/** What the items of a map have used so far. */
export function itemsUsage({ executions }: RunState, { key, items }: NodeExecution): UsageAndCost {
  const each = Array.from({ length: items?.next ?? 0 }, (_, item) => executions.get(`${key}[${item}]`));
  return addUsage(each.filter((item) => item !== undefined));
}

/** What an attempt used in all, whichever models it called. */
export function usageOf(models: readonly ModelUse[]): UsageAndCost {
  return models.reduce(plus, NO_USAGE);
}

/**
 * Of an attempt that ended without a word while it may have called its model: by its time, with its thread, or cancelled. That it
 * called once is the least that can be said, and what it used is unknown. Nothing of a node that asks no model.
 */
export function unheard(node: GraphNode, state: RunState): { readonly models?: readonly ModelUse[] } {
  if (!isLlm(node)) return {};
  const { provider, model } = node.llm;
  const use: ModelUse = {
    provider: state.provider ?? provider,
    model,
    calls: 1,
    unknown_calls: 1,
    ...NO_USAGE,
    prices: null,
  };
  return { models: [use] };
}

function isLlm(node: GraphNode): node is ActionNode & { readonly llm: NonNullable<ActionNode['llm']> } {
  return node.kind === 'action' && node.llm !== undefined;
}
