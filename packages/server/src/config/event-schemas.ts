// Schemas of vendors' events: data files of plugins, read when a workflow names an event, never before.
import { readFileSync } from 'node:fs';
import type { EventSchemas } from '@configurable-agents/compiler';
import type { JsonSchema, PluginManifest } from '@configurable-agents/plugin-sdk';

type EventFile = {
  readonly types: { readonly [type: string]: object };
  readonly $defs: { readonly [name: string]: JsonSchema };
};

/** Looks events up in the files that the manifests name. */
export function eventSchemasOf(plugins: readonly PluginManifest[]): EventSchemas {
  const files = new Map<string, EventFile | undefined>();
  const fileOf = (trigger: string): EventFile | undefined => {
    if (!files.has(trigger)) files.set(trigger, read(trigger, plugins));
    return files.get(trigger);
  };
  return (trigger, type) => {
    const file = fileOf(trigger);
    if (file === undefined || !Object.hasOwn(file.types, type)) return undefined;
    return { ...file.types[type], $defs: file.$defs };
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

function read(trigger: string, plugins: readonly PluginManifest[]): EventFile | undefined {
  const url = plugins.map(({ triggers }) => triggers[trigger]?.eventSchemas).find((found) => found !== undefined);
  if (url === undefined) return undefined;
  const bytes = readFileSync(new URL(url));
  return JSON.parse(
    (url.endsWith('.br') ? process.getBuiltinModule('node:zlib').brotliDecompressSync(bytes) : bytes).toString(),
  ) as EventFile;
}
