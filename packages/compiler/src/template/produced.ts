// What a template gives, as a JSON Schema: more exact than the type of its expression, which knows no values and no bounds.
import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { isSchema, itemAt, propertiesOf, resolve, restOf } from '../assign/keywords.ts';
import type { Schema } from '../assign/keywords.ts';

/** The schema of a root name, with what its references point at. */
export type SchemaOf = (name: string) => JsonSchema | undefined;

/** The schema of what an expression gives: of the field that it reads, of the literals that it may give, else of its type. */
export function schemaOfTree(tree: Expression, type: ExpressionType, schemaOf: SchemaOf): JsonSchema {
  return schemaWith(tree, type, { schemaOf, sure: new Set() });
}

/** `sure`: paths that a condition around the expression has found not to be null. */
type Known = { readonly schemaOf: SchemaOf; readonly sure: ReadonlySet<string> };

function schemaWith(tree: Expression, type: ExpressionType, known: Known): JsonSchema {
  const literal = literalOf(tree);
  if (literal !== undefined) return { const: literal.value };
  if (tree.kind === 'call' && tree.name === '?:') {
    const [condition, ...branches] = tree.args;
    const of = type.kind === 'nullable' ? { kind: 'dyn' as const } : type;
    const given = branches.map((branch, i) => {
      const found = condition === undefined ? [] : notNull(condition, i === 0);
      return schemaWith(branch, of, { ...known, sure: new Set([...known.sure, ...found]) });
    });
    return { anyOf: given };
  }
  const path = pathOf(tree);
  const [root, ...steps] = path ?? [];
  const base = typeof root === 'string' ? known.schemaOf(root) : undefined;
  const found = (base === undefined ? undefined : schemaAt(base, steps)) ?? schemaOfType(type);
  return path !== undefined && known.sure.has(JSON.stringify(path)) ? withoutNull(found) : found;
}

/** Paths that are not null when a condition has the outcome: `a.b != null && …`. */
function notNull(tree: Expression, outcome: boolean): readonly string[] {
  if (tree.kind !== 'call') return [];
  const { name, args } = tree;
  const [first, second] = args;
  if (name === '!' && first !== undefined) return notNull(first, !outcome);
  if ((name === '&&' && outcome) || (name === '||' && !outcome)) return args.flatMap((arg) => notNull(arg, outcome));
  if (name !== (outcome ? '!=' : '==') || first === undefined || second === undefined) return [];
  const tested = first.kind === 'null' ? second : second.kind === 'null' ? first : undefined;
  const path = tested && pathOf(tested);
  return path === undefined ? [] : [JSON.stringify(path)];
}

/** As far as the schema says plainly that null is among its values. */
function withoutNull(schema: JsonSchema): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const { type, enum: values, anyOf } = schema;
  return {
    ...schema,
    ...(Array.isArray(type) ? { type: type.filter((each) => each !== 'null') } : {}),
    ...(Array.isArray(values) ? { enum: values.filter((each) => each !== null) } : {}),
    ...(Array.isArray(anyOf)
      ? { anyOf: anyOf.filter((each) => !(isSchema(each) && typeof each === 'object' && each['type'] === 'null')) }
      : {}),
  };
}

function literalOf(tree: Expression): { readonly value: null | boolean | number | string } | undefined {
  switch (tree.kind) {
    case 'null':
      return { value: null };
    case 'bool':
    case 'string':
    case 'double':
      return { value: tree.value };
    case 'int':
      return Number.isSafeInteger(Number(tree.value)) ? { value: Number(tree.value) } : undefined;
    default:
      return undefined;
  }
}

/** `a.b[0]` as steps; undefined for anything that is no plain path. */
export function pathOf(tree: Expression): readonly (string | number)[] | undefined {
  if (tree.kind === 'name') return [tree.name];
  if (tree.kind === 'select' && tree.optional !== true) {
    const path = pathOf(tree.operand);
    return path && [...path, tree.field];
  }
  if (tree.kind !== 'index' || tree.optional === true) return undefined;
  const path = pathOf(tree.operand);
  const { index } = tree;
  if (index.kind === 'int') return path && [...path, Number(index.value)];
  return index.kind === 'string' ? path && [...path, index.value] : undefined;
}

/** The schema of a part of what a schema describes, references included; undefined where it says nothing of that part. */
export function schemaAt(schema: JsonSchema, path: readonly (string | number)[]): JsonSchema | undefined {
  const found = partOf(schema, { root: schema, path });
  if (found === undefined || typeof found === 'boolean' || typeof schema === 'boolean') return found;
  const { $defs } = schema;
  return $defs === undefined || found['$defs'] !== undefined ? found : { ...found, $defs };
}

function partOf(
  schema: Schema,
  { root, path }: { readonly root: Schema; readonly path: readonly (string | number)[] },
): Schema | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const found = resolve({ schema, root });
  if (typeof found !== 'object') return undefined;
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const branches = found[keyword];
    if (!Array.isArray(branches) || branches.length > MAX_BRANCHES) continue;
    // A branch without the part cannot be what was read.
    const parts = branches.flatMap((branch) => {
      const part = isSchema(branch) ? partOf(branch, { root, path }) : undefined;
      return part === undefined ? [] : [part];
    });
    return parts.length === 0 ? undefined : { anyOf: parts };
  }
  if (typeof step === 'number') return partOf(itemAt(found, step), { root, path: rest });
  const named = propertiesOf(found);
  if (Object.hasOwn(named, step)) return partOf(named[step] ?? true, { root, path: rest });
  const other = restOf(found);
  return typeof other === 'object' ? partOf(other, { root, path: rest }) : undefined;
}

const MAX_BRANCHES = 40;

/** The schema of all values of a type. */
export function schemaOfType(type: ExpressionType): JsonSchema {
  switch (type.kind) {
    case 'bool':
      return { type: 'boolean' };
    case 'int':
      return { type: 'integer' };
    case 'uint':
      return { type: 'integer', minimum: 0 };
    case 'double':
      return { type: 'number' };
    case 'string':
    case 'bytes':
    case 'duration':
    case 'timestamp':
      return { type: 'string' };
    case 'null':
      return { type: 'null' };
    case 'list':
      return { type: 'array', items: schemaOfType(type.item) };
    case 'nullable':
      return { anyOf: [schemaOfType(type.of), { type: 'null' }] };
    case 'map':
      return schemaOfMap(type);
    default:
      return {};
  }
}

function schemaOfMap({ fields, open, value }: ExpressionType & { readonly kind: 'map' }): JsonSchema {
  const properties = Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, schemaOfType(type)]));
  if (open) return { type: 'object', properties, additionalProperties: schemaOfType(value) };
  return { type: 'object', properties, required: Object.keys(fields), additionalProperties: false };
}
