import type { Plugin, PluginManifest } from './plugin.ts';

/** A contribution's name everywhere: `plugin.contribution`, or the bare name where both are equal. */
function fullName(plugin: string, contribution: string): string {
  return plugin === contribution ? plugin : `${plugin}.${contribution}`;
}

function mapKeys<In, Out>(
  plugin: string,
  entries: { readonly [name: string]: In } | undefined,
  map: (entry: In) => Out,
): { readonly [name: string]: Out } {
  return Object.fromEntries(Object.entries(entries ?? {}).map(([name, entry]) => [fullName(plugin, name), map(entry)]));
}

/** The manifest of a plugin: its names and schemas without its code, safe to send to any thread. */
export function manifestOf(plugin: Plugin): PluginManifest {
  const { name, version, sdk } = plugin;
  const manifest = {
    name,
    version,
    sdk,
    ...(plugin.config === undefined ? {} : { config: plugin.config }),
    secrets: plugin.secrets ?? {},
    capabilities: { net: plugin.capabilities?.net ?? [] },
    actions: mapKeys(name, plugin.actions, ({ run: _run, ...data }) => data),
    providers: mapKeys(name, plugin.providers, ({ generate: _generate, ...data }) => data),
    triggers: mapKeys(name, plugin.triggers, ({ verify: _verify, normalise: _normalise, ...data }) => data),
    trackers: mapKeys(name, plugin.trackers, ({ record: _record, ...data }) => data),
  };
  // Schemas of a schema library carry symbols and getters; a manifest is JSON.
  return JSON.parse(JSON.stringify(manifest)) as PluginManifest;
}
