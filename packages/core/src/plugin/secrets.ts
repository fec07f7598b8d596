// Where the value of a plugin's secret comes from: the environment variable that the configuration names, else the plugin's own.
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { JsonObject, ManifestCapabilities, Plugin, PluginManifest, Secret } from '@configurable-agents/plugin-sdk';

type Env = { readonly [name: string]: string | undefined };
type From = { readonly config: JsonObject; readonly env: Env };

/** The variable that holds a secret: `NAME_env` of the plugin's configuration, else the one that the plugin declares. */
function variableOf(name: string, secret: Secret, config: JsonObject): string {
  const named = config[`${name}_env`];
  return typeof named === 'string' && named !== '' ? named : secret.env;
}

/** Variables that hold the secrets of a plugin. */
export function variablesOf({ secrets }: Pick<PluginManifest, 'secrets'>, config: JsonObject): readonly string[] {
  return Object.entries(secrets).map(([name, secret]) => variableOf(name, secret, config));
}

/** Variables that a plugin cannot do without, each with whether it is set. */
export function requiredVariables(
  { secrets }: Pick<PluginManifest, 'secrets'>,
  { config, env }: From,
): readonly { readonly variable: string; readonly isSet: boolean }[] {
  return Object.entries(secrets)
    .filter(([, secret]) => secret.optional !== true)
    .map(([name, secret]) => variableOf(name, secret, config))
    .map((variable) => ({ variable, isSet: (env[variable] ?? '') !== '' }));
}

/** Variables that a provider cannot do without and that are not set. */
export function missingVariables(
  manifests: readonly PluginManifest[],
  {
    provider,
    config,
    env,
  }: { readonly provider: string; readonly config: { readonly [plugin: string]: JsonObject }; readonly env: Env },
): readonly string[] {
  const owner = manifests.find(({ providers }) => Object.hasOwn(providers, provider));
  if (owner === undefined) return [];
  return requiredVariables(owner, { config: config[owner.name] ?? {}, env })
    .filter(({ isSet }) => !isSet)
    .map(({ variable }) => variable);
}

/** Variables that hold the secrets of a plugin, of those that were granted: one is granted by its declared variable. */
export function grantedVariables(
  secrets: { readonly [name: string]: Secret },
  { granted, config }: { readonly granted: Pick<ManifestCapabilities, 'secrets'>; readonly config: JsonObject },
): readonly string[] {
  return Object.entries(secrets)
    .filter(([, { env }]) => granted.secrets?.includes(env) === true)
    .map(([name, secret]) => variableOf(name, secret, config));
}

/**
 * The value of a secret; the empty text for an optional one that is not set. Throws a `TerminalError`: `PLUGIN_SECRET_UNDECLARED`,
 * `CAPABILITY_DENIED` for one that was not granted, or `SECRET_MISSING` with the variable's name.
 */
export function readSecret(
  plugin: Pick<Plugin, 'name' | 'secrets' | 'providers'>,
  name: string,
  { config, env, granted }: From & { readonly granted?: Pick<ManifestCapabilities, 'secrets'> },
): { readonly value: string; readonly isVisible: boolean } {
  const declared = plugin.secrets?.[name];
  if (declared === undefined) {
    const names = Object.keys(plugin.secrets ?? {});
    const known = names.length === 0 ? 'it declares none' : `it declares ${names.join(', ')}`;
    throw new TerminalError(
      `plugin \`${plugin.name}\` asks for the secret \`${name}\`, which it does not declare (${known}); its author adds it to \`secrets\``,
      { code: 'PLUGIN_SECRET_UNDECLARED' },
    );
  }
  if (granted !== undefined && granted.secrets?.includes(declared.env) !== true) {
    throw new TerminalError(
      `plugin \`${plugin.name}\` asks for the secret \`${name}\`, which was not granted to it; grant ${declared.env}, or take the plugin out`,
      { class: 'refused', code: 'CAPABILITY_DENIED' },
    );
  }
  const variable = variableOf(name, declared, config);
  const value = env[variable] ?? '';
  if (value === '' && declared.optional !== true) {
    const wayOut = plugin.providers === undefined ? '' : ', or run without a network by --provider echo';
    throw new TerminalError(`${variable} is not set; set it for \`${plugin.name}\`${wayOut}`, {
      class: 'auth',
      code: 'SECRET_MISSING',
    });
  }
  return { value, isVisible: declared.visible === true };
}
