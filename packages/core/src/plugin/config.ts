// The configuration of plugins, held against their own schemas, with the defaults that those name.
import type { JsonObject, JsonSchema, PluginManifest } from '@configurable-agents/plugin-sdk';
import type { ErrorObject } from 'ajv';
import { RuntimeError } from '../errors.ts';
import { nearest } from '../graph/nearest.ts';
import { own } from '../own.ts';
import { validatorFor } from '../schema/validator.ts';
import type { Validator } from '../schema/validator.ts';
import { reasonOf } from './failure.ts';
import { below, isObject } from './shape.ts';

/** Sections by the name of a plugin, or of a tracker. */
export type Configs = { readonly [name: string]: JsonObject };

/** Keys of a section that the host reads, whatever the plugin's schema says. */
const HOST_KEYS = { providers: ['aliases', 'connect_timeout_ms'], trackers: ['all_runs', 'max_lag'] } as const;

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
  const simple = Object.keys(found).length === 0 ? simpleDefaults(schema) : undefined;
  if (simple !== undefined) return simple;
  const hosts = new Set(hostKeysOf(manifest, schema));
  const entries = Object.entries(structuredClone(found));
  const theirs = Object.fromEntries(entries.filter(([key]) => !hosts.has(key)));
  const ours = Object.fromEntries(entries.filter(([key]) => hosts.has(key)));
  const validate = compiled(schema, manifest.name);
  if (validate(theirs)) return { ...theirs, ...ours };
  if (!isNeeded) return undefined;
  const [error] = validate.errors;
  const { path, problem } = problemOf(error, schema);
  const where = `${kindOf(manifest, section)}.${section}`;
  throw new RuntimeError(
    'PLUGIN_CONFIG_INVALID',
    `${where} of the configuration does not fit the plugin \`${manifest.name}\`: ${path === '' ? 'it' : path} ${problem}`,
    { details: { section: where, path: path === '' ? '/' : path } },
  );
}

function compiled(schema: JsonSchema, plugin: string): Validator {
  try {
    return validatorFor(schema, { useDefaults: true });
  } catch (error) {
    const message = `the manifest of the plugin \`${plugin}\`: /config cannot be used as a JSON Schema: ${reasonOf(error)}`;
    throw new RuntimeError('PLUGIN_INVALID', message, { details: { path: '/config' } });
  }
}

/** Keywords of a schema that an empty object fits. */
const HARMLESS = new Set(['type', 'properties', 'additionalProperties', 'title', 'description', '$schema']);

/** The defaults alone, where an empty section fits for sure: thirty plugins without a section are thirty validators less. */
function simpleDefaults(schema: JsonSchema): JsonObject | undefined {
  if (typeof schema !== 'object' || Object.keys(schema).some((key) => !HARMLESS.has(key))) return undefined;
  const defaults: (readonly [string, string | number | boolean])[] = [];
  for (const [key, property] of Object.entries(propertiesOf(schema)) as [string, unknown][]) {
    if (!isObject(property) || !('default' in property)) continue;
    const { default: value, type } = property;
    // What stands there must fit as well; where that is not seen at a glance the validator says.
    const isPlain = Object.keys(property).every((each) => ['type', 'default', 'description', 'title'].includes(each));
    if (!isPlain || typeof value !== type || !isScalar(value)) return undefined;
    defaults.push([key, value]);
  }
  return Object.fromEntries(defaults);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
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
