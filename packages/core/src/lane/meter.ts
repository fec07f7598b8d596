// What the calls of one attempt use, by model, and what they cost.
import { PluginError } from '@configurable-agents/plugin-sdk';
import type { ModelUse } from '../engine/fact.ts';
import { NO_USAGE, plus, roundCost } from '../engine/usage.ts';
import type { Price, PricedCall } from '../price/table.ts';

/** What a provider tells of a call. Counts of a cache that are absent are unknown. */
export type ToldUsage = {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens?: number | null;
  readonly cacheWriteTokens?: number | null;
  readonly costUsd: number | null;
};

/** A call that is under way. */
export type MeteredCall = {
  readonly told: (usage: ToldUsage) => void;
  /** It ended with an error. */
  readonly failed: (error: unknown) => void;
};

export type Meter = {
  /** A model is about to be called. */
  readonly begin: (model: { readonly provider: string; readonly model: string }) => Promise<MeteredCall>;
  /** Calls so far. */
  readonly calls: () => number;
  /** What the calls so far have used, a sum for each model, in the order in which they were called first. */
  readonly read: () => Promise<readonly ModelUse[]>;
};

type Entry = {
  readonly provider: string;
  readonly model: string;
  readonly time: Date;
  told: ToldUsage | undefined;
  isRefused: boolean;
  price: Promise<Price | undefined> | undefined;
};

/** A provider that refuses a call does not charge for it; of any other call that told nothing the cost is unknown. */
const REFUSED: ReadonlySet<string> = new Set(['rate_limit', 'auth', 'not_found', 'bad_request']);

/** Opens the meter of an attempt. */
export function openMeter(priceOf: (call: PricedCall) => Promise<Price | undefined>): Meter {
  const entries: Entry[] = [];

  async function priced(entry: Entry): Promise<Price | undefined> {
    const { provider, model, time, told } = entry;
    if (told === undefined) return undefined;
    const { inputTokens: input, outputTokens: output, cacheReadTokens: cacheRead = null } = told;
    const { cacheWriteTokens: cacheWrite = null, costUsd: toldUsd } = told;
    const tokens = { input, output, cacheRead, cacheWrite };
    return await (entry.price ??= priceOf({ provider, model, time, toldUsd, tokens }));
  }

  return {
    begin: async ({ provider, model }) => {
      const entry: Entry = { provider, model, time: new Date(), told: undefined, isRefused: false, price: undefined };
      entries.push(entry);
      return {
        told: (usage) => (entry.told = usage),
        failed: (error) => (entry.isRefused = error instanceof PluginError && REFUSED.has(error.class)),
      };
    },
    calls: () => entries.length,
    read: async () => {
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
          ...plus(sum, {
            input_tokens: told?.inputTokens ?? null,
            output_tokens: told?.outputTokens ?? null,
            cost_usd: price === undefined ? null : roundCost(price.costUsd),
          }),
          calls: sum.calls + 1,
          unknown_calls: sum.unknown_calls + (isUnknown ? 1 : 0),
        });
      }
      return [...sums.values()];
    },
  };
}
