// Literals of the workflow and flow dialects: an integer literal is whatever number stands beside it (engine-semantics.md).
import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import { BOOL, DOUBLE, listOf } from './types.ts';

export type Typed = { readonly type: ExpressionType; readonly tree: Expression };

const ARITHMETIC = new Set(['+', '-', '*', '/', '%']);

/** The arguments with every integer literal as a double; undefined where there is none. */
export function asDoubles(args: readonly Typed[]): readonly Typed[] | undefined {
  const adapted = args.map(asDouble);
  return adapted.some((arg, i) => arg !== args[i]) ? adapted : undefined;
}

function asDouble(arg: Typed): Typed {
  const { tree } = arg;
  if (tree.kind === 'int') {
    const { at } = tree;
    return { type: DOUBLE, tree: { kind: 'double', value: Number(tree.value), at } };
  }
  if (tree.kind !== 'list' || tree.items.length === 0 || tree.optional !== undefined) return arg;
  const isNumbers = tree.items.every((item) => item.kind === 'int' || item.kind === 'double');
  if (!isNumbers) return arg;
  const items = tree.items.map((item) => asDouble({ type: DOUBLE, tree: item }).tree);
  return { type: listOf(DOUBLE), tree: { ...tree, items } };
}

/** Beside a value of any type it can only be known in the run: the literal is marked. */
export function markAdapting(name: string, args: readonly Typed[]): readonly Typed[] {
  const isOpen = ARITHMETIC.has(name) && args.length === 2 && args.some(({ type }) => type.kind === 'dyn');
  if (!isOpen) return args;
  return args.map(({ type, tree }) => ({ type, tree: tree.kind === 'int' ? { ...tree, adapts: true } : tree }));
}

const NUMBERS = new Set(['int', 'uint', 'double']);

/** In workflows numbers are compared by value whatever their types, and everything with null. */
export function isComparable(name: string, args: readonly Typed[]): boolean {
  if (name !== '==' && name !== '!=') return false;
  const kinds = args.map(({ type }) => (type.kind === 'nullable' ? type.of.kind : type.kind));
  return kinds.every((kind) => NUMBERS.has(kind)) || kinds.includes('null');
}

/** Operators whose arguments are conditions. */
const LOGIC: ReadonlySet<string> = new Set(['&&', '||', '!']);

/** In the flow dialect what may be null is no truth where it is: `done` of a field without a value is `done == true`. */
export function asTruth(arg: Typed): Typed {
  const { type, tree } = arg;
  if (type.kind !== 'nullable' || type.of.kind !== 'bool') return arg;
  const { at } = tree;
  return { type: BOOL, tree: { kind: 'call', name: '==', args: [tree, { kind: 'bool', value: true, at }], at } };
}

/** Arguments of `&&`, `||` and `!` of the flow dialect as the conditions that they are. */
export function withTruths(name: string, args: readonly Typed[]): readonly Typed[] {
  return LOGIC.has(name) ? args.map(asTruth) : args;
}

const ORDER = new Set(['<', '<=', '>', '>=']);

/** In the flow dialect an order with null is false: comparisons that may meet one are marked. */
export function markLenient(tree: Expression & { readonly kind: 'call' }, args: readonly Typed[]): boolean {
  return (
    ORDER.has(tree.name) && args.some(({ type: { kind } }) => kind === 'null' || kind === 'nullable' || kind === 'dyn')
  );
}
