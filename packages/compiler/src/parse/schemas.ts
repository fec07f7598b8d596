// `schemas`: a schema of the file refers to one by `#/schemas/NAME`. What is compiled refers to its own `$defs` only, so that each
// schema of a graph stands alone.
import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import { entriesOf, jsonOf } from './tree.ts';
import type { YamlNode } from './tree.ts';

export type Library = ReadonlyMap<string, JsonObject | boolean>;

const PREFIX = '#/schemas/';

/** A name of `$defs` that no schema of the file can have. */
const inner = (name: string): string => `schemas.${name}`;

export function libraryOf(schemas: YamlNode | undefined): Library {
  const all = entriesOf(schemas).flatMap(({ key, value }): [string, JsonObject | boolean][] => {
    const json = jsonOf(value);
    return typeof json === 'boolean' || isObject(json) ? [[String(key.value), json]] : [];
  });
  return new Map(all);
}

/** The schema at a place of the file, ready to stand alone; undefined for what is none. */
export function schemaAt(node: YamlNode | undefined, library: Library): JsonSchema | undefined {
  if (node?.kind === 'map') return withShared(jsonOf(node) as JsonSchema, library);
  return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
}

/** The schema with the shared ones that it uses, at any depth, among its `$defs`. */
export function withShared(schema: JsonSchema, library: Library): JsonSchema {
  if (typeof schema === 'boolean' || library.size === 0) return schema;
  const used = usedBy(schema as JsonObject, library);
  if (used.size === 0) return schema;
  const own = rewritten(schema as JsonObject) as JsonObject;
  const shared = [...used].map((name) => [inner(name), rewritten(library.get(name) ?? true)]);
  return { ...own, $defs: { ...(isObject(own['$defs']) ? own['$defs'] : {}), ...Object.fromEntries(shared) } };
}

/** The shared schemas that some schemas use, as entries of `$defs`. */
export function sharedBy(schemas: readonly JsonSchema[], library: Library): JsonObject {
  const used = schemas.flatMap((schema) =>
    typeof schema === 'boolean' ? [] : [...usedBy(schema as JsonObject, library)],
  );
  return Object.fromEntries([...new Set(used)].map((name) => [inner(name), rewritten(library.get(name) ?? true)]));
}

/** `#/schemas/NAME` as `#/$defs/schemas.NAME`. */
export function rewritten(value: Json): Json {
  if (Array.isArray(value)) return value.map(rewritten);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === '$ref' && typeof child === 'string' && child.startsWith(PREFIX)
        ? `#/$defs/${inner(child.slice(PREFIX.length))}`
        : rewritten(child),
    ]),
  );
}

function usedBy(schema: Json, library: Library): ReadonlySet<string> {
  const used = new Set<string>();
  const open: Json[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) open.push(...next);
    if (!isObject(next)) continue;
    for (const [key, child] of Object.entries(next)) {
      const name =
        key === '$ref' && typeof child === 'string' && child.startsWith(PREFIX) ? child.slice(PREFIX.length) : '';
      const shared = library.get(name);
      if (shared !== undefined && !used.has(name)) {
        used.add(name);
        open.push(shared);
      }
      open.push(child);
    }
  }
  return used;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
