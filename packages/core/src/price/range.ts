// Sub-path @configurable-agents/core/price: what a model may cost at least and at most, for who plans before calls are made. The table is
// loaded with the first model that nothing else prices.
import { createRequire } from 'node:module';
import type * as Table from '@pydantic/genai-prices';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { aliasOf } from '../lane/alias.ts';
import { own } from '../own.ts';
import type { ModelPrice, Pricing } from './table.ts';

/** US dollars for a million tokens, at least and at most. */
export type PriceRange = {
  readonly input: { readonly lo: number; readonly hi: number };
  readonly output: { readonly lo: number; readonly hi: number };
};

export type PriceRangeOptions = {
  readonly pricing?: Pricing | undefined;
  /** `providers` of the configuration: their aliases stand for other models. */
  readonly providers?: { readonly [provider: string]: JsonObject } | undefined;
  /** Prices that ended before it do not count. */
  readonly now: Date;
};

/** Providers whose models run here, or nowhere: they cost nothing, unless `pricing` says otherwise. */
const FREE: ReadonlySet<string> = new Set(['echo', 'local', 'ollama']);

const NOTHING: PriceRange = { input: { lo: 0, hi: 0 }, output: { lo: 0, hi: 0 } };

/**
 * Prices of models by their provider and name, in the order in which calls are priced: `pricing`, then the table. Undefined where nobody
 * knows. Of tiers, hours and caches the cheapest and the dearest.
 *
 * @example
 * const priceOf = openPriceRanges({ now: new Date() });
 * priceOf('openai', 'gpt-4o-mini'); // { input: { lo: 0.075, hi: 0.15 }, output: { lo: 0.6, hi: 0.6 } }
 */
export function openPriceRanges({
  pricing = {},
  providers = {},
  now,
}: PriceRangeOptions): (provider: string, model: string) => PriceRange | undefined {
  const known = new Map<string, PriceRange | undefined>();
  return (provider, name) => {
    const model = aliasOf(name, own(providers, provider) ?? {});
    const key = JSON.stringify([provider, model]);
    if (known.has(key)) return known.get(key);
    const models = own(pricing, provider) ?? {};
    const price = own(models, model) ?? own(models, '*');
    const range =
      price === undefined ? (FREE.has(provider) ? NOTHING : inTable(provider, model, now)) : rangeOf([price]);
    known.set(key, range);
    return range;
  };
}

function inTable(provider: string, model: string, now: Date): PriceRange | undefined {
  const { calcPrice } = createRequire(import.meta.url)('@pydantic/genai-prices') as typeof Table;
  const found = calcPrice({ input_tokens: 1, output_tokens: 1 }, model, { providerId: provider, timestamp: now });
  // The table also guesses: `openai-compatible` would have the prices of OpenAI.
  if (found === null || found.provider.id !== provider) return undefined;
  const { prices } = found.model;
  return rangeOf(Array.isArray(prices) ? fromNowOn(prices, now) : [prices]);
}

/** The last price whose time has begun holds, and those after it may. */
function fromNowOn(prices: readonly Table.ConditionalPrice[], now: Date): readonly Table.ModelPrice[] {
  const current = prices.findLastIndex(
    ({ constraint }) => constraint?.type === 'start_date' && Date.parse(constraint.start_date) <= now.getTime(),
  );
  return prices.slice(Math.max(0, current)).map((each) => each.prices);
}

function rangeOf(prices: readonly (ModelPrice | Table.ModelPrice)[]): PriceRange {
  const all = prices as readonly Table.ModelPrice[];
  return {
    input: ends(
      all.flatMap(({ input_mtok: input, ...cache }) => [
        ...amounts(input ?? 0),
        ...amounts(cache['cache_read_mtok']),
        ...amounts(cache['cache_write_mtok']),
      ]),
    ),
    output: ends(all.flatMap(({ output_mtok: output }) => amounts(output ?? 0))),
  };
}

function amounts(price: number | Table.TieredPrices | undefined): readonly number[] {
  if (price === undefined) return [];
  return typeof price === 'number' ? [price] : [price.base, ...price.tiers.map((tier) => tier.price)];
}

function ends(prices: readonly number[]): PriceRange['input'] {
  return { lo: Math.min(...prices), hi: Math.max(...prices) };
}
