// From the entries of `plugins` to plugins on the disk. No code of them runs here.
import { existsSync, statSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from '@configurable-agents/core';
import type { PluginSource } from '@configurable-agents/core';
import { ConfigError } from '../config/config-error.ts';
import type { PluginEntry } from '../config/schema.ts';
import { readFolder } from './folder.ts';
import type { PackageFolder } from './folder.ts';
import type { Lock } from './lock.ts';
import { entryOf, referenceOf } from './reference.ts';
import { unpackedPath } from './store.ts';

/** A plugin that the configuration names. */
export type ConfiguredPlugin = {
  readonly entry: PluginEntry;
  /** Absent for a module that is named without a package. */
  readonly found: PackageFolder | undefined;
  /** Absolute URL of the module. */
  readonly specifier: string;
};

/** Where sources are looked for. */
export type PluginPlace = { readonly configPath: string; readonly dataDir: string };

/** Finds each entry's package. Throws `ConfigError` for one that is not there, `PLUGIN_…` for one that is wrong. */
export function findConfigured(
  entries: readonly (string | PluginEntry)[],
  place: PluginPlace & { readonly lock: Lock | undefined },
): readonly ConfiguredPlugin[] {
  return entries.map((written) => {
    const entry = entryOf(written);
    const at = locate(entry.source, place);
    if (at.kind === 'module') return { entry, found: undefined, specifier: pathToFileURL(at.path).href };
    const found = readFolder(at.path);
    return { entry, found, specifier: found.specifier };
  });
}

/** What the runtime is given of a plugin. `lock` says what was granted. */
export function sourceOf({ entry, found, specifier }: ConfiguredPlugin, lock: Lock | undefined): PluginSource {
  const manifest = found?.manifest;
  const locked = manifest === undefined ? undefined : lock?.plugins[manifest.name];
  return {
    specifier,
    firstParty: false,
    ...(found === undefined ? {} : { folder: found.folder }),
    ...(manifest === undefined ? {} : { manifest }),
    ...(entry.isolation === undefined ? {} : { isolation: entry.isolation }),
    ...(locked === undefined ? {} : { granted: locked.capabilities }),
  };
}

type Located = { readonly kind: 'folder' | 'module'; readonly path: string };

function locate(
  source: string,
  { configPath, dataDir, lock }: PluginPlace & { readonly lock: Lock | undefined },
): Located {
  const reference = referenceOf(source);
  switch (reference.kind) {
    case 'path':
      return locatePath(reference.path, configPath);
    case 'package': {
      const folder = findInstalled(reference.name, configPath);
      if (folder !== undefined) return { kind: 'folder', path: folder };
      throw new ConfigError(
        `${configPath}: the plugin \`${source}\` is not installed; install it beside the file: npm install ${source}`,
      );
    }
    case 'tarball':
    case 'npm':
      return { kind: 'folder', path: locateUnpacked(source, { dataDir, lock }) };
  }
}

function locatePath(path: string, configPath: string): Located {
  const full = resolve(dirname(configPath), path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new ConfigError(`${configPath}: the plugin \`${path}\` is not there: ${full} does not exist`);
  return { kind: stat.isDirectory() ? 'folder' : 'module', path: full };
}

/** The folder of a package that npm installed beside the configuration, or above it. */
export function findInstalled(name: string, configPath: string): string | undefined {
  try {
    const found = findPackageJSON(name, pathToFileURL(configPath));
    return found === undefined ? undefined : dirname(found);
  } catch {
    return undefined;
  }
}

function locateUnpacked(
  source: string,
  { dataDir, lock }: { readonly dataDir: string; readonly lock: Lock | undefined },
): string {
  const [name, locked] = Object.entries(lock?.plugins ?? {}).find(([, each]) => each.source === source) ?? [];
  const way = `add it: configurable-agents plugins add ${source}`;
  if (name === undefined || locked === undefined)
    throw new RuntimeError('PLUGIN_NOT_LOCKED', `the plugin ${source} is configured and not in the lock file; ${way}`);
  const folder = unpackedPath(dataDir, { name, ...locked });
  if (existsSync(folder)) return folder;
  throw new RuntimeError(
    'PLUGIN_NOT_FOUND',
    `the plugin ${name} ${locked.version} (${source}) is locked and not unpacked here: ${folder} does not exist; ${way}`,
  );
}
