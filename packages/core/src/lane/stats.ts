import type { Replacement } from './lane.ts';
import type { LaneStats } from './lanes.ts';

/** The counts of threads that are gone with those of others that go. */
export function addStats(past: LaneStats | undefined, gone: LaneStats): LaneStats {
  return past === undefined ? gone : sumStats(past, [gone], undefined);
}

/** How lanes are, with those that end their work for former plugins, and what is counted of those that are gone. */
export function sumStats(
  current: LaneStats,
  retiring: readonly LaneStats[],
  past: Pick<LaneStats, 'lost' | 'replaced'> | undefined,
): LaneStats {
  const sum = (of: (stats: LaneStats) => number): number => [current, ...retiring].reduce((s, each) => s + of(each), 0);
  const replaced: { [why in Replacement]?: number } = {};
  for (const each of [current, ...retiring, ...(past === undefined ? [] : [past])])
    for (const [why, count] of Object.entries(each.replaced) as [Replacement, number][])
      replaced[why] = (replaced[why] ?? 0) + count;
  return {
    threads: sum(({ threads }) => threads),
    // Nothing new goes to those that retire.
    capacity: current.capacity,
    executing: sum(({ executing }) => executing),
    waiting: sum(({ waiting }) => waiting),
    lost: sum(({ lost }) => lost) + (past?.lost ?? 0),
    replaced,
  };
}
