// The configuration of plugins, held against their own schemas, with the defaults that those name.
import type { JsonObject, JsonSchema, PluginManifest } from '@configurable-agents/plugin-sdk';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { RuntimeError } from '../errors.ts';
import { nearest } from '../graph/nearest.ts';
import { own } from '../own.ts';
import { validatorFor } from '../schema/validator.ts';
import { reasonOf } from './failure.ts';
import { below } from './shape.ts';

/** Sections by the name of a plugin, or of a tracker. */
export type Configs = { readonly [name: string]: JsonObject };

/** Keys of a section that the host reads, whatever the plugin's schema says. */
const HOST_KEYS = { providers: ['aliases'], trackers: ['all_runs', 'max_lag'] } as const;

/** The sections with their defaults. Throws `PLUGIN_CONFIG_INVALID` with the section and the path of what is wrong. */
export function filledConfigs(
  plugins: readonly { readonly manifest: PluginManifest; readonly source: { readonly firstParty: boolean } }[],
  given: Configs,
): Configs {
  const filled = plugins.flatMap(({ manifest, source }) => {
    const { name, config: schema, trackers } = manifest;
    if (schema === undefined) return [];
    return [...new Set([name, ...Object.keys(trackers)])].flatMap((section) => {
      const found = own(given, section);
      // What comes with the product is always there, also where nobody uses it; so is a tracker beside others.
      const isNeeded = found !== undefined || (section === name && !source.firstParty);
      const value = fill(schema, { manifest, section, found: found ?? {}, isNeeded });
      return value === undefined ? [] : [[section, value] as const];
    });
  });
  return { ...given, ...Object.fromEntries(filled) };
}

type Section = {
  readonly manifest: PluginManifest;
  readonly section: string;
  readonly found: JsonObject;
  readonly isNeeded: boolean;
};

function fill(schema: JsonSchema, { manifest, section, found, isNeeded }: Section): JsonObject | undefined {
  const hosts = new Set(hostKeysOf(manifest, schema));
  const entries = Object.entries(structuredClone(found));
  const theirs = Object.fromEntries(entries.filter(([key]) => !hosts.has(key)));
  const ours = Object.fromEntries(entries.filter(([key]) => hosts.has(key)));
  const validate = compiled(schema, manifest.name);
  if (validate(theirs)) return { ...theirs, ...ours };
  if (!isNeeded) return undefined;
  const [error] = validate.errors ?? [];
  const { path, problem } = problemOf(error, schema);
  const where = `${kindOf(manifest, section)}.${section}`;
  throw new RuntimeError(
    'PLUGIN_CONFIG_INVALID',
    `${where} of the configuration does not fit the plugin \`${manifest.name}\`: ${path === '' ? 'it' : path} ${problem}`,
    { details: { section: where, path: path === '' ? '/' : path } },
  );
}

function compiled(schema: JsonSchema, plugin: string): ValidateFunction {
  try {
    return validatorFor(schema, { useDefaults: true });
  } catch (error) {
    const message = `the manifest of the plugin \`${plugin}\`: /config cannot be used as a JSON Schema: ${reasonOf(error)}`;
    throw new RuntimeError('PLUGIN_INVALID', message, { details: { path: '/config' } });
  }
}

/** A schema that speaks of such a key itself decides about it. */
function hostKeysOf({ secrets, providers, trackers }: PluginManifest, schema: JsonSchema): readonly string[] {
  const keys = [
    ...Object.keys(secrets).map((secret) => `${secret}_env`),
    ...(Object.keys(providers).length > 0 ? HOST_KEYS.providers : []),
    ...(Object.keys(trackers).length > 0 ? HOST_KEYS.trackers : []),
  ];
  return keys.filter((key) => !Object.hasOwn(propertiesOf(schema), key));
}

function propertiesOf(schema: JsonSchema): object {
  const properties = typeof schema === 'object' ? schema['properties'] : undefined;
  return typeof properties === 'object' && properties !== null ? properties : {};
}

/** Where the file has the section of a plugin. */
function kindOf({ providers, trackers }: PluginManifest, section: string): string {
  if (Object.hasOwn(trackers, section)) return 'trackers';
  return Object.keys(providers).length > 0 ? 'providers' : 'actions';
}

function problemOf(
  error: ErrorObject | undefined,
  schema: JsonSchema,
): { readonly path: string; readonly problem: string } {
  const { instancePath: path = '', message = 'does not fit', params = {} } = error ?? {};
  const unknown = params['additionalProperty'] as unknown;
  if (typeof unknown !== 'string') return { path, problem: message };
  const near = path === '' ? nearest(unknown, Object.keys(propertiesOf(schema))) : undefined;
  const help = near === undefined ? '' : `; did you mean \`${near}\`?`;
  return { path: below(path, unknown), problem: `is not known to it${help}` };
}
