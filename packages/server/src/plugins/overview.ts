// What is configured, and what is wrong with it: also where nothing would start.
import { loadManifests, RuntimeError } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { ConfigError } from '../config/config-error.ts';
import { ownManifestSources } from '../config/plugins.ts';
import type { PluginEntry } from '../config/schema.ts';
import { findConfigured } from './configured.ts';
import type { ConfiguredPlugin, PluginPlace } from './configured.ts';
import { driftOf } from './drift.ts';
import { readInstallation } from './installation.ts';
import type { Installation } from './installation.ts';
import { foundOf } from './pinned.ts';
import { brokenPlugin, shownPlugin } from './shown.ts';
import type { PluginProblem, ShownPlugin } from './shown.ts';

/** The plugins of the configuration, then those of the product. Throws `ConfigError` where the two files cannot be read. */
export async function configuredPlugins(place: PluginPlace): Promise<readonly ShownPlugin[]> {
  const installation = readInstallation(place);
  const added = await Promise.all(installation.entries.map((entry) => shownEntry(entry, installation)));
  const own = ownManifestSources().flatMap(({ manifest, specifier }) =>
    manifest === undefined
      ? []
      : [shownPlugin({ manifest, source: specifier, isolation: 'worker' as const, firstParty: true })],
  );
  return [...added, ...own];
}

async function shownEntry(entry: PluginEntry, installation: Installation): Promise<ShownPlugin> {
  const { lock } = installation;
  try {
    const [plugin] = findConfigured([entry], installation);
    if (plugin === undefined) throw new Error('invariant: each entry is found, or it is said why not');
    const manifest = await manifestOf(plugin);
    const { isolation } = foundOf(plugin);
    const locked = lock?.plugins[manifest.name];
    const seen = {
      manifest,
      source: entry.source,
      isolation,
      firstParty: false,
      problems: problemsOf(plugin, installation),
    };
    return shownPlugin({
      ...seen,
      ...(locked === undefined ? {} : { integrity: locked.integrity, granted: locked.capabilities }),
    });
  } catch (error) {
    const problem = problemOf(error);
    const [name, locked] = Object.entries(lock?.plugins ?? {}).find(([, { source }]) => source === entry.source) ?? [];
    return brokenPlugin(entry, {
      problem,
      ...(name === undefined ? {} : { name }),
      ...(locked === undefined ? {} : { locked }),
    });
  }
}

/** Where nothing else says what a module offers, it is loaded, in a thread of its own. */
async function manifestOf({ found, specifier }: ConfiguredPlugin): Promise<PluginManifest> {
  const told = found?.manifest;
  const [manifest] = await loadManifests([
    { specifier, firstParty: false, ...(told === undefined ? {} : { manifest: told }) },
  ]);
  if (manifest === undefined) throw new Error('invariant: one source has one manifest');
  return manifest;
}

function problemsOf(plugin: ConfiguredPlugin, { lock }: Installation): readonly PluginProblem[] {
  if (lock === undefined) return [];
  return driftOf([foundOf(plugin)], lock).flatMap(({ code, differences }) =>
    differences.map((message) => ({ code, message })),
  );
}

function problemOf(error: unknown): PluginProblem {
  if (error instanceof RuntimeError || error instanceof ConfigError)
    return { code: error.code, message: error.message };
  throw error;
}
