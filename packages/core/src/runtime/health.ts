import type { Lanes } from '../lane/lanes.ts';
import type { Store } from '../store/store.ts';
import type { TrackerFeed } from '../tracker/feed.ts';
import type { Runtime } from './api.ts';
import type { RunLoop } from './run-loop.ts';

/** What a runtime says of itself. */
export function healthOf({
  isClosed,
  store,
  loop,
  lanes,
  feed,
}: {
  readonly isClosed: boolean;
  readonly store: Pick<Store, 'isHealthy'>;
  readonly loop: Pick<RunLoop, 'running' | 'admissions'>;
  readonly lanes: Pick<Lanes, 'size'>;
  readonly feed: Pick<TrackerFeed, 'status'>;
}): ReturnType<Runtime['health']> {
  const isHealthy = store.isHealthy();
  return {
    ready: !isClosed && isHealthy,
    reason: isClosed ? 'the engine is closing' : isHealthy ? null : 'the store cannot be written',
    running: loop.running(),
    queued: loop.admissions.queued(),
    workers: lanes.size,
    trackers: feed.status(),
  };
}
