// From names of plugins to modules.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PluginSource } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { ConfigError } from './config-error.ts';
import { DEFAULT_PLUGINS } from './default-plugins.ts';

/** Every plugin: those that come with the product, then those of the configuration file. */
export function pluginSources(named: readonly string[], configPath: string | undefined): readonly PluginSource[] {
  const manifests = new Map(productManifests());
  const own = DEFAULT_PLUGINS.map((name): PluginSource => {
    const manifest = manifests.get(name);
    return { specifier: import.meta.resolve(name), firstParty: true, ...(manifest === undefined ? {} : { manifest }) };
  });
  const added = named.map((name) => thirdParty(name, configPath ?? resolve('.', 'x')));
  return [...own, ...added];
}

/**
 * Manifests of the plugins that come with the product: no code of a plugin is loaded to know its names. They stand in one file, since
 * finding and opening eleven takes longer than checking a workflow.
 */
export function ownManifests(): readonly PluginManifest[] {
  return productManifests().map(([, manifest]) => manifest);
}

/** By the name of the package. */
function productManifests(): readonly (readonly [name: string, manifest: PluginManifest])[] {
  const text = readFileSync(new URL(import.meta.resolve('#manifests')), 'utf8');
  const manifests = JSON.parse(text) as { readonly [plugin: string]: PluginManifest };
  return Object.entries(manifests).map(([plugin, manifest]) => [plugin, located(plugin, manifest)]);
}

/** Paths in a manifest are relative to the plugin's own file. */
function located(plugin: string, manifest: PluginManifest): PluginManifest {
  const triggers = Object.entries(manifest.triggers).map(([name, trigger]) => {
    const { eventSchemas } = trigger;
    if (eventSchemas === undefined) return [name, trigger];
    return [
      name,
      { ...trigger, eventSchemas: new URL(eventSchemas, import.meta.resolve(`${plugin}/plugin.json`)).href },
    ];
  });
  return { ...manifest, triggers: Object.fromEntries(triggers) };
}

/** A plugin of the configuration. Its `plugin.json` says what it offers, so that no code of it is loaded to know. */
function thirdParty(name: string, configPath: string): PluginSource {
  const found = locate(name, configPath);
  if ('specifier' in found) return { specifier: found.specifier, firstParty: false };
  const { folder } = found;
  const source = { specifier: entryOf(folder), firstParty: false, folder };
  const path = join(folder, 'plugin.json');
  if (!existsSync(path)) return source;
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as PluginManifest;
    // What it says is checked when the plugin is loaded.
    return { ...source, manifest };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${configPath}: the plugin \`${name}\` has a manifest that is not JSON: ${path}: ${reason}`);
  }
}

/** A path (a module or a package's folder) relative to the file, or a package that is installed beside it. */
function locate(name: string, configPath: string): { readonly specifier: string } | { readonly folder: string } {
  if (!name.startsWith('.') && !name.startsWith('/')) {
    const manifest = findPackage(name, configPath);
    if (manifest === undefined) {
      throw new ConfigError(
        `${configPath}: the plugin \`${name}\` is not installed; install it beside the file: npm install ${name}`,
      );
    }
    return { folder: dirname(manifest) };
  }
  const path = resolve(dirname(configPath), name);
  if (!existsSync(path))
    throw new ConfigError(`${configPath}: the plugin \`${name}\` is not there: ${path} does not exist`);
  return statSync(path).isDirectory() ? { folder: path } : { specifier: pathToFileURL(path).href };
}

function findPackage(name: string, from: string): string | undefined {
  try {
    return findPackageJSON(name, pathToFileURL(from));
  } catch {
    return undefined;
  }
}

function entryOf(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) throw new ConfigError(`the plugin folder ${folder} has no package.json`);
  const { exports, main } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly exports?: unknown;
    readonly main?: string;
  };
  const root = typeof exports === 'object' && exports !== null && '.' in exports ? exports['.'] : exports;
  return pathToFileURL(join(folder, pick(root) ?? main ?? 'index.js')).href;
}

/** The first condition of `exports` that holds here. */
function pick(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return undefined;
  for (const [condition, value] of Object.entries(target)) {
    if (!['node', 'import', 'default', 'module-sync'].includes(condition)) continue;
    const found = pick(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
