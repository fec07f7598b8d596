// Schemas of vendors' events: data files of plugins, read when a workflow names an event, never before.
import { readFileSync } from 'node:fs';
import type { EventSchemas } from '@configurable-agents/compiler';
import type { JsonSchema, PluginManifest } from '@configurable-agents/plugin-sdk';

type EventFile = {
  readonly types: { readonly [type: string]: object };
  readonly $defs?: { readonly [name: string]: JsonSchema };
};

/** Looks events up in the files that the manifests name. Throws an `EventTypesError` where such a file cannot be used. */
export function eventSchemasOf(plugins: readonly PluginManifest[]): EventSchemas {
  const files = new Map<string, EventFile | undefined>();
  const fileOf = (trigger: string): EventFile | undefined => {
    if (!files.has(trigger)) files.set(trigger, read(trigger, plugins));
    return files.get(trigger);
  };
  return (trigger, type) => {
    const file = fileOf(trigger);
    if (file === undefined || !Object.hasOwn(file.types, type)) return undefined;
    return { ...file.types[type], $defs: file.$defs ?? {} };
  };
}

/** The same over the plugins of the moment, which may be replaced. */
export function currentEventSchemas(runtime: { readonly manifests: readonly PluginManifest[] }): EventSchemas {
  let { manifests } = runtime;
  let schemas = eventSchemasOf(manifests);
  return (trigger, type) => {
    if (manifests !== runtime.manifests) {
      ({ manifests } = runtime);
      schemas = eventSchemasOf(manifests);
    }
    return schemas(trigger, type);
  };
}

/** A plugin's file of event types cannot be used. */
export class EventTypesError extends Error {
  readonly code = 'PLUGIN_INVALID';
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = 'EventTypesError';
  }
}

/** Compressed, a small file may be gigabytes. */
const MAX_BYTES = 32 * 1024 * 1024;

function read(trigger: string, plugins: readonly PluginManifest[]): EventFile | undefined {
  const url = plugins.map(({ triggers }) => triggers[trigger]?.eventSchemas).find((found) => found !== undefined);
  if (url === undefined) return undefined;
  let file: unknown;
  try {
    const bytes = readFileSync(new URL(url));
    const isCompressed = url.endsWith('.br');
    if (!isCompressed && bytes.length > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES} bytes`);
    const { brotliDecompressSync } = process.getBuiltinModule('node:zlib');
    file = JSON.parse((isCompressed ? brotliDecompressSync(bytes, { maxOutputLength: MAX_BYTES }) : bytes).toString());
  } catch (cause) {
    throw unusable({ trigger, url, why: cause instanceof Error ? cause.message : String(cause), cause });
  }
  if (isEventFile(file)) return file;
  throw unusable({ trigger, url, why: 'it must be an object `{"types": {TYPE: SCHEMA, …}, "$defs": {…}}`' });
}

function unusable(at: {
  readonly trigger: string;
  readonly url: string;
  readonly why: string;
  readonly cause?: unknown;
}): EventTypesError {
  const { trigger, url, why, cause } = at;
  return new EventTypesError(
    `the event types of the trigger \`${trigger}\` cannot be read from ${url}: ${why}; install its plugin again, or tell its author`,
    { cause },
  );
}

function isEventFile(file: unknown): file is EventFile {
  const isObject = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(file) || !('types' in file) || !isObject(file.types)) return false;
  const { $defs = {} } = file as { readonly $defs?: unknown };
  return isObject($defs) && Object.values(file.types).every(isObject);
}
