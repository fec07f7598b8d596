// The lanes of plugins in processes of their own: for each plugin a pool for what waits and one for what computes, both from zero.
import type { Confinement } from '../carrier/confine.ts';
import type { LaneKind, LaneStats } from './lanes.ts';
import { openPool } from './pool.ts';
import type { Pool, PoolOptions } from './pool.ts';
import { laneProcessCarrier } from './process/carrier.ts';
import type { LaneInit } from './protocol.ts';
import { sumStats } from './stats.ts';

/** A plugin that runs in processes of its own. */
export type IsolatedPlugin = { readonly confinement: Confinement; readonly init: LaneInit };

export type ApartOptions = Pick<PoolOptions, 'tuning' | 'onLog' | 'onText' | 'answers' | 'onWarning'> & {
  /** A line that the process of a plugin printed. */
  readonly onOutput?: (plugin: string, line: string) => void;
};

export type Apart = {
  /** Where executions of a plugin go; undefined for one without processes. */
  readonly poolOf: (plugin: string, kind: LaneKind) => Pool | undefined;
  readonly stats: () => LaneStats;
  readonly retire: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Processes of each kind and plugin at most. */
const MOST_PROCESSES = 2;
/** Executions that one process holds at once, of those that wait. */
const MOST_PER_PROCESS = 64;

const NONE: LaneStats = { threads: 0, capacity: 0, executing: 0, waiting: 0, lost: 0, replaced: {} };

export function openApart(
  { onOutput = () => {}, ...shared }: ApartOptions,
  isolated: readonly IsolatedPlugin[],
): Apart {
  const pools = new Map<string, { readonly [kind in LaneKind]: Pool }>();
  for (const { confinement, init } of isolated) {
    const { plugin } = confinement;
    const open = (perLane: number): Pool => {
      const onLine = (line: string): void => onOutput(plugin, line);
      const carrier = laneProcessCarrier({ confinement, init, onLine });
      return openPool({ ...shared, carrier, isElastic: true, threads: MOST_PROCESSES, perLane });
    };
    pools.set(plugin, { io: open(MOST_PER_PROCESS), cpu: open(1) });
  }
  const all = [...pools.values()].flatMap(({ io, cpu }) => [io, cpu]);
  return {
    poolOf: (plugin, kind) => pools.get(plugin)?.[kind],
    stats: () => all.reduce((sum, pool) => addUp(sum, pool.stats()), NONE),
    retire: async () => {
      await Promise.all(all.map((pool) => pool.retire()));
    },
    close: async () => {
      await Promise.all(all.map((pool) => pool.close()));
    },
  };
}

function addUp(sum: LaneStats, pool: LaneStats): LaneStats {
  return { ...sumStats(sum, [pool], undefined), capacity: sum.capacity + pool.capacity };
}
