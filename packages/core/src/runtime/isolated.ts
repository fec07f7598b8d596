import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { IsolatedPlugin } from '../lane/apart.ts';
import { confine } from '../lane/process/confine.ts';
import type { ConfineOptions } from '../lane/process/confine.ts';
import type { LoadedPlugin } from '../plugin/load.ts';
import { laneInit } from './plugins.ts';

export type IsolateOptions = Pick<ConfineOptions, 'dataDir' | 'memoryMb' | 'env'> & {
  readonly config: { readonly [plugin: string]: JsonObject };
  readonly allowPrivate: readonly string[];
};

export function isIsolated({ source }: LoadedPlugin): boolean {
  return source.isolation === 'process';
}

/** How each plugin with a process of its own is started, which knows of no other one. Throws `PLUGIN_INVALID`. */
export function isolatedOf(
  plugins: readonly LoadedPlugin[],
  { config, allowPrivate, dataDir, memoryMb, env }: IsolateOptions,
): readonly IsolatedPlugin[] {
  return plugins.filter(isIsolated).map((plugin) => {
    const { manifest, specifier, source } = plugin;
    const { name } = manifest;
    const { folder, granted = manifest.capabilities } = source;
    const own = Object.hasOwn(config, name) ? (config[name] ?? {}) : {};
    // A provider's section has the provider's name.
    const names = [name, ...Object.keys(manifest.providers)].filter((each) => Object.hasOwn(config, each));
    const known = Object.fromEntries(names.map((each) => [each, config[each] ?? {}]));
    return {
      confinement: confine({ manifest, specifier, folder, granted, config: own, dataDir, memoryMb, env }),
      init: laneInit([plugin], { config: known, allowPrivate }),
    };
  });
}
