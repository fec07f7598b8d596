// Preloaded by a server: tells its parent, every so often, how its main thread fares. Worker threads load it too and do nothing.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapSpaceStatistics } from 'node:v8';
import { isMainThread } from 'node:worker_threads';

/** What one message says; bytes, and milliseconds of the time since the last one. */
export type Pulse = {
  readonly rss: number;
  readonly heap: number;
  /** What V8 holds for its young generation: it comes and goes in one piece, with nothing of ours in it. */
  readonly young: number;
  readonly delayP99: number;
  readonly delayMax: number;
};

const NANOSECONDS = 1e6;
const RESOLUTION_MS = 10;

function youngBytes(): number {
  return getHeapSpaceStatistics()
    .filter((space) => space.space_name.startsWith('new_'))
    .reduce((sum, space) => sum + space.physical_space_size, 0);
}

if (isMainThread && process.send !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const tell = (): void => {
    const { rss, heapUsed } = process.memoryUsage();
    // The histogram counts from timer to timer: what is longer than its resolution is delay.
    const above = (nanoseconds: number): number => Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION_MS);
    const pulse: Pulse = {
      rss,
      heap: heapUsed,
      young: youngBytes(),
      delayP99: above(delay.percentile(99)),
      delayMax: above(delay.max),
    };
    delay.reset();
    process.send?.(pulse);
  };
  setInterval(tell, Number(process.env['PROBE_MS'] ?? 1000)).unref();
}
