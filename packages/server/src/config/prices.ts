// What models may cost, as the compiler asks: by `pricing` of the configuration and the table that comes with the product.
import { createRequire } from 'node:module';
import type { PriceOf } from '@configurable-agents/compiler';
import type * as Price from '@configurable-agents/core/price';
import type { Settings } from './settings.ts';

/** Nothing is loaded before the first model is asked for: most commands never do. */
export function pricesOf({ config: { pricing, providers } }: Pick<Settings, 'config'>): PriceOf {
  let priceOf: PriceOf | undefined;
  return (provider, model) => {
    const { openPriceRanges } = createRequire(import.meta.url)('@configurable-agents/core/price') as typeof Price;
    priceOf ??= openPriceRanges({ pricing, providers, now: new Date() });
    return priceOf(provider, model);
  };
}
