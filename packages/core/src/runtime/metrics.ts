// All metrics of a runtime: what was counted, what is looked up, what the process is.
import type { Lanes } from '../lane/lanes.ts';
import { gauges } from '../metrics/gauges.ts';
import type { Meters } from '../metrics/meters.ts';
import { openProcessMetrics } from '../metrics/process.ts';
import { metricsText } from '../metrics/registry.ts';
import type { TrackerFeed } from '../tracker/feed.ts';
import type { Journal } from './journal.ts';
import { shownStatus } from '../engine/state.ts';
import type { RunLoop } from './run-loop.ts';

export type RuntimeMetrics = { readonly text: () => string; readonly close: () => void };

export function openMetrics({
  meters,
  loop,
  lanes,
  feed,
  journal,
  storePath,
}: {
  readonly meters: Meters;
  readonly loop: RunLoop;
  readonly lanes: Lanes;
  readonly feed: TrackerFeed;
  readonly journal: Journal;
  readonly storePath: string | undefined;
}): RuntimeMetrics {
  const ofProcess = openProcessMetrics();
  const looked = gauges({
    runs: () => countStatuses(loop.open),
    unloaded: loop.open.unloaded,
    lanes: lanes.stats,
    trackers: feed.status,
    journal: journal.positions,
    storePath,
  });
  const metrics = [...meters.metrics, ...looked, ...ofProcess.metrics];
  return { text: () => metricsText(metrics), close: ofProcess.close };
}

/** What is not in memory waits for its turn. */
function countStatuses({ inMemory, unloaded }: RunLoop['open']): { readonly [status: string]: number } {
  const counts: { [status: string]: number } = { queued: unloaded() };
  for (const { state } of inMemory()) {
    const status = shownStatus(state);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}
