// Plugins in processes of their own, and what of the plugins is left to threads.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { confine } from '../carrier/confine.ts';
import type { ConfineOptions, Confinement } from '../carrier/confine.ts';
import { environmentOf } from '../carrier/environment.ts';
import type { IsolatedPlugin } from '../lane/apart.ts';
import { RuntimeError } from '../errors.ts';
import type { LaneInit } from '../lane/protocol.ts';
import type { Traffic } from '../lane/traffic.ts';
import { own } from '../own.ts';
import type { Pricing } from '../price/table.ts';
import type { Configs } from '../plugin/config.ts';
import type { LoadedPlugin } from '../plugin/load.ts';
import { laneInit } from './plugins.ts';

export type IsolateOptions = Pick<ConfineOptions, 'dataDir' | 'memoryMb' | 'env'> & {
  /** With the defaults of the plugins. */
  readonly config: Configs;
  /** As the operator wrote it. */
  readonly given: Configs;
  readonly allowPrivate: readonly string[];
  readonly pricing?: Pricing | undefined;
  readonly traffic?: Traffic | undefined;
  readonly files?: string | undefined;
};

type LaneOptions = Pick<IsolateOptions, 'config' | 'given' | 'allowPrivate' | 'pricing' | 'traffic' | 'files'>;

const isIsolated = ({ isolation }: LoadedPlugin): boolean => isolation === 'process';

/** What threads load: nothing of a plugin with a process of its own. */
export function laneInitOf(plugins: readonly LoadedPlugin[], options: LaneOptions): LaneInit {
  const inThreads = plugins.filter((plugin) => !isIsolated(plugin));
  return laneInit(inThreads, options);
}

/** How processes of a plugin are started. */
export type Confined = {
  readonly confinement: Confinement;
  /** Its trackers have sections of the configuration of their own, which may name other variables for secrets. */
  readonly trackers: Confinement;
};

/** Each plugin that has processes of its own, by its name. Throws `PLUGIN_INVALID`. */
export function confinedOf(
  plugins: readonly LoadedPlugin[],
  { config, dataDir, memoryMb, env }: Pick<IsolateOptions, 'config' | 'dataDir' | 'memoryMb' | 'env'>,
): ReadonlyMap<string, Confined> {
  const sectionOf = (name: string): JsonObject => own(config, name) ?? {};
  return new Map(
    plugins.filter(isIsolated).map((plugin) => {
      const { manifest, granted, source } = plugin;
      const where = { folder: source.folder, dataDir, memoryMb, env };
      const confinement = confine({ ...plugin, ...where, config: sectionOf(manifest.name) });
      const configs = Object.keys(manifest.trackers).map(sectionOf);
      const trackers = { ...confinement, ...environmentOf({ manifest, granted, configs, env }) };
      return [manifest.name, { confinement, trackers }];
    }),
  );
}

/** What the lanes of each of those plugins are opened with, which know of no other plugin. */
export function isolatedOf(
  plugins: readonly LoadedPlugin[],
  confined: ReadonlyMap<string, Confined>,
  { config, given, allowPrivate, pricing, traffic }: LaneOptions,
): readonly IsolatedPlugin[] {
  return plugins.flatMap((plugin) => {
    const { manifest } = plugin;
    const confinement = confined.get(manifest.name)?.confinement;
    if (confinement === undefined) return [];
    if (traffic !== undefined && Object.keys(manifest.providers).length > 0) throw notRecorded(manifest.name);
    // A provider's section has the provider's name.
    const names = [manifest.name, ...Object.keys(manifest.providers)];
    const sections = (configs: Configs): Configs =>
      Object.fromEntries(
        names.flatMap((name): [string, JsonObject][] => {
          const section = own(configs, name);
          return section === undefined ? [] : [[name, section]];
        }),
      );
    const init = laneInit([plugin], { config: sections(config), given: sections(given), allowPrivate, pricing });
    return [{ confinement, init }];
  });
}

function notRecorded(plugin: string): RuntimeError {
  return new RuntimeError(
    'PLUGIN_INVALID',
    `the traffic of plugin \`${plugin}\` cannot be recorded or replayed, since it has a process of its own; let it run in worker threads for that: \`isolation: worker\``,
  );
}
