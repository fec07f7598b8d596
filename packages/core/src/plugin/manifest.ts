// A manifest whose maker is not trusted, held against its shape. Whatever is wrong is said with its JSON path.
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import { MAX_BODY_DEPTH, MAX_MANIFEST_CHARACTERS } from './bounds.ts';
import { schema, schemaOrFromConfig } from './schema-shape.ts';
import {
  assertPlain,
  flag,
  isObject,
  listOf,
  mapOf,
  matching,
  may,
  must,
  objectOr,
  oneOf,
  record,
  ShapeProblem,
  shown,
  text,
  wholeNumber,
} from './shape.ts';
import type { Check, Place } from './shape.ts';
import { assertSdkRange } from './sdk-range.ts';

/** Deepest nesting of a manifest, schemas included. */
const MAX_DEPTH = 100;
const MAX_BODY_BYTES = 100 * 1024 * 1024;

const NAME = /^[a-z][a-z0-9_-]{0,63}$/i;
const NAME_RULE = 'a name of letters, digits, `_` and `-` that begins with a letter, at most 64 of them';

const name: Check = (value, place) => {
  matching(NAME, NAME_RULE)(value, place);
  refuseInherited(String(value), place);
};

/** What every object has already is no name of a plugin's: looked up carelessly it would be found everywhere. */
function refuseInherited(value: string, place: Place): void {
  if (value in Object.prototype)
    throw new ShapeProblem(place, 'is a name that every object of JavaScript has; take another');
}

/** Names that a vendor chose, such as those of models. */
const foreignName: Check = (value, place) => {
  // oxlint-disable-next-line no-control-regex
  matching(/^[^\u0000-\u001f\u007f]{1,200}$/, 'a name without control characters')(value, place);
  refuseInherited(String(value), place);
};

// oxlint-disable-next-line no-control-regex
const fromConfig = matching(/^\/[^\u0000-\u001f]{1,200}$/, 'a path of the configuration, such as "/base_url"');
const fromConfigOnly = record({ fromConfig: must(fromConfig) });
const target = (what: string): Check => objectOr(fromConfigOnly, matching(/^[^\s]{1,500}$/, what));
const net = listOf(target('`host:port`, such as "api.acme.example:443", or {"fromConfig": "/base_url"}'));
const files = listOf(target('a path, or {"fromConfig": "/folder"}'));
const variable = matching(/^[a-z_][a-z0-9_]{0,199}$/i, 'the name of an environment variable');

const output = schemaOrFromConfig(fromConfig);

const ACTION = {
  description: may(text),
  input: must(schema),
  output: must(output),
  effects: must(oneOf('pure', 'read', 'write')),
  idempotent: must(objectOr(record({ whenInput: must(mapOf(foreignName, listOf(text))) }), flag)),
  timeoutMs: may(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
  lane: may(oneOf('io', 'cpu')),
};
const TOOL = { ...ACTION, description: must(text) };
const MODEL = {
  contextTokens: must((value, place) => value === null || wholeNumber(1, Number.MAX_SAFE_INTEGER)(value, place)),
  structuredOutput: must(flag),
  tools: must(flag),
  images: may(oneOf(true, false, 'inline')),
};
const PROVIDER = { description: may(text), models: must(mapOf(foreignName, record(MODEL))) };
const TRIGGER = {
  description: may(text),
  event: must(schema),
  eventTypes: may(listOf(text)),
  eventSchemas: may(text),
  needsEvents: may(flag),
  maxBodyBytes: must(wholeNumber(1, MAX_BODY_BYTES)),
  formField: may(text),
  formFields: may(flag),
  maxDepth: may(wholeNumber(1, MAX_BODY_DEPTH)),
  ackStatus: must(wholeNumber(200, 299)),
  refusedStatus: may(oneOf(400, 401)),
};
const TRACKER = { description: may(text), settings: may(schema) };
const CAPABILITIES = {
  net: may(net),
  env: may(listOf(variable)),
  fs: may(record({ read: may(files), write: may(files) })),
  subprocess: may(flag),
  llm: may(flag),
  secrets: may(listOf(variable)),
};
const SECRET = { env: must(variable), optional: may(flag), visible: may(flag) };

const VERSION = matching(/^[0-9a-z][0-9a-z.+-]{0,63}$/i, 'a version, such as "1.2.0"');

/** Contributions belong to the plugin: `acme.lookup`, or the plugin's own name. */
function contributions(plugin: string, fields: Parameters<typeof record>[0]): Check {
  const key: Check = (value, place) => {
    const full = String(value);
    if (full === plugin) return;
    if (!full.startsWith(`${plugin}.`)) {
      throw new ShapeProblem(place, `is not a name of this plugin's; it must be \`${plugin}\` or \`${plugin}.NAME\``);
    }
    const short = full.slice(plugin.length + 1);
    if (!NAME.test(short)) throw new ShapeProblem(place, `must be \`${plugin}.NAME\`, NAME being ${NAME_RULE}`);
    refuseInherited(short, place);
  };
  return mapOf(key, record(fields));
}

function check(manifest: { readonly [key: string]: unknown }): void {
  record({ name: must(name), version: must(VERSION), sdk: must(text) })(manifest, undefined);
  const plugin = String(manifest['name']);
  record({
    config: may(schema),
    secrets: may(mapOf(name, record(SECRET))),
    capabilities: may(record(CAPABILITIES)),
    actions: may(contributions(plugin, ACTION)),
    tools: may(contributions(plugin, TOOL)),
    providers: may(contributions(plugin, PROVIDER)),
    triggers: may(contributions(plugin, TRIGGER)),
    trackers: may(contributions(plugin, TRACKER)),
  })(manifest, undefined);
}

/** What was checked when it was read is not checked again when it is loaded. */
const checked = new WeakSet<object>();

/**
 * The manifest, checked; keys that may be absent are there and empty. `where` is the module or the file, for messages. Throws
 * `PLUGIN_INVALID` with the JSON path in `details.path`, or `PLUGIN_SDK_RANGE`.
 */
export function checkedManifest(value: unknown, where: string): PluginManifest {
  if (isObject(value) && checked.has(value)) return value as unknown as PluginManifest;
  const manifest = asShaped(value, where);
  assertSdkRange(String(manifest['sdk']), `${where} (plugin \`${String(manifest['name'])}\`)`);
  const { net: targets = [], ...capabilities } = (manifest['capabilities'] ?? {}) as {
    readonly net?: readonly string[];
  };
  const empty = { secrets: {}, actions: {}, providers: {}, triggers: {}, trackers: {} };
  const whole = { ...empty, ...manifest, capabilities: { net: targets, ...capabilities } };
  checked.add(whole);
  return whole as unknown as PluginManifest;
}

function asShaped(value: unknown, where: string): { readonly [key: string]: unknown } {
  try {
    if (!isObject(value)) throw new ShapeProblem(undefined, `is ${shown(value)}; it must be an object`);
    assertPlain(value, { depth: MAX_DEPTH, size: MAX_MANIFEST_CHARACTERS });
    check(value);
    return value;
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'cannot be read';
    const path = error instanceof ShapeProblem ? error.path : '/';
    throw new RuntimeError('PLUGIN_INVALID', `the manifest of ${where}: ${problem}`, { details: { path } });
  }
}
