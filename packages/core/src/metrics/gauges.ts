// What is looked up when somebody asks for metrics.
import { statSync } from 'node:fs';
import type { LanesStats, LaneTier, LaneStats } from '../lane/lanes.ts';
import type { TrackerStatus } from '../store/rows.ts';
import { observed } from './registry.ts';
import type { Metric, Sample } from './registry.ts';

/** Where a runtime is looked at. */
export type Looked = {
  /** Open runs by status. */
  readonly runs: () => { readonly [status: string]: number };
  /** How many of them are in the store only. */
  readonly unloaded: () => number;
  readonly lanes: () => LanesStats;
  readonly trackers: () => readonly TrackerStatus[];
  /** Bounds of the journal's positions. */
  readonly journal: () => { readonly first: number; readonly last: number };
  /** The store's file; undefined where it is in memory. */
  readonly storePath: string | undefined;
};

const KINDS: readonly LaneTier[] = ['io', 'cpu', 'process'];
const OPEN = ['queued', 'running', 'waiting', 'paused'];
const REASONS = ['crashed', 'memory', 'blocked', 'overdue', 'leaking', 'forging'] as const;

export function gauges(looked: Looked): readonly Metric[] {
  return [...runGauges(looked), ...laneGauges(looked.lanes), ...storeGauges(looked), ...trackerGauges(looked.trackers)];
}

function runGauges({ runs, unloaded, lanes }: Looked): readonly Metric[] {
  return [
    observed({
      name: 'configurable_agents_runs',
      help: 'Runs that are open, by status',
      labels: ['status'],
      read: () => {
        const counts = runs();
        return OPEN.map((status) => ({ labels: { status }, value: counts[status] ?? 0 }));
      },
    }),
    observed({
      name: 'configurable_agents_runs_unloaded',
      help: 'Runs that wait to be started and are in the store only, not in memory',
      labels: [],
      read: () => [{ labels: {}, value: unloaded() }],
    }),
    observed({
      name: 'configurable_agents_queue_depth',
      help: 'What waits for room: runs to be started, executions for a lane of each kind, executions for the limit of their plugin',
      labels: ['queue'],
      read: () => {
        const { kinds, heldBack } = lanes();
        return [
          { labels: { queue: 'runs' }, value: runs()['queued'] ?? 0 },
          ...KINDS.map((kind) => ({ labels: { queue: kind }, value: kinds[kind].waiting })),
          { labels: { queue: 'plugins' }, value: heldBack },
        ];
      },
    }),
  ];
}

function laneGauges(lanes: Looked['lanes']): readonly Metric[] {
  const each = (read: (stats: LaneStats) => number) => (): readonly Sample[] => {
    const { kinds } = lanes();
    return KINDS.map((lane) => ({ labels: { lane }, value: read(kinds[lane]) }));
  };
  const labels = ['lane'];
  return [
    observed({
      name: 'configurable_agents_lane_threads',
      help: 'Worker threads, by the kind of their lane, and processes of plugins',
      labels,
      read: each(({ threads }) => threads),
    }),
    observed({
      name: 'configurable_agents_lane_executions',
      help: 'Executions under way in lanes',
      labels,
      read: each(({ executing }) => executing),
    }),
    observed({
      name: 'configurable_agents_lane_capacity',
      help: 'Executions that all lanes of a kind can hold',
      labels,
      read: each(({ capacity }) => capacity),
    }),
    observed({
      name: 'configurable_agents_lane_utilization_ratio',
      help: 'Executions under way as a part of the capacity, from 0 to 1',
      labels,
      read: each(({ executing, capacity }) => (capacity === 0 ? 0 : executing / capacity)),
    }),
    observed({
      name: 'configurable_agents_executions_lost_total',
      kind: 'counter',
      help: 'Executions that were lost with their worker thread',
      labels,
      read: each(({ lost }) => lost),
    }),
    observed({
      name: 'configurable_agents_threads_replaced_total',
      kind: 'counter',
      help: 'Worker threads and processes that were replaced, by why',
      labels: ['lane', 'reason'],
      read: () => {
        const { kinds } = lanes();
        return KINDS.flatMap((lane) =>
          REASONS.map((reason) => ({ labels: { lane, reason }, value: kinds[lane].replaced[reason] ?? 0 })),
        );
      },
    }),
  ];
}

function storeGauges({ journal, storePath }: Looked): readonly Metric[] {
  const size = (suffix: string) => (): number =>
    storePath === undefined ? 0 : (statSync(`${storePath}${suffix}`, { throwIfNoEntry: false })?.size ?? 0);
  return [
    observed({
      name: 'configurable_agents_journal_rows',
      help: 'Positions from the oldest to the newest fact of the journal; more than its rows where runs were pruned between',
      read: () => {
        const { first, last } = journal();
        return last === 0 ? 0 : last - first + 1;
      },
    }),
    observed({
      name: 'configurable_agents_store_bytes',
      help: "Size of the store's file",
      read: size(''),
    }),
    observed({
      name: 'configurable_agents_store_wal_bytes',
      help: "Size of the store's write-ahead log",
      read: size('-wal'),
    }),
  ];
}

function trackerGauges(trackers: Looked['trackers']): readonly Metric[] {
  const each = (read: (status: TrackerStatus) => number) => (): readonly Sample[] =>
    trackers().map((status) => ({ labels: { tracker: status.name }, value: read(status) }));
  const labels = ['tracker'];
  return [
    observed({
      name: 'configurable_agents_tracker_lag_facts',
      help: 'Facts of the journal that a tracker has not read yet',
      labels,
      read: each(({ lag }) => lag),
    }),
    observed({
      name: 'configurable_agents_tracker_held',
      help: '1 while a tracker cannot deliver the batch at its place, else 0',
      labels,
      read: each(({ error }) => (error === null ? 0 : 1)),
    }),
    observed({
      name: 'configurable_agents_tracker_dropped_facts_total',
      kind: 'counter',
      help: 'Facts that a tracker did not take, since it is known to the store',
      labels,
      read: each(({ dropped }) => dropped),
    }),
    observed({
      name: 'configurable_agents_tracker_last_error_timestamp_seconds',
      help: 'When something did not get through to a tracker, since the epoch; 0 where all has',
      labels,
      read: each(({ last_error: last }) => (last === null ? 0 : Date.parse(last.at) / 1000)),
    }),
    observed({
      name: 'configurable_agents_tracker_replay_facts',
      help: 'Facts that are to be read for the history that a tracker is sent again',
      labels,
      read: each(({ replay }) => replay?.left ?? 0),
    }),
  ];
}
