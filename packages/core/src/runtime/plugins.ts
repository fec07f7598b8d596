// What each part of the runtime needs of the loaded plugins. Pure.
import type { JsonObject, Trigger } from '@configurable-agents/plugin-sdk';
import type { LaneInit } from '../lane/protocol.ts';
import type { LoadedPlugin } from '../plugin/load.ts';
import { requiredVariables } from '../plugin/secrets.ts';
import type { FeedOptions } from '../tracker/feed.ts';
import type { Environment } from './env.ts';

type Configs = { readonly [name: string]: JsonObject };

/** Which module offers which action and provider, for the lanes. */
export function laneInit(
  plugins: readonly LoadedPlugin[],
  { config, allowPrivate }: { readonly config: Configs; readonly allowPrivate: readonly string[] },
): LaneInit {
  const modules = (kind: 'actions' | 'providers'): { readonly [name: string]: string } =>
    Object.fromEntries(
      plugins.flatMap(({ manifest, specifier }) => Object.keys(manifest[kind]).map((name) => [name, specifier])),
    );
  return { actions: modules('actions'), providers: modules('providers'), config, allowPrivate };
}

export function triggersOf(plugins: readonly LoadedPlugin[]): ReadonlyMap<string, Trigger> {
  return new Map(plugins.flatMap(({ triggers }) => [...triggers]));
}

/** Every tracker with its configuration. */
export function trackersOf(plugins: readonly LoadedPlugin[], config: Configs): FeedOptions['trackers'] {
  return plugins.flatMap(({ manifest, specifier }) =>
    Object.keys(manifest.trackers).map((name) => ({ name, specifier, config: config[name] ?? {} })),
  );
}

/** Variables that a provider cannot do without and that are not set. */
export function missingVariables(
  plugins: readonly LoadedPlugin[],
  { provider, config, env }: { readonly provider: string; readonly config: Configs; readonly env: Environment },
): readonly string[] {
  const owner = plugins.find(({ manifest }) => Object.hasOwn(manifest.providers, provider));
  const own = config[owner?.manifest.name ?? ''] ?? {};
  return (owner === undefined ? [] : requiredVariables(owner.manifest, { config: own, env }))
    .filter(({ isSet }) => !isSet)
    .map(({ variable }) => variable);
}
