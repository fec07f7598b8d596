// Runs that have not ended. Those that wait for their turn need not be in memory, of which each takes four kilobytes: all that there is
// of them is in the store, and a backlog may be as long as the disk is large.
import { TurnoverMap } from '../turnover-map.ts';
import type { OpenRun } from './open-run.ts';

export type OpenRuns = {
  readonly has: (id: string) => boolean;
  /** The run, read from the store where it is not in memory. It stays in memory then. */
  readonly get: (id: string) => OpenRun | undefined;
  readonly add: (run: OpenRun) => void;
  readonly delete: (id: string) => void;
  /** Takes a run out of memory. All that has happened to it must be durable, and nobody may hold it. */
  readonly unload: (id: string) => void;
  readonly inMemory: () => Iterable<OpenRun>;
  /** How many are not. */
  readonly unloaded: () => number;
};

export function openRuns(load: (id: string) => OpenRun): OpenRuns {
  const runs = new TurnoverMap<string, OpenRun>();
  const unloaded = new Set<string>();
  return {
    has: (id) => runs.has(id) || unloaded.has(id),
    get: (id) => {
      const run = runs.get(id);
      if (run !== undefined || !unloaded.has(id)) return run;
      const loaded = load(id);
      unloaded.delete(id);
      runs.set(id, loaded);
      return loaded;
    },
    add: (run) => runs.set(run.id, run),
    delete: (id) => void runs.delete(id),
    unload: (id) => {
      if (runs.delete(id)) unloaded.add(id);
    },
    inMemory: () => runs.values(),
    unloaded: () => unloaded.size,
  };
}
