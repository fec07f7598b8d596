// Plugins by source. Where there is a manifest no code is loaded; else first-party code may be imported on the main thread, and other
// code only in a thread of its own.
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { ManifestCapabilities, Plugin, PluginManifest, Trigger } from '@configurable-agents/plugin-sdk';
import { loadApart } from './apart.ts';
import { assertPlugin } from './assert.ts';
import { assertNoConflict } from './conflict.ts';
import { LOAD_TIMEOUT_MS } from './bounds.ts';
import { loadFailure, manifestStale } from './failure.ts';
import { checkedManifest, manifestDifference } from './manifest.ts';
import { withFiles } from './manifest-file.ts';
import type { PluginSource } from './source.ts';

export type LoadedPlugin = {
  readonly manifest: PluginManifest;
  readonly specifier: string;
  readonly source: PluginSource;
  readonly isolation: 'worker' | 'process';
  readonly granted: ManifestCapabilities;
  readonly folder: string | undefined;
  /** Triggers of first-party plugins, by full name: their functions are pure and run on the main thread. */
  readonly triggers: ReadonlyMap<string, Trigger>;
};

export type LoadOptions = {
  /** Time that a module has to load, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Also the code of sources with a manifest is tried, where this says so. */
  readonly isTried?: (source: PluginSource) => boolean;
};

/** Modules that are loaded at once, each in a thread of its own. */
const AT_ONCE = 4;

/** Manifests of plugins, in order. Throws `PLUGIN_…`, naming the module. */
export async function loadManifests(
  sources: readonly PluginSource[],
  options: LoadOptions = {},
): Promise<readonly PluginManifest[]> {
  return (await loadPlugins(sources, options)).map(({ manifest }) => manifest);
}

export async function loadPlugins(
  sources: readonly PluginSource[],
  options: LoadOptions = {},
): Promise<readonly LoadedPlugin[]> {
  const loaded: LoadedPlugin[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < sources.length; index = next++) {
      const source = sources[index];
      if (source !== undefined) loaded[index] = await load(source, options);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  assertNoConflict(loaded);
  return loaded;
}

async function load(source: PluginSource, options: LoadOptions): Promise<LoadedPlugin> {
  const { manifest, triggers } = await told(source, options);
  const { specifier, isolation = 'worker', granted = manifest.capabilities, folder } = source;
  return { manifest, specifier, source, isolation, granted, folder, triggers };
}

type Told = Pick<LoadedPlugin, 'manifest' | 'triggers'>;

async function told(source: PluginSource, { timeoutMs = LOAD_TIMEOUT_MS, isTried }: LoadOptions): Promise<Told> {
  const { specifier, firstParty } = source;
  if (source.manifest === undefined) {
    return firstParty
      ? await loadHere(specifier)
      : { manifest: await loadApart(specifier, timeoutMs), triggers: new Map() };
  }
  // Those of the product are its own, and many.
  const manifest = firstParty ? source.manifest : withFiles(checkedManifest(source.manifest, specifier), source);
  // What runs in a process of its own is not loaded into this one, not even to be tried.
  if (!firstParty && source.isolation !== 'process' && isTried?.(source) === true) {
    const difference = manifestDifference(manifest, await loadApart(specifier, timeoutMs));
    if (difference !== undefined) throw manifestStale(specifier, difference);
  }
  return { manifest, triggers: new Map() };
}

async function loadHere(specifier: string): Promise<Told> {
  let module: { readonly plugin?: unknown };
  try {
    module = (await import(specifier)) as { readonly plugin?: unknown };
  } catch (error) {
    throw loadFailure(specifier, error);
  }
  const plugin = assertPlugin(module.plugin, specifier);
  return { manifest: manifestOf(plugin), triggers: triggersOf(plugin) };
}

function triggersOf(plugin: Plugin): ReadonlyMap<string, Trigger> {
  return new Map(
    Object.entries(plugin.triggers ?? {}).map(([name, trigger]) => [
      name === plugin.name ? name : `${plugin.name}.${name}`,
      trigger,
    ]),
  );
}
