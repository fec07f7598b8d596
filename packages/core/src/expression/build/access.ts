// Names, fields and items.
import { fail } from '../error.ts';
import type { Expression } from '../tree.ts';
import { TypeValue } from '../values/special.ts';
import { NONE, Optional } from '../values/optional.ts';
import { numericOf } from '../values/number.ts';
import { nameOfType } from '../values/name.ts';
import { isMap, isPlain, lookUp } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { boxed, comparable } from './built.ts';
import type { Built, Closure } from './built.ts';
import type { Names } from './names.ts';

type Node<K extends Expression['kind']> = Expression & { readonly kind: K };

/** Names of types as values. A variable of the same name hides them. */
export const TYPE_NAMES: ReadonlySet<string> = new Set([
  'bool',
  'bytes',
  'double',
  'int',
  'list',
  'map',
  'null_type',
  'optional_type',
  'string',
  'type',
  'uint',
  'google.protobuf.Duration',
  'google.protobuf.Timestamp',
]);

// Names that every object has from its prototype are never read by a plain access.
const isInherited = (name: string): boolean => name in Object.prototype;

function typed(run: Closure, { type }: Expression): Built {
  return { run, raw: type === 'int', type };
}

export function buildName(tree: Node<'name'>, names: Names): Built {
  const { name, at } = tree;
  const slot = names.find(name);
  if (slot !== undefined) return typed(({ locals }) => locals[slot] as Value, tree);
  const missing = (): Value =>
    TYPE_NAMES.has(name) ? new TypeValue(name) : fail('EXPRESSION_NAME', `\`${name}\` has no value here`, at);
  if (isInherited(name)) {
    return typed(({ scope }) => (Object.hasOwn(scope, name) ? (scope[name] as Value) : missing()), tree);
  }
  return typed(({ scope }) => {
    const value = scope[name];
    return value === undefined ? missing() : value;
  }, tree);
}

export function buildSelect(tree: Node<'select'>, operand: Built): Built {
  const { field, at, optional } = tree;
  const { run } = operand;
  if (optional === true) return { run: (frame) => find(run(frame), { key: field, tree }), raw: false, type: undefined };
  if (isInherited(field)) return typed((frame) => select(run(frame), { key: field, tree }), tree);
  return typed((frame) => {
    const value = run(frame);
    if (isPlain(value)) {
      const found = value[field];
      if (found !== undefined) return found;
    }
    return select(value, { key: field, tree: { at } });
  }, tree);
}

type Place = { readonly key: Value; readonly tree: Pick<Expression, 'at'> };

function select(value: Value, { key, tree }: Place): Value {
  if (isMap(value)) {
    const found = lookUp(value, key);
    return found === undefined ? fail('EXPRESSION_KEY', `there is no field \`${String(key)}\``, tree.at) : found;
  }
  if (value instanceof Optional) return find(value, { key, tree });
  return fail('EXPRESSION_TYPE', `${nameOfType(value)} has no field \`${String(key)}\``, tree.at);
}

/** `a.?b` and `a[?b]`, and all access to an optional: an optional, empty where nothing is there. */
function find(value: Value, place: Place): Value {
  if (value instanceof Optional) return value.value === undefined ? NONE : find(value.value, place);
  const { key, tree } = place;
  if (!isMap(value) && !Array.isArray(value)) {
    const what = typeof key === 'string' ? `has no field \`${key}\`` : 'has no items';
    fail('EXPRESSION_TYPE', `${nameOfType(value)} ${what}`, tree.at);
  }
  const found = lookUpItem(value, place);
  return found === undefined ? NONE : new Optional(found);
}

export function buildHas({ field, at, optional }: Node<'has'>, operand: Built): Built {
  const { run } = operand;
  const has = (value: Value): boolean => {
    if (value instanceof Optional) return value.value !== undefined && has(value.value);
    if (isMap(value)) return lookUp(value, field) !== undefined;
    return optional === true && value === null
      ? false
      : fail('EXPRESSION_TYPE', `${nameOfType(value)} has no fields`, at);
  };
  return { run: (frame) => has(run(frame)), raw: false, type: undefined };
}

export function buildIndex(tree: Node<'index'>, operand: Built, index: Built): Built {
  const { run } = operand;
  const at = comparable(index).run;
  const key = boxed(index);
  if (tree.optional === true) {
    return { run: (frame) => find(run(frame), { key: key(frame), tree }), raw: false, type: undefined };
  }
  return typed((frame) => {
    const value = run(frame);
    if (Array.isArray(value)) {
      const position = at(frame);
      const found: unknown = typeof position === 'number' ? value[position] : undefined;
      if (found !== undefined) return found as Value;
    }
    return item(value, { key: key(frame), tree });
  }, tree);
}

function item(value: Value, { key, tree }: Place): Value {
  if (value instanceof Optional) return find(value, { key, tree });
  if (!isMap(value) && !Array.isArray(value)) fail('EXPRESSION_TYPE', `${nameOfType(value)} has no items`, tree.at);
  const found = lookUpItem(value, { key, tree });
  if (found !== undefined) return found;
  return Array.isArray(value)
    ? fail('EXPRESSION_INDEX', `the list has ${value.length} items, and no item ${show(key)}`, tree.at)
    : fail('EXPRESSION_KEY', `there is no key ${show(key)}`, tree.at);
}

function lookUpItem(value: Value, { key, tree }: Place): Value | undefined {
  if (isMap(value)) return lookUp(value, key);
  const position = numericOf(key);
  if (position === undefined || !Array.isArray(value))
    fail('EXPRESSION_TYPE', `a list is indexed by an integer, not by ${nameOfType(key)}`, tree.at);
  if (!Number.isInteger(Number(position)))
    fail('EXPRESSION_INDEX', `a list is indexed by an integer, not by ${position}`, tree.at);
  return (value as readonly Value[])[Number(position)];
}

function show(key: Value): string {
  if (typeof key === 'string') return JSON.stringify(key);
  return typeof key === 'boolean' ? String(key) : String(numericOf(key) ?? nameOfType(key));
}
