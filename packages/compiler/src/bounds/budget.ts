// How far budgets lower a ceiling. One is asked before each call of a model, so calls that are under way when it is reached still count:
// one, or those of all attempts that may run side by side.
import type { Budget } from '@configurable-agents/core/graph';
import { atMost, product } from './interval.ts';
import type { Interval } from './interval.ts';
import { mapUse } from './use.ts';
import type { Use } from './use.ts';

/** What asks models one call at a time, and how many attempts of it may run side by side. */
export type Asker = { readonly call: Use; readonly attempt: Use; readonly parallel: number };

/**
 * A use below a budget. `lines`: who asks, in lines of which each has one at work at a time. `beside` is what counts into the budget only
 * when it is over, and is not stopped by it.
 */
export function underBudget<T extends Use>(
  use: T,
  { max_cost_usd: cost, max_tokens: tokens, max_llm_calls: calls }: Budget,
  { lines, beside }: { readonly lines: readonly (readonly Asker[])[]; readonly beside: Use },
): T {
  const most = new Map<keyof Use, number>();
  const lower = (what: keyof Use, limit: number): void => {
    most.set(what, Math.min(most.get(what) ?? Infinity, limit + beside[what].hi));
  };
  if (calls !== undefined) {
    const dearest = (what: keyof Use): number => Math.max(0, ...lines.flat().map(({ call }) => call[what].hi));
    for (const what of ['calls', 'input', 'output', 'tokens', 'cost', 'estimate'] as const)
      lower(what, product(calls, dearest(what)));
  }
  if (tokens !== undefined) {
    const limit = tokens + excess(lines, 'tokens', tokens);
    for (const what of ['input', 'output', 'tokens', 'estimate'] as const) lower(what, limit);
  }
  if (cost !== undefined) lower('cost', cost + excess(lines, 'cost', cost));
  return mapUse<{ readonly [name: string]: Interval }>(use, (each, name) =>
    atMost(each, most.get(name as keyof Use) ?? Infinity),
  ) as T;
}

/** How far a run may go over a limit. An attempt begins below it, knows what was spent before, and stops after the call that reaches it. */
function excess(lines: readonly (readonly Asker[])[], what: 'tokens' | 'cost', limit: number): number {
  const all = lines.flat();
  const isAlone = lines.length <= 1 && all.every(({ parallel }) => parallel === 1);
  if (isAlone) return Math.max(0, ...all.map(({ call }) => call[what].hi));
  const of = ({ call, attempt, parallel }: Asker): number =>
    product(parallel, Math.min(attempt[what].hi, limit + call[what].hi));
  return lines.reduce((sum, line) => sum + Math.max(0, ...line.map(of)), 0);
}
