// The plugins that come with the product.
import { readFileSync } from 'node:fs';
import type { PluginSource } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { DEFAULT_PLUGINS } from './default-plugins.ts';

/** The plugins that come with the product, then others. Their manifests are known, so that no code of them is loaded at the start. */
export function pluginSources(others: readonly PluginSource[] = []): readonly PluginSource[] {
  const manifests = new Map(productManifests());
  const own = DEFAULT_PLUGINS.map((name): PluginSource => {
    const manifest = manifests.get(name);
    return { specifier: import.meta.resolve(name), firstParty: true, ...(manifest === undefined ? {} : { manifest }) };
  });
  return [...own, ...others];
}

/**
 * Manifests of the plugins that come with the product: no code of a plugin is loaded to know its names. They stand in one file, since
 * finding and opening eleven takes longer than checking a workflow.
 */
export function ownManifests(): readonly PluginManifest[] {
  return productManifests().map(([, manifest]) => manifest);
}

/** The same with where each comes from, to be held against others. */
export function ownManifestSources(): readonly PluginSource[] {
  return productManifests().map(([specifier, manifest]) => ({ specifier, firstParty: true, manifest }));
}

/** The package of the product that a module is of. */
export function productPackage(specifier: string): string | undefined {
  return DEFAULT_PLUGINS.find((name) => import.meta.resolve(name) === specifier);
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
