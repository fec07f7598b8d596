// How many executions of one plugin run at once. What is beyond it waits here, where it holds no place in a lane.
import { fairQueue } from './fair-queue.ts';
import type { FairQueue } from './fair-queue.ts';

/** Limits by the name of the plugin. */
export type PluginLimits = { readonly [plugin: string]: { readonly concurrency: number } };

export type PluginGate = {
  /** Calls `enter` with how to leave once there is room, perhaps at once. Returns how to stop waiting. */
  readonly pass: (plugin: string, run: string, enter: (leave: () => void) => void) => () => void;
  readonly waiting: () => number;
};

type Enter = (leave: () => void) => void;
type Place = { inside: number; readonly limit: number; readonly queue: FairQueue<Enter> };

export function openPluginGate(limits: PluginLimits): PluginGate {
  const places = new Map<string, Place>(
    Object.entries(limits).map(([plugin, { concurrency }]) => [
      plugin,
      { inside: 0, limit: concurrency, queue: fairQueue<Enter>() },
    ]),
  );

  function admit(place: Place, enter: Enter): void {
    place.inside += 1;
    let isInside = true;
    enter(() => {
      if (!isInside) return;
      isInside = false;
      place.inside -= 1;
      // One leaves, so at most one enters.
      const next = place.queue.shift();
      if (next !== undefined) admit(place, next);
    });
  }

  return {
    pass: (plugin, run, enter) => {
      const place = places.get(plugin);
      if (place === undefined) {
        enter(() => {});
        return () => {};
      }
      if (place.inside < place.limit) {
        admit(place, enter);
        return () => {};
      }
      place.queue.push(run, enter);
      return () => void place.queue.remove(run, enter);
    },
    waiting: () => [...places.values()].reduce((sum, { queue }) => sum + queue.size(), 0),
  };
}
