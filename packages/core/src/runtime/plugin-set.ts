// The plugins that are at work: one set after another, each whole.
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import type { LaneSetup } from '../lane/generation.ts';
import { laneTuning } from '../lane/tuning.ts';
import { LOAD_TIMEOUT_MS, TRIGGER_TIMEOUT_MS } from '../plugin/bounds.ts';
import { filledConfigs } from '../plugin/config.ts';
import type { Configs } from '../plugin/config.ts';
import { loadPlugins } from '../plugin/load.ts';
import type { LoadedPlugin, LoadOptions } from '../plugin/load.ts';
import { openTriggers } from '../plugin/trigger.ts';
import type { HostTriggers } from '../plugin/trigger.ts';
import type { TriggerHostOptions } from '../plugin/trigger-host.ts';
import type { InstalledPlugin, PluginsReplaced, PluginSource } from '../plugin/source.ts';
import type { TrackerSource } from '../tracker/feed.ts';
import type { RuntimeOptions } from './api.ts';
import { neverKnown, openPluginChanges } from './plugin-change.ts';
import type { Assignable, ChangeOf } from './plugin-change.ts';
import { confinedOf, isolatedOf, laneInitOf } from './isolated.ts';
import type { IsolateOptions } from './isolated.ts';
import { placeOf, trackersOf } from './plugins.ts';

export type PluginSet = {
  /** Counts the sets since the start, from 1. */
  readonly generation: number;
  readonly loaded: readonly LoadedPlugin[];
  readonly manifests: readonly PluginManifest[];
  readonly triggers: HostTriggers;
  /** Sections of the configuration, with the defaults of the plugins that read them. */
  readonly config: Configs;
  readonly changeOf: ChangeOf;
  readonly lanes: LaneSetup;
  readonly trackers: readonly TrackerSource[];
};

export type PluginSetOptions = Pick<TriggerHostOptions, 'loadTimeoutMs' | 'callTimeoutMs' | 'onOutput'> &
  Omit<IsolateOptions, 'given'> & {
    readonly assignable: Assignable;
    readonly warn: (sentence: string) => void;
  };

/** What the runtime gives beside what its caller does. */
export type SharedOptions = Pick<PluginSetOptions, 'env' | 'warn' | 'onOutput'>;

export function setOptionsOf(options: RuntimeOptions, shared: SharedOptions): PluginSetOptions {
  return {
    ...shared,
    dataDir: options.memory === true ? undefined : options.dataDir,
    memoryMb: laneTuning(options.lanes).memoryMb,
    config: options.config ?? {},
    allowPrivate: options.allowPrivate ?? [],
    pricing: options.pricing,
    traffic: options.traffic,
    files: options.files,
    assignable: options.assignable ?? neverKnown,
    loadTimeoutMs: options.pluginLoadTimeoutMs ?? LOAD_TIMEOUT_MS,
    callTimeoutMs: options.triggerTimeoutMs ?? TRIGGER_TIMEOUT_MS,
  };
}

/** Loads a set, whole or not at all. Throws `PLUGIN_…`. */
export async function loadPluginSet(
  sources: readonly PluginSource[],
  options: PluginSetOptions,
  { generation = 1, ...how }: Pick<LoadOptions, 'isTried'> & { readonly generation?: number } = {},
): Promise<PluginSet> {
  const { config: given, assignable, warn, loadTimeoutMs } = options;
  const loaded = await loadPlugins(sources, { ...how, timeoutMs: loadTimeoutMs });
  const config = filledConfigs(loaded, given);
  const manifests = loaded.map(({ manifest }) => manifest);
  const where = { ...options, config, given };
  const confined = confinedOf(loaded, where);
  return {
    generation,
    loaded,
    manifests,
    config,
    triggers: openTriggers(loaded, { ...options, confined, onWarning: warn }),
    changeOf: openPluginChanges({ manifests, config, assignable, onChange: warn }),
    trackers: trackersOf(loaded, config, confined),
    lanes: {
      placeOf: placeOf(loaded),
      init: laneInitOf(loaded, where),
      isolated: isolatedOf(loaded, confined, where),
    },
  };
}

export function installedOf({ loaded, generation }: PluginSet): readonly InstalledPlugin[] {
  return loaded.map(({ manifest, source, specifier, isolation, granted }) => ({
    manifest,
    specifier,
    firstParty: source.firstParty,
    isolation,
    granted,
    generation,
  }));
}

export function differenceOf(before: PluginSet, after: PluginSet): PluginsReplaced {
  const versions = ({ manifests }: PluginSet): ReadonlyMap<string, string> =>
    new Map(manifests.map(({ name, version }) => [name, version]));
  const [from, to] = [versions(before), versions(after)];
  return {
    added: [...to.keys()].filter((name) => !from.has(name)),
    upgraded: [...to].flatMap(([name, version]) => {
      const former = from.get(name);
      return former === undefined || former === version ? [] : [{ name, from: former, to: version }];
    }),
    removed: [...from.keys()].filter((name) => !to.has(name)),
  };
}
