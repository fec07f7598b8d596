// What each part of the runtime needs of the loaded plugins. Pure.
import { nearest } from '../graph/nearest.ts';
import type { LaneSetup } from '../lane/generation.ts';
import type { Placement } from '../lane/lanes.ts';
import type { PluginLimits } from '../lane/plugin-limits.ts';
import type { LaneInit } from '../lane/protocol.ts';
import type { Traffic } from '../lane/traffic.ts';
import type { Configs } from '../plugin/config.ts';
import type { LoadedPlugin } from '../plugin/load.ts';
import { own } from '../own.ts';
import type { Pricing } from '../price/table.ts';
import type { TrackerSource } from '../tracker/feed.ts';
import type { Confined } from './isolated.ts';

/** Which module offers which action and provider, and what it may do, for the lanes. */
export function laneInit(
  plugins: readonly LoadedPlugin[],
  {
    config,
    given,
    allowPrivate,
    pricing,
    traffic,
    files,
  }: {
    readonly config: Configs;
    readonly given: Configs;
    readonly allowPrivate: readonly string[];
    readonly pricing?: Pricing | undefined;
    readonly traffic?: Traffic | undefined;
    readonly files?: string | undefined;
  },
): LaneInit {
  const modules = (kind: 'actions' | 'providers' | 'tools'): { readonly [name: string]: string } =>
    Object.fromEntries(
      plugins.flatMap(({ manifest, specifier }) => Object.keys(manifest[kind] ?? {}).map((name) => [name, specifier])),
    );
  const manifests = Object.fromEntries(
    plugins.flatMap(({ manifest, source, specifier }) =>
      source.firstParty || source.manifest === undefined ? [] : [[specifier, manifest]],
    ),
  );
  const granted = Object.fromEntries(plugins.map(({ manifest, granted: own }) => [manifest.name, own]));
  return {
    actions: modules('actions'),
    providers: modules('providers'),
    tools: modules('tools'),
    manifests,
    config,
    given,
    granted,
    allowPrivate,
    ...(pricing === undefined ? {} : { pricing }),
    ...(traffic === undefined ? {} : { traffic }),
    ...(files === undefined ? {} : { files }),
  };
}

/** Where each execution runs, by the manifest of its plugin: a release may change its mind, so no graph carries it. */
export function placeOf(plugins: readonly LoadedPlugin[]): LaneSetup['placeOf'] {
  const actions = new Map<string, Placement>();
  const providers = new Map<string, Placement>();
  const computing = new Set<string>();
  for (const { manifest } of plugins) {
    const { name: plugin, version } = manifest;
    const release = `${plugin}@${version}`;
    for (const [name, { lane = 'io' }] of Object.entries(manifest.actions))
      actions.set(name, { kind: lane, plugin, release });
    for (const [name, { lane }] of Object.entries(manifest.tools ?? {})) if (lane === 'cpu') computing.add(name);
    for (const name of Object.keys(manifest.providers)) providers.set(name, { kind: 'io', plugin, release });
  }
  return ({ node: { uses, llm }, message: { provider } }) => {
    if (llm === undefined) return actions.get(uses) ?? NOWHERE;
    const place = providers.get(provider ?? llm.provider) ?? NOWHERE;
    // A model and its tools run in one thread.
    return llm.tools?.some((tool) => computing.has(tool.uses ?? '')) === true ? { ...place, kind: 'cpu' } : place;
  };
}

/** What no plugin offers fails in its lane, with a message that says so. */
const NOWHERE: Placement = { kind: 'io', plugin: '' };

/** Says which limits are of no plugin that is here: a name that is misspelt limits nothing. */
export function unknownLimits(plugins: readonly LoadedPlugin[], limits: PluginLimits): readonly string[] {
  const names = plugins.map(({ manifest }) => manifest.name);
  return Object.keys(limits)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const near = nearest(name, names);
      const help = near === undefined ? `the plugins are ${names.join(', ')}` : `did you mean \`${near}\`?`;
      return `the limit of the plugin \`${name}\` limits nothing: there is no such plugin; ${help}`;
    });
}

/** Every tracker with its configuration. */
export function trackersOf(
  plugins: readonly LoadedPlugin[],
  config: Configs,
  confined: ReadonlyMap<string, Confined>,
): readonly TrackerSource[] {
  return plugins.flatMap(({ manifest, specifier, granted, source: { firstParty, manifest: told } }) => {
    const confinement = confined.get(manifest.name)?.trackers;
    return Object.keys(manifest.trackers).map((name) => ({
      name,
      specifier,
      version: manifest.version,
      firstParty,
      granted,
      ...(firstParty || told === undefined ? {} : { told: manifest }),
      ...(confinement === undefined ? {} : { confinement }),
      config: own(config, name) ?? {},
    }));
  });
}
