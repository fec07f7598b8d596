import { monitorEventLoopDelay } from 'node:perf_hooks';
import { observed } from './registry.ts';
import type { Metric } from './registry.ts';

const NS = 1e9;
const RESOLUTION_MS = 20;
const QUANTILES = [0.5, 0.9, 0.99];

/** How the process is: memory of all its threads, the main thread's heap and how late its event loop is. */
export function openProcessMetrics(): { readonly metrics: readonly Metric[]; readonly close: () => void } {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  // What is measured is the time between two ticks.
  const late = (ns: number): number => Math.max(0, ns / NS - RESOLUTION_MS / 1000);
  return {
    close: () => void delay.disable(),
    metrics: [
      observed({
        name: 'process_resident_memory_bytes',
        help: 'Resident memory of the process, with all threads',
        read: () => process.memoryUsage.rss(),
      }),
      observed({
        name: 'process_cpu_seconds_total',
        kind: 'counter',
        help: 'Processor time of the process, with all threads',
        read: () => {
          const { user, system } = process.cpuUsage();
          return (user + system) / 1e6;
        },
      }),
      observed({
        name: 'process_start_time_seconds',
        help: 'When the process started, since the epoch',
        read: () => performance.timeOrigin / 1000,
      }),
      observed({
        name: 'configurable_agents_heap_used_bytes',
        help: "Heap of the main thread that is in use; a worker's is its own",
        read: () => process.memoryUsage().heapUsed,
      }),
      observed({
        name: 'configurable_agents_event_loop_delay_seconds',
        kind: 'summary',
        help: 'How late the event loop of the main thread is, since the start',
        labels: ['quantile'],
        read: () => [
          ...QUANTILES.map((quantile) => ({
            labels: { quantile: String(quantile) },
            value: delay.count === 0 ? 0 : late(delay.percentile(quantile * 100)),
          })),
          { suffix: '_sum', value: delay.count === 0 ? 0 : late(delay.mean) * delay.count },
          { suffix: '_count', value: delay.count },
        ],
      }),
    ],
  };
}
