// Plugins by source. Where there is a manifest no code is loaded; else first-party code may be imported on the main thread, and other
// code only in a thread or a process of its own.
import type { ManifestCapabilities, Plugin, PluginManifest } from '@configurable-agents/plugin-sdk';
import { loadApart, loadConfined } from './apart.ts';
import { loadCode } from './code.ts';
import { assertNoConflict } from './conflict.ts';
import { LOAD_TIMEOUT_MS } from './bounds.ts';
import { withData } from './data.ts';
import { manifestStale } from './failure.ts';
import { manifestDifference } from './difference.ts';
import { checkedManifest } from './manifest.ts';
import { withFiles } from './manifest-file.ts';
import type { PluginSource } from './source.ts';

export type LoadedPlugin = {
  readonly manifest: PluginManifest;
  readonly specifier: string;
  readonly source: PluginSource;
  readonly isolation: 'worker' | 'process';
  readonly granted: ManifestCapabilities;
  /** The code of a first-party plugin, loaded on this thread when it is asked for. */
  readonly code?: () => Promise<Plugin>;
};

export type LoadOptions = {
  /** Time that a module has to load, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Also the code of sources with a manifest is tried, where this says so. */
  readonly isTried?: (source: PluginSource) => boolean;
};

/** Modules that are loaded at once, each in a thread or a process of its own. */
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

async function load(given: PluginSource, options: LoadOptions): Promise<LoadedPlugin> {
  const { specifier, isolation = 'worker' } = given;
  const source = isolation === 'process' ? withData(given) : given;
  const known = await told(source, options);
  const { granted = known.manifest.capabilities } = source;
  return { ...known, specifier, source, isolation, granted };
}

type Told = Pick<LoadedPlugin, 'manifest' | 'code'>;

async function told(source: PluginSource, { timeoutMs = LOAD_TIMEOUT_MS, isTried }: LoadOptions): Promise<Told> {
  const { specifier, firstParty, isolation } = source;
  if (firstParty && isolation !== 'process') {
    const code = async (): Promise<Plugin> => (await loadCode(specifier)).plugin;
    // Those of the product are its own, and many: their manifests are not checked again.
    return { manifest: source.manifest ?? (await loadCode(specifier)).manifest, code };
  }
  if (source.manifest === undefined) return { manifest: await loadApart(specifier, timeoutMs) };
  const manifest = toldBy(source);
  if (isTried?.(source) === true) {
    const made = await (isolation === 'process'
      ? loadConfined(source, manifest, timeoutMs)
      : loadApart(specifier, timeoutMs));
    const difference = manifestDifference(manifest, made);
    if (difference !== undefined) throw manifestStale(specifier, difference);
  }
  return { manifest };
}

/** What `plugin.json` says, checked. */
function toldBy(source: PluginSource): PluginManifest {
  return withFiles(checkedManifest(source.manifest, source.specifier), source);
}
