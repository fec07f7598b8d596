// Another set of plugins in the place of the present one, while runs go on.
import type { Lanes } from '../lane/lanes.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import { assertNotInUse } from '../plugin/in-use.ts';
import type { StoreReader } from '../store/rows.ts';
import type { TrackerFeed } from '../tracker/feed.ts';
import type { Runtime, RuntimeOptions } from './api.ts';
import type { Graphs } from './graphs.ts';
import type { RunLoop } from './run-loop.ts';
import { differenceOf, installedOf, loadPluginSet, setOptionsOf } from './plugin-set.ts';
import type { PluginSet, SharedOptions } from './plugin-set.ts';

/** What the parts of a runtime ask of the plugins; it holds what is at work at the moment. */
export type PluginHost = {
  readonly now: () => PluginSet;
  /** What callers of the runtime get. */
  readonly openTo: (parts: Parts) => Runtime['plugins'];
};

type Parts = {
  readonly lanes: Pick<Lanes, 'renew'>;
  readonly feed: Pick<TrackerFeed, 'replace'>;
  readonly loop: Pick<RunLoop, 'pluginsChanged'>;
  readonly reader: Pick<StoreReader, 'workflows'>;
  readonly graphs: Pick<Graphs, 'stored'>;
  readonly assertOpen: () => void;
};

/** Loads the first set. Throws `PLUGIN_…`. */
export async function openPluginHost(given: RuntimeOptions, shared: SharedOptions): Promise<PluginHost> {
  const options = setOptionsOf(given, shared);
  let current = await loadPluginSet(given.plugins, options);
  let last: Promise<unknown> = Promise.resolve();

  const replacing =
    ({ lanes, feed, loop, reader, graphs, assertOpen }: Parts): Runtime['plugins']['replace'] =>
    async (next) => {
      assertOpen();
      const former = current;
      const set = await loadPluginSet(next, options, {
        generation: former.generation + 1,
        // What breaks at load must not take the place of what works.
        isTried: ({ specifier, manifest }) =>
          former.loaded.every((known) => known.specifier !== specifier || known.manifest.version !== manifest?.version),
      });
      const registered = (): readonly { readonly name: string; readonly graph: ExecutionGraph }[] =>
        reader.workflows().map(({ name, hash }) => ({ name, graph: graphs.stored(hash) }));
      const assertFree = (): void => assertNotInUse({ before: former.manifests, after: set.manifests }, registered);
      assertFree();
      await lanes.renew(set.lanes, () => {
        // A workflow may have been registered meanwhile.
        assertFree();
        current = set;
      });
      former.triggers.retire();
      feed.replace(set.trackers);
      loop.pluginsChanged();
      return differenceOf(former, set);
    };

  return {
    now: () => current,
    openTo: (parts) => {
      const replace = replacing(parts);
      return {
        list: () => installedOf(current),
        replace: async (next) => {
          // One after the other. Who asked hears of a failure; the next one is tried all the same.
          const done = last.then(async () => await replace(next));
          last = done.catch(() => {});
          return await done;
        },
      };
    },
  };
}
