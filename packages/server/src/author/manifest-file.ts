// plugin.json: what it is to hold, and whether it does.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadManifests } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { authorFailure } from './failure.ts';
import { assertBuilt } from './package.ts';
import type { AuthorPackage } from './package.ts';

export type Built = {
  readonly manifest: PluginManifest;
  /** Path of plugin.json. */
  readonly path: string;
  /** What it is to hold. */
  readonly text: string;
  readonly status: 'current' | 'stale' | 'missing';
};

/**
 * Loads the code of a package in a thread of its own, for `timeoutMs` at most (default ten seconds), and holds its manifest against plugin.json. Throws
 * `PLUGIN_NOT_BUILT`, `PLUGIN_VERSION_DIFFERS`, and what loading throws: `PLUGIN_LOAD_FAILED`, `PLUGIN_LOAD_TIMEOUT`, `PLUGIN_INVALID`, ….
 */
export async function buildManifest(
  found: AuthorPackage,
  options: { readonly timeoutMs?: number } = {},
): Promise<Built> {
  assertBuilt(found);
  const { dir, json, specifier, shown } = found;
  const [manifest] = await loadManifests([{ specifier, firstParty: false }], options);
  if (manifest === undefined) throw new Error('no manifest came of a plugin that was loaded');
  if (json.version !== undefined && json.version !== manifest.version) {
    const problem = `${shown} is ${json.version} by package.json and ${manifest.version} by its code`;
    throw authorFailure(1, 'PLUGIN_VERSION_DIFFERS', `${problem}; write the same version in both`);
  }
  const path = join(dir, 'plugin.json');
  const text = manifestText(manifest, dir);
  if (!existsSync(path)) return { manifest, path, text, status: 'missing' };
  return { manifest, path, text, status: readFileSync(path, 'utf8') === text ? 'current' : 'stale' };
}

/** The keys of a manifest as the SDK writes them; a manifest that was checked may have them in another order. */
const KEYS: readonly (keyof PluginManifest)[] = [
  'name',
  'version',
  'sdk',
  'config',
  'secrets',
  'capabilities',
  'actions',
  'tools',
  'providers',
  'triggers',
  'trackers',
];

/** Files of a plugin are URLs in its code, and relative to the package in plugin.json. */
export function manifestText(manifest: PluginManifest, dir: string): string {
  const ordered = Object.fromEntries(
    KEYS.filter((key) => manifest[key] !== undefined).map((key) => [key, manifest[key]]),
  );
  const folder = pathToFileURL(`${dir}/`).href;
  return `${JSON.stringify(ordered, undefined, 2).replaceAll(`"${folder}`, '"./')}\n`;
}
