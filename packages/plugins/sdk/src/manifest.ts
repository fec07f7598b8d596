import type { Action, Effects, OutputSchema } from './action.ts';
import type { ManifestCapabilities } from './capabilities.ts';
import type { JsonSchema } from './json.ts';
import type { Plugin, Secret } from './plugin.ts';
import type { ModelInfo } from './provider.ts';
import type { Tracker } from './tracker.ts';
import type { Trigger } from './trigger.ts';

/**
 * An action without its code.
 *
 * @example
 * const mayRunAgain = ({ effects }: ActionManifest): boolean => effects !== 'write';
 */
export type ActionManifest = {
  readonly description?: string;
  readonly input: JsonSchema;
  readonly output: OutputSchema;
  readonly effects: Effects;
  readonly idempotent: Action['idempotent'];
  readonly timeoutMs?: number;
  readonly lane?: Action['lane'];
};

/**
 * A tool without its code.
 *
 * @example
 * const shown = ({ description, input }: ToolManifest): string => `${description} ${JSON.stringify(input)}`;
 */
export type ToolManifest = ActionManifest & { readonly description: string };

/**
 * A provider without its code.
 *
 * @example
 * const modelsOf = ({ models }: ProviderManifest): readonly string[] => Object.keys(models);
 */
export type ProviderManifest = {
  readonly description?: string;
  readonly models: { readonly [model: string]: ModelInfo };
};

/**
 * A trigger without its code.
 *
 * @example
 * const knows = ({ eventTypes }: TriggerManifest, type: string): boolean => eventTypes?.includes(type) ?? true;
 */
export type TriggerManifest = Omit<Trigger, 'verify' | 'normalise'>;

/**
 * A tracker without its code.
 *
 * @example
 * const hasSettings = ({ settings }: TrackerManifest): boolean => settings !== undefined;
 */
export type TrackerManifest = Omit<Tracker, 'record'>;

/**
 * What the compiler, the editor and the registry read of a plugin: names and JSON Schemas, plain data. Contributions are
 * keyed by their full name: `plugin.contribution`, or the bare name where both are equal. Keys came to it over time: one that
 * may be absent is empty then.
 *
 * @example
 * const namesOf = ({ actions, tools = {} }: PluginManifest): readonly string[] => Object.keys({ ...actions, ...tools });
 */
export type PluginManifest = {
  readonly name: string;
  readonly version: string;
  readonly sdk: string;
  readonly config?: JsonSchema;
  readonly secrets: { readonly [name: string]: Secret };
  readonly capabilities: ManifestCapabilities;
  readonly actions: { readonly [name: string]: ActionManifest };
  readonly tools?: { readonly [name: string]: ToolManifest };
  readonly providers: { readonly [name: string]: ProviderManifest };
  readonly triggers: { readonly [name: string]: TriggerManifest };
  readonly trackers: { readonly [name: string]: TrackerManifest };
};

/**
 * The manifest of a plugin: its names and schemas without its code, safe to send to any thread.
 *
 * @example
 * const plugin = definePlugin({ name: 'acme', version: '1.2.0', sdk: '^1', secrets: { apiKey: { env: 'ACME_API_KEY' } } });
 * manifestOf(plugin).capabilities; // => { net: [], secrets: ['ACME_API_KEY'] }
 */
export function manifestOf(plugin: Plugin): PluginManifest {
  const { name, version, sdk, config, secrets = {}, tools } = plugin;
  const manifest = {
    name,
    version,
    sdk,
    ...(config === undefined ? {} : { config }),
    secrets,
    capabilities: capabilitiesOf(plugin),
    actions: mapKeys(name, plugin.actions, ({ run: _run, ...data }) => data),
    ...(tools === undefined ? {} : { tools: mapKeys(name, tools, ({ run: _run, ...data }) => data) }),
    providers: mapKeys(name, plugin.providers, ({ generate: _generate, ...data }) => data),
    triggers: mapKeys(name, plugin.triggers, ({ verify: _verify, normalise: _normalise, ...data }) => data),
    trackers: mapKeys(name, plugin.trackers, ({ record: _record, ...data }) => data),
  };
  // Schemas of a schema library carry symbols and getters; a manifest is JSON.
  return JSON.parse(JSON.stringify(manifest)) as PluginManifest;
}

/** A plugin that reads another variable under the same name asks for more: the variables are what is granted. */
function capabilitiesOf({ capabilities = {}, secrets = {} }: Plugin): ManifestCapabilities {
  const variables = [...new Set(Object.values(secrets).map(({ env }) => env))].toSorted();
  return { net: [], ...capabilities, ...(variables.length === 0 ? {} : { secrets: variables }) };
}

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
