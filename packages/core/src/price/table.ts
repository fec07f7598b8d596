// What a call of a model costs. Asked in lanes, by the first call whose provider does not tell: until then no table is loaded.
import { createHash } from 'node:crypto';
import { own } from '../own.ts';

/** What a model costs, in US dollars for a million tokens. Tokens of a cache cost what input costs, where nothing else is said. */
export type ModelPrice = {
  readonly input_mtok: number;
  readonly output_mtok: number;
  readonly cache_read_mtok?: number;
  readonly cache_write_mtok?: number;
};

/**
 * The operator's own prices, by provider and by the model that is called; `*` is every other model of the provider. They go before what
 * a provider tells and before the table.
 *
 * @example
 * const pricing: Pricing = { ollama: { '*': { input_mtok: 0, output_mtok: 0 } } };
 */
export type Pricing = { readonly [provider: string]: { readonly [model: string]: ModelPrice } };

/** Tokens of one call. Those of a cache are part of the input. */
export type CallTokens = {
  readonly input: number | null;
  readonly output: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
};

export type PricedCall = {
  readonly provider: string;
  readonly model: string;
  readonly tokens: CallTokens;
  /** What the provider says that the call cost; null where it does not. */
  readonly toldUsd: number | null;
  readonly time: Date;
};

/** A cost, and where it is from: `configuration@HASH`, `provider`, or the table with its version. */
export type Price = { readonly costUsd: number; readonly prices: string };

/** The table, as it is stamped on what was priced by it. A test compares it with what is installed. */
export const PRICE_TABLE = 'genai-prices@0.1.8';

/** Prices calls by the operator's prices, then by what their providers tell, then by the table. Undefined where none of them knows. */
export function openPrices(pricing: Pricing = {}): (call: PricedCall) => Promise<Price | undefined> {
  const stamp = `configuration@${createHash('sha256').update(JSON.stringify(pricing)).digest('hex').slice(0, 12)}`;
  return async (call) => {
    const { provider, model, tokens, toldUsd } = call;
    const models = own(pricing, provider) ?? {};
    const price = own(models, model) ?? own(models, '*');
    if (price !== undefined) {
      const costUsd = costBy(price, tokens);
      return costUsd === undefined ? undefined : { costUsd, prices: stamp };
    }
    if (toldUsd !== null) return { costUsd: toldUsd, prices: 'provider' };
    return await byTable(call);
  };
}

function costBy(price: ModelPrice, { input, output, cacheRead, cacheWrite }: CallTokens): number | undefined {
  const { input_mtok: inputPrice, output_mtok: outputPrice } = price;
  const { cache_read_mtok: readPrice = inputPrice, cache_write_mtok: writePrice = inputPrice } = price;
  // What is for nothing is so however much of it there was.
  if ([inputPrice, outputPrice, readPrice, writePrice].every((each) => each === 0)) return 0;
  if (input === null || output === null) return undefined;
  const [read, written] = [cacheRead ?? 0, cacheWrite ?? 0];
  const plain = Math.max(0, input - read - written);
  return (plain * inputPrice + read * readPrice + written * writePrice + output * outputPrice) / 1_000_000;
}

async function byTable({ provider, model, tokens, time }: PricedCall): Promise<Price | undefined> {
  const { input, output, cacheRead, cacheWrite } = tokens;
  if (input === null || output === null) return undefined;
  const usage = {
    input_tokens: input,
    output_tokens: output,
    ...(cacheRead === null ? {} : { cache_read_tokens: cacheRead }),
    ...(cacheWrite === null ? {} : { cache_write_tokens: cacheWrite }),
  };
  try {
    const { calcPrice } = await import('@pydantic/genai-prices');
    const found = calcPrice(usage, model, { providerId: provider, timestamp: time });
    // The table also guesses: `openai-compatible` would have the prices of OpenAI.
    if (found === null || found.provider.id !== provider) return undefined;
    return { costUsd: found.total_price, prices: PRICE_TABLE };
  } catch {
    // Counts that contradict each other: more tokens from the cache than there was input. An answer is never lost for its price.
    return undefined;
  }
}
