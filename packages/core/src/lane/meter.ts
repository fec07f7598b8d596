// What the calls of one attempt use, by model, and what they cost.
import { PluginError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Part } from '@configurable-agents/plugin-sdk';
import { exceeded, noCallLeft } from '../engine/budget.ts';
import type { Limit } from '../engine/budget.ts';
import type { Failure, ModelUse } from '../engine/fact.ts';
import { NO_USAGE, plus, roundCost, usageOf } from '../engine/usage.ts';
import type { UsageAndCost } from '../engine/usage.ts';
import type { Price, PricedCall } from '../price/table.ts';

/** What a provider tells of a call. Counts of a cache that are absent are unknown. */
export type ToldUsage = Omit<Extract<Part, { readonly kind: 'usage' }>, 'kind'>;

/** A call that is under way. */
export type MeteredCall = {
  readonly told: (usage: ToldUsage) => void;
  /** It ended with an error. */
  readonly failed: (error: unknown) => void;
  /** What it has used, as far as that was told. */
  readonly used: () => Promise<UsageAndCost>;
};

export type Meter = {
  /** A model is about to be called. Throws `RUN_BUDGET_EXCEEDED` where the calls before have spent a budget. */
  readonly begin: (model: { readonly provider: string; readonly model: string }) => Promise<MeteredCall>;
  /** A call that was not made: its answer was there already, and costs nothing. */
  readonly spared: (model: { readonly provider: string; readonly model: string }) => void;
  /** Whether a model was called, or a call was spared. */
  readonly isUsed: () => boolean;
  /** Calls so far. */
  readonly calls: () => number;
  /** What the calls so far have used, a sum for each model, in the order in which they were called first. */
  readonly read: () => Promise<readonly ModelUse[]>;
};

type Entry = {
  readonly provider: string;
  readonly model: string;
  readonly time: Date;
  told: Required<ToldUsage> | undefined;
  isRefused: boolean;
  price: Promise<Price | undefined> | undefined;
};

const NOTHING: UsageAndCost = { input_tokens: 0, output_tokens: 0, cost_usd: 0 };

/** A provider that refuses a call does not charge for it; of any other call that told nothing the cost is unknown. */
const REFUSED: ReadonlySet<string> = new Set(['rate_limit', 'auth', 'not_found', 'bad_request']);

/** Opens the meter of an attempt of a node. */
export function openMeter(
  priceOf: (call: PricedCall) => Promise<Price | undefined>,
  {
    node,
    calls = Infinity,
    limits = [],
  }: { readonly node: string; readonly calls?: number | undefined; readonly limits?: readonly Limit[] | undefined },
): Meter {
  const entries: Entry[] = [];
  const spared: Pick<Entry, 'provider' | 'model'>[] = [];

  async function priced(entry: Entry): Promise<Price | undefined> {
    const { provider, model, time, told } = entry;
    if (told === undefined) return undefined;
    const { inputTokens: input, outputTokens: output, cacheReadTokens: cacheRead } = told;
    const { cacheWriteTokens: cacheWrite, costUsd: toldUsd } = told;
    const tokens = { input, output, cacheRead, cacheWrite };
    return await (entry.price ??= priceOf({ provider, model, time, toldUsd, tokens }));
  }

  async function usedBy(entry: Entry): Promise<UsageAndCost> {
    const price = await priced(entry);
    return {
      input_tokens: entry.told?.inputTokens ?? null,
      output_tokens: entry.told?.outputTokens ?? null,
      cost_usd: price === undefined ? null : roundCost(price.costUsd),
    };
  }

  async function read(): Promise<readonly ModelUse[]> {
    const sums = new Map<string, ModelUse>();
    for (const entry of entries) {
      const { provider, model, told, isRefused } = entry;
      const price = await priced(entry);
      const prices = price?.prices ?? null;
      const key = JSON.stringify([provider, model, prices]);
      const sum = sums.get(key) ?? { provider, model, calls: 0, unknown_calls: 0, ...NO_USAGE, prices };
      const isUnknown = price === undefined && !(told === undefined && isRefused);
      sums.set(key, {
        ...sum,
        ...plus(sum, await usedBy(entry)),
        calls: sum.calls + 1,
        unknown_calls: sum.unknown_calls + (isUnknown ? 1 : 0),
      });
    }
    for (const { provider, model } of spared) {
      const key = JSON.stringify([provider, model, null]);
      const sum = sums.get(key) ?? { provider, model, calls: 0, unknown_calls: 0, ...NO_USAGE, prices: null };
      sums.set(key, { ...sum, ...plus(sum, NOTHING) });
    }
    return [...sums.values()];
  }

  return {
    begin: async ({ provider, model }) => {
      if (entries.length >= calls) throw refused(noCallLeft(node, calls));
      if (limits.length > 0 && entries.length > 0) assertWithin(node, limits, usageOf(await read()));
      const entry: Entry = { provider, model, time: new Date(), told: undefined, isRefused: false, price: undefined };
      entries.push(entry);
      return {
        told: (usage) => (entry.told = checked(usage)),
        failed: (error) => (entry.isRefused = error instanceof PluginError && REFUSED.has(error.class)),
        used: () => usedBy(entry),
      };
    },
    spared: (model) => void spared.push(model),
    isUsed: () => entries.length + spared.length > 0,
    calls: () => entries.length,
    read,
  };
}

/** A budget of dollars does not see what has no price. */
export function notCounted(limits: readonly Limit[] = [], models: readonly ModelUse[] = []): readonly string[] {
  if (!limits.some(({ what }) => what === 'cost')) return [];
  return models
    .filter(
      ({ prices, unknown_calls: unknown, input_tokens: input }) => prices === null && unknown > 0 && input !== null,
    )
    .map(
      ({ provider, model }) =>
        `nobody knows what ${provider}/${model} costs, so \`max_cost\` does not count it: give its price under \`pricing\` in the configuration`,
    );
}

/** Plugins are not all typed: what is no count is unknown. */
function checked(usage: ToldUsage): Required<ToldUsage> {
  const count = (value: unknown): number | null =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
  return {
    inputTokens: count(usage.inputTokens),
    outputTokens: count(usage.outputTokens),
    cacheReadTokens: count(usage.cacheReadTokens),
    cacheWriteTokens: count(usage.cacheWriteTokens),
    costUsd: count(usage.costUsd),
  };
}

function assertWithin(node: string, limits: readonly Limit[], now: UsageAndCost): void {
  const { input_tokens: input, output_tokens: output, cost_usd: cost } = now;
  for (const limit of limits) {
    const more = limit.what === 'cost' ? (cost ?? 0) : (input ?? 0) + (output ?? 0);
    const used = roundCost(limit.used + more);
    if (used < limit.most) continue;
    throw refused(exceeded(node, { ...limit, used }, { isSent: true }));
  }
}

function refused({ code, message }: Failure): TerminalError {
  return new TerminalError(message, { code, class: 'refused' });
}
