// Plugins of a running server: what is at work, and how that changes, one change after another.
import { loadManifests } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import { pluginSources, productPackage } from '../config/plugins.ts';
import type { Candidate } from './candidate.ts';
import { addTo, ofTheProduct, removeFrom } from './change.ts';
import type { Added, AddRequest, Apply, PluginChanges } from './change.ts';
import type { PluginPlace } from './configured.ts';
import { entriesOf } from './configuration.ts';
import { writeChange } from './installation.ts';
import { pinnedBy } from './pinned.ts';
import type { Pinned } from './pinned.ts';
import { shownPlugin } from './shown.ts';
import type { ShownPlugin } from './shown.ts';

export type PluginAdmin = PluginChanges & {
  /** Whether plugins may be installed by way of the API. */
  readonly mayInstall: boolean;
  readonly list: () => readonly ShownPlugin[];
};

export type PluginAdminOptions = PluginPlace & {
  readonly runtime: Pick<Runtime, 'plugins'>;
  readonly mayInstall: boolean;
  /** What the runtime was opened with. */
  readonly pinned: Pinned | undefined;
};

/** Lists and changes the plugins of a runtime that was opened from a configuration file. For `plugins` of `createServer`. */
export function openPluginAdmin({ runtime, mayInstall, pinned, ...place }: PluginAdminOptions): PluginAdmin {
  let current = pinned;
  let last: Promise<unknown> = Promise.resolve();
  const oneByOne = async <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return await done;
  };

  const list = (): readonly ShownPlugin[] => shownPlugins(runtime, current);

  /** The runtime first: what does not load, or would take away what a workflow uses, must not stand in the files. */
  const apply: Apply = async (installation, change, candidate) => {
    const next = pinnedBy(entriesOf(change.text), { ...place, lock: change.lock });
    if (candidate !== undefined) await tryUnderItsVersion(candidate, next);
    await runtime.plugins.replace(pluginSources(next.sources));
    try {
      writeChange(installation, change);
    } catch (error) {
      await runtime.plugins.replace(pluginSources(current?.sources));
      throw error;
    }
    current = next;
  };

  /** The runtime tries what has another version before it takes it; here are other files under the version that is at work. */
  async function tryUnderItsVersion({ manifest: { name, version } }: Candidate, next: Pinned): Promise<void> {
    const atWork = runtime.plugins.list().find(({ manifest }) => manifest.name === name);
    if (atWork?.manifest.version !== version) return;
    const sources = next.sources.filter(({ manifest }) => manifest?.name === name);
    await loadManifests(sources, { isTried: () => true });
  }

  async function add(request: AddRequest): Promise<Added> {
    const { candidate, addition } = await addTo(place, request, apply);
    const { name, version } = candidate.manifest;
    const plugin = list().find((each) => each.name === name);
    if (plugin === undefined) throw new Error(`invariant: ${name} ${version} was added and is not at work`);
    const { former, ungranted, dropped, alsoPinned } = addition;
    return { plugin, from: former?.version ?? null, granted: ungranted, dropped, alsoPinned };
  }

  async function remove(name: string): Promise<void> {
    const installed = runtime.plugins.list().find(({ manifest }) => manifest.name === name);
    if (installed?.firstParty === true) throw ofTheProduct(name);
    await removeFrom(place, name, apply);
  }

  return {
    mayInstall,
    list,
    add: async (request) => await oneByOne(async () => await add(request)),
    remove: async (name) => await oneByOne(async () => await remove(name)),
  };
}

/** The plugins that are at work: those that were added, then those of the product. */
export function shownPlugins(runtime: Pick<Runtime, 'plugins'>, pinned: Pinned | undefined): readonly ShownPlugin[] {
  const shown = runtime.plugins.list().map(({ manifest, specifier, firstParty, isolation, granted }) => {
    const configured = pinned?.plugins.find((each) => each.specifier === specifier);
    const locked = firstParty ? undefined : pinned?.lock?.plugins[manifest.name];
    return shownPlugin({
      manifest,
      isolation,
      firstParty,
      granted,
      source: configured?.entry.source ?? productPackage(specifier) ?? specifier,
      ...(locked === undefined ? {} : { integrity: locked.integrity }),
    });
  });
  return shown.toSorted((a, b) => Number(a.first_party) - Number(b.first_party));
}
