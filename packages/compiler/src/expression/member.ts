// The types of what is inside a value: fields, items, and what a macro walks.
import type { Expression, ExpressionType, Span } from '@configurable-agents/core/expression';
import type { Fresh } from './overload.ts';
import type { Problems } from './problem.ts';
import { suggest, suggestOr } from './suggest.ts';
import { DYN, INT, listOf, showType, STRING } from './types.ts';
import { assign } from './unify.ts';
import type { Binding } from './unify.ts';

type Node<K extends Expression['kind']> = Expression & { readonly kind: K };

type Field = { readonly tree: Node<'select'> | Node<'has'>; readonly problems: Problems };

/** `a.b`, `a.?b`. */
export function fieldType(type: ExpressionType, { tree, problems }: Field): ExpressionType {
  const isOptional = type.kind === 'optional' || tree.optional === true;
  const found = read(type.kind === 'optional' ? type.of : type, { tree, problems, isOptional });
  return isOptional && found.kind !== 'optional' ? { kind: 'optional', of: found } : found;
}

function read(
  type: ExpressionType,
  { tree, problems, isOptional }: Field & { readonly isOptional: boolean },
): ExpressionType {
  const { field, at } = tree;
  if (type.kind === 'dyn' || type.kind === 'parameter') return DYN;
  // What may be null is checked when it runs.
  if (type.kind === 'nullable') return read(type.of, { tree, problems, isOptional });
  const span: Span = tree.kind === 'has' ? at : [at[1] - field.length, at[1]];
  if (type.kind !== 'map')
    return problems.add('W202', {
      at: span,
      message: `${showType(type)} has no field \`${field}\``,
      help: SIZES.has(field) ? 'write `size(…)`' : undefined,
    });
  const known = Object.hasOwn(type.fields, field) ? type.fields[field] : undefined;
  if (known !== undefined) return known;
  if (type.open || isOptional) return type.value;
  const isEnv = tree.operand.kind === 'name' && tree.operand.name === 'env';
  const way = isEnv
    ? suggestOr(field, Object.keys(type.fields), `declare it: \`env: [${field}]\` at the top of the workflow`)
    : suggest(field, Object.keys(type.fields));
  const message = `there is no field \`${field}\``;
  return problems.add('W203', { at: span, message, ...way, reason: 'undeclared-field' });
}

/** What other languages call the size of something. */
const SIZES = new Set(['length', 'size', 'count', 'len']);

/** `has(a.b)` may ask for what is not declared where the object is open. */
export function hasType(type: ExpressionType, { tree, problems }: Field): void {
  fieldType(type, { tree, problems });
}

type Item = {
  readonly tree: Node<'index'>;
  readonly index: ExpressionType;
  readonly problems: Problems;
  readonly binding: Binding;
};

/** `a[i]`, `a[?i]`. */
export function itemType(
  type: ExpressionType,
  { tree, index, problems, binding }: Item,
): { readonly type: ExpressionType; readonly binding: Binding } {
  const isOptional = type.kind === 'optional' || tree.optional === true;
  const base = type.kind === 'optional' || type.kind === 'nullable' ? type.of : type;
  const found = item(base, { tree, index, problems, binding });
  const isWrapped = isOptional && found.type.kind !== 'optional';
  return { binding: found.binding, type: isWrapped ? { kind: 'optional', of: found.type } : found.type };
}

function item(
  type: ExpressionType,
  { tree, index, problems, binding }: Item,
): { readonly type: ExpressionType; readonly binding: Binding } {
  if (type.kind === 'dyn' || type.kind === 'parameter') return { type: DYN, binding };
  if (type.kind === 'list') {
    const bound = assign(index, INT, binding);
    if (bound !== undefined) return { type: type.item, binding: bound };
    const message = `a list is indexed by an integer, not by ${showType(index)}`;
    return { type: problems.add('W202', { at: tree.index.at, message }), binding };
  }
  if (type.kind !== 'map')
    return { type: problems.add('W202', { at: tree.at, message: `${showType(type)} has no items` }), binding };
  const bound = assign(index, type.key, binding);
  if (bound === undefined) {
    const message = `the keys are ${showType(type.key)}, not ${showType(index)}`;
    return { type: problems.add('W202', { at: tree.index.at, message }), binding };
  }
  const { index: key } = tree;
  const name = key.kind === 'string' ? key.value : undefined;
  if (name === undefined) return { type: type.value, binding: bound };
  if (Object.hasOwn(type.fields, name)) return { type: type.fields[name] ?? DYN, binding: bound };
  if (type.open || tree.optional === true) return { type: type.value, binding: bound };
  const way = suggest(name, Object.keys(type.fields));
  const message = `there is no field \`${name}\``;
  const none = problems.add('W203', { at: key.at, message, ...way, reason: 'undeclared-field' });
  return { type: none, binding: bound };
}

type Walk = {
  readonly tree: Node<'comprehension'>;
  readonly problems: Problems;
  readonly fresh: Fresh;
  readonly binding: Binding;
};

/** The types of a macro's variables: items of a list, keys of a map, positions or keys with their values. */
export function walkedTypes(
  type: ExpressionType,
  { tree, problems, fresh, binding }: Walk,
): { readonly variables: readonly ExpressionType[]; readonly binding: Binding } {
  const isPair = tree.variables.length === 2;
  const base = type.kind === 'nullable' ? type.of : type;
  if (tree.macro === 'optMap' || tree.macro === 'optFlatMap') {
    const inner = fresh.parameter();
    const bound = assign(base, { kind: 'optional', of: inner }, binding);
    if (bound !== undefined) return { variables: [inner], binding: bound };
    const message = `\`${tree.macro}\` takes an optional, this is ${showType(base)}`;
    return { variables: [problems.add('W202', { at: tree.range.at, message })], binding };
  }
  if (base.kind === 'parameter') {
    const inner = fresh.parameter();
    const bound = assign(base, listOf(inner), binding);
    return { variables: isPair ? [INT, inner] : [inner], binding: bound ?? binding };
  }
  if (base.kind === 'dyn') return { variables: [DYN, DYN], binding };
  if (base.kind === 'list') return { variables: isPair ? [INT, base.item] : [base.item], binding };
  const isWalkable = base.kind === 'map' && tree.macro !== 'sortBy';
  if (isWalkable) return { variables: [base.key, sharedValue(base)], binding };
  const message = `\`${tree.macro}\` walks a list${tree.macro === 'sortBy' ? '' : ' or an object'}, not ${showType(base)}`;
  problems.add('W202', { at: tree.range.at, message });
  return { variables: [DYN, DYN], binding };
}

function sharedValue(type: ExpressionType & { readonly kind: 'map' }): ExpressionType {
  return type.key.kind === STRING.kind && Object.keys(type.fields).length > 0 ? DYN : type.value;
}

/** `a.b.c` as text; undefined for anything that is no plain path. */
export function pathOf(tree: Expression): string | undefined {
  if (tree.kind === 'name') return tree.name;
  if (tree.kind !== 'select' || tree.optional === true) return undefined;
  const operand = pathOf(tree.operand);
  return operand === undefined ? undefined : `${operand}.${tree.field}`;
}
