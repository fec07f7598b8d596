import type { JsonObject } from '@configurable-agents/plugin-sdk';

/** Facts that may wait for a tracker; `trackers.NAME.max_lag` sets another bound. */
export const MAX_LAG = 1_000_000;

/** The bound of each tracker by its name. */
export function maxLagOf(config: { readonly [tracker: string]: JsonObject }): (tracker: string) => number {
  return (tracker) => {
    const bound = config[tracker]?.['max_lag'];
    return typeof bound === 'number' ? bound : MAX_LAG;
  };
}
