// What may stand at a place, by JSON Schema: the language's own schema, and below `with`, `observability` and the like the schemas of
// plugins and of workflows that are run.
import { createRequire } from 'node:module';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { engineForAjv } from '@configurable-agents/core/pattern';
import { isSchema, targetOf } from '../assign/keywords.ts';
import type { Keywords, Schema } from '../assign/keywords.ts';
import type { CheckContext } from '../check/context.ts';
import type { NodeDoc } from '../parse/document.ts';
import { jsonOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import { dialectSchema } from './dialect.ts';
import { nodeAt } from './spot.ts';
import type { Path } from './spot.ts';

/** A schema without references and conditions, and the document that those within it point into. */
export type View = { readonly schema: Keywords; readonly root: Schema };

type Rooted = { readonly schema: unknown; readonly root: Schema };

type Place = { readonly root: YamlNode; readonly context: CheckContext | undefined };

/** The schemas that hold for the value at a path. A `never` among them says that the value does not go with what stands beside it. */
export function viewsAt(path: Path, { root, context }: Place): readonly View[] {
  const language = dialectSchema(root);
  let views: readonly View[] = flatten({ schema: language, root: language }, root);
  for (const [i, step] of path.entries()) {
    const here = path.slice(0, i + 1);
    const value = nodeAt(root, here);
    const own = pluginSchema(here, { root, context });
    const next = own === undefined ? views.flatMap((view) => below(view, step)) : [{ schema: own, root: own }];
    views = next.flatMap((each) => flatten(each, value));
  }
  return views;
}

/** The schema of a place that a plugin, or a workflow, describes. */
function pluginSchema(path: Path, { root, context }: Place): Schema | undefined {
  if (context === undefined) return undefined;
  const { catalogue, children, document } = context;
  const [section, name] = path;
  const holder = nodeAt(root, path.slice(0, -1));
  if (path.at(-1) === 'with' && section === 'nodes') {
    const child = path.length === 3 ? children.get(indexOfNode(holder, document.nodes)) : undefined;
    return child?.inputs ?? catalogue.actions.get(textOf(valueOf(holder, 'uses')) ?? '')?.input;
  }
  if (section !== 'observability' || path.length !== 2) return undefined;
  return catalogue.trackers.get(String(name))?.settings;
}

/** The index of the node that a map of the tree is; -1 for one that is none yet. */
export function indexOfNode(map: YamlNode | undefined, nodes: readonly NodeDoc[]): number {
  return map === undefined ? -1 : nodes.findIndex(({ at }) => map.span[0] <= at.span[0] && at.span[1] <= map.span[1]);
}

/** What a view says of a key, or of an item. */
function below({ schema, root }: View, step: string | number): readonly Rooted[] {
  if (typeof step === 'number') {
    const { prefixItems, items } = schema;
    const at = Array.isArray(prefixItems) && step < prefixItems.length ? (prefixItems[step] as unknown) : items;
    return at === undefined ? [] : [{ schema: at, root }];
  }
  const { properties = {}, additionalProperties: others } = schema as {
    readonly properties?: { readonly [name: string]: unknown };
    readonly additionalProperties?: unknown;
  };
  if (Object.hasOwn(properties, step)) return [{ schema: properties[step], root }];
  return typeof others === 'object' ? [{ schema: others, root }] : [];
}

/** The keys that views have, each with what they say of its value; not those that do not go with what stands beside them. */
export function keysOf(views: readonly View[]): ReadonlyMap<string, readonly View[]> {
  const keys = new Map<string, View[]>();
  for (const { schema, root } of views) {
    const properties = (schema['properties'] ?? {}) as { readonly [name: string]: unknown };
    for (const [key, value] of Object.entries(properties)) {
      keys.set(key, [...(keys.get(key) ?? []), ...flatten({ schema: value, root }, undefined)]);
    }
  }
  return new Map([...keys].filter(([, own]) => !own.some(isNever)));
}

const NEVER: Keywords = { not: {} };

export function isNever({ schema }: View): boolean {
  return schema === NEVER;
}

const DEEPEST = 20;

/** A schema as all that holds at once: references followed, conditions decided by the value that is there. */
function flatten({ schema, root }: Rooted, value: YamlNode | undefined, depth = 0): readonly View[] {
  if (!isSchema(schema) || depth > DEEPEST) return [];
  if (typeof schema === 'boolean') return schema ? [] : [{ schema: NEVER, root }];
  const more = (part: unknown): readonly View[] => flatten({ schema: part, root }, value, depth + 1);
  const { $ref: reference, allOf, anyOf, oneOf, if: condition, then, else: otherwise, dependentSchemas } = schema;
  const target = typeof reference === 'string' ? targetOf(reference, root) : undefined;
  const branch = condition === undefined ? undefined : holds(condition, { root, value }) ? then : otherwise;
  const dependents = Object.entries((dependentSchemas ?? {}) as Keywords).flatMap(([key, part]) =>
    valueOf(value, key) === undefined ? [] : more(part),
  );
  return [
    { schema, root },
    ...(target === undefined ? [] : more(target)),
    ...[allOf, anyOf, oneOf].flatMap((parts) => (Array.isArray(parts) ? parts.flatMap(more) : [])),
    ...(branch === undefined ? [] : more(branch)),
    ...dependents,
  ];
}

let ajv: Ajv2020 | undefined;
const conditions = new WeakMap<object, (value: unknown) => boolean>();

/** Whether a value fits the schema of an `if`; one that is not there yet fits none. */
function holds(
  condition: unknown,
  { root, value }: { readonly root: Schema; readonly value: YamlNode | undefined },
): boolean {
  if (value === undefined || typeof condition !== 'object' || condition === null) return condition === true;
  const known = conditions.get(condition);
  if (known !== undefined) return known(jsonOf(value));
  ajv ??= newAjv();
  const defs = typeof root === 'object' ? root['$defs'] : undefined;
  const test = compileOrPass({ ...condition, ...(defs === undefined ? {} : { $defs: defs }) }, ajv);
  conditions.set(condition, test);
  return test(jsonOf(value));
}

function newAjv(): Ajv2020 {
  const loaded = createRequire(import.meta.url)('ajv/dist/2020.js') as { readonly Ajv2020: typeof Ajv2020 };
  // The text of a stranger, and the patterns of a plugin.
  return new loaded.Ajv2020({ strict: false, validateFormats: false, code: { regExp: engineForAjv() } });
}

/** A condition of a plugin's schema that is no schema holds for nothing. */
function compileOrPass(schema: object, validator: Ajv2020): (value: unknown) => boolean {
  try {
    return validator.compile(schema);
  } catch {
    return () => false;
  }
}
