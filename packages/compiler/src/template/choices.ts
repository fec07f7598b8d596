// Conditions that are asked one after the other, tried on all that matters of the values that they read: each listed value, each side
// of each number and text that they compare with. What cannot be tried counts as either.
import { sameJson } from '@configurable-agents/core/graph';
import type { Expression } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { fits, lowerOf, upperOf } from '../assign/explain.ts';
import { finiteOf, resolve } from '../assign/keywords.ts';
import { pathOf, schemaOfTree } from './produced.ts';
import type { SchemaOf } from './produced.ts';

export type Values = {
  readonly schemaOf: SchemaOf;
  /** Whether the value of a name may be null, whatever its schema says. */
  readonly mayBeNull: (name: string) => boolean;
};

/** A route that is never taken, and the earlier ones that take all values for which it holds; none where it never holds. */
export type DeadRoute = { readonly route: number; readonly takenBy: readonly number[] };

/** `undefined` is a route without a condition. */
export function deadRoutes(conditions: readonly (Expression | undefined)[], values: Values): readonly DeadRoute[] {
  const worlds = worldsOf(
    conditions.flatMap((condition) => condition ?? []),
    values,
  );
  if (worlds === undefined) return [];
  const alive = new Set<number>();
  const takers = conditions.map(() => new Set<number>());
  for (const world of worlds) {
    const outcomes = conditions.map((condition) => condition === undefined || holds(condition, world));
    const first = outcomes.indexOf(true);
    if (first >= 0) alive.add(first);
    outcomes.forEach((outcome, route) => {
      if (outcome && route > first) takers[route]?.add(first);
    });
  }
  return conditions.flatMap((_, route) =>
    alive.has(route) ? [] : [{ route, takenBy: [...(takers[route] ?? [])].toSorted((a, b) => a - b) }],
  );
}

/** What a condition is in every case; undefined where it depends. */
export function settled(condition: Expression, values: Values): boolean | undefined {
  const worlds = worldsOf([condition], values) ?? [];
  const [first] = worlds;
  if (first === undefined) return undefined;
  const outcome = holds(condition, first);
  return worlds.every((world) => holds(condition, world) === outcome) ? outcome : undefined;
}

/** Values of paths and outcomes of other questions, by what they are. */
type World = ReadonlyMap<string, unknown>;

/** Beyond this nothing is said. */
const MAX_WORLDS = 2000;

const LOGIC: ReadonlySet<string> = new Set(['&&', '||', '!']);
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in']);

function worldsOf(conditions: readonly Expression[], values: Values): readonly World[] | undefined {
  const compared = new Map<string, { readonly path: Expression; readonly with: unknown[] }>();
  const open = new Set<string>();
  for (const question of conditions.flatMap(questionsOf)) {
    const known = comparisonOf(question);
    const domain = known && schemaOfPath(known.path, values.schemaOf);
    if (known === undefined || domain === undefined) open.add(keyOf(question));
    else {
      const key = keyOf(known.path);
      const entry = compared.get(key) ?? { path: known.path, with: [] };
      compared.set(key, entry);
      entry.with.push(...known.with);
    }
  }
  let worlds: readonly World[] = [new Map()];
  const extend = (key: string, domain: readonly unknown[]): boolean => {
    if (worlds.length * domain.length > MAX_WORLDS) return false;
    worlds = worlds.flatMap((world) => domain.map((value) => new Map(world).set(key, value)));
    return true;
  };
  for (const key of open) if (!extend(key, [true, false])) return undefined;
  for (const [key, { path, with: others }] of compared) {
    const domain = domainOf(schemaOfPath(path, values.schemaOf) ?? {}, others);
    // Whether something is there at all is no question of its schema.
    const mayBeNull = others.includes(null) || values.mayBeNull(String(pathOf(path)?.[0]));
    if (mayBeNull && !domain.includes(null)) domain.push(null);
    if (domain.length === 0 || !extend(key, domain)) return undefined;
  }
  return worlds;
}

/** The parts of a condition that are true or false by themselves. */
function questionsOf(tree: Expression): readonly Expression[] {
  return tree.kind === 'call' && LOGIC.has(tree.name) ? tree.args.flatMap(questionsOf) : [tree];
}

type Comparison = {
  readonly path: Expression;
  readonly with: readonly unknown[];
  readonly test: (value: unknown) => boolean;
};

/** A path compared with literals, or asked by itself. */
function comparisonOf(tree: Expression): Comparison | undefined {
  if (pathOf(tree) !== undefined) return { path: tree, with: [], test: (value) => value === true };
  if (tree.kind !== 'call' || !COMPARISONS.has(tree.name)) return undefined;
  const [left, right] = tree.args;
  if (left === undefined || right === undefined) return undefined;
  if (tree.name === 'in') {
    if (pathOf(left) === undefined || right.kind !== 'list') return undefined;
    const items = right.items.map(literalOf);
    if (items.some((item) => item === undefined)) return undefined;
    const list = items.map((item) => item?.value);
    return { path: left, with: list, test: (value) => list.some((item) => sameJson(item, value)) };
  }
  const [path, literal, isTurned] =
    pathOf(left) === undefined ? [right, literalOf(left), true] : [left, literalOf(right), false];
  if (pathOf(path) === undefined || literal === undefined) return undefined;
  const { value: other } = literal;
  return {
    path,
    with: [other],
    test: (value) => (isTurned ? compares(tree.name, other, value) : compares(tree.name, value, other)),
  };
}

function compares(name: string, a: unknown, b: unknown): boolean {
  if (name === '==') return sameJson(a, b);
  if (name === '!=') return !sameJson(a, b);
  if (typeof a !== typeof b || (typeof a !== 'number' && typeof a !== 'string')) return false;
  const [left, right] = [a as number, b as number];
  if (name === '<') return left < right;
  if (name === '<=') return left <= right;
  return name === '>' ? left > right : left >= right;
}

function literalOf(tree: Expression): { readonly value: null | boolean | number | string } | undefined {
  if (tree.kind === 'null') return { value: null };
  if (tree.kind === 'bool' || tree.kind === 'string' || tree.kind === 'double') return { value: tree.value };
  return tree.kind === 'int' && Number.isSafeInteger(Number(tree.value)) ? { value: Number(tree.value) } : undefined;
}

function schemaOfPath(path: Expression, schemaOf: SchemaOf): JsonSchema | undefined {
  const schema = schemaOfTree(path, { kind: 'dyn' }, schemaOf);
  const found = typeof schema === 'object' ? resolve({ schema, root: schema }) : undefined;
  if (typeof found !== 'object') return undefined;
  const { type } = found;
  const isKnown = finiteOf(found) !== undefined || (typeof type === 'string' && Object.hasOwn(CANDIDATES, type));
  return isKnown ? found : undefined;
}

/** Values of a type on each side of those that they are compared with. */
const CANDIDATES: { readonly [type: string]: (others: readonly unknown[], schema: object) => readonly unknown[] } = {
  boolean: () => [true, false],
  // Text that nothing is compared with stands for all other text.
  string: (others) => [...others.filter((other) => typeof other === 'string'), OTHER_TEXT],
  integer: (others, schema) =>
    numbers(others, schema).flatMap((n) => [Math.floor(n) - 1, Math.floor(n), Math.floor(n) + 1]),
  number: (others, schema) => {
    const sorted = numbers(others, schema).toSorted((a, b) => a - b);
    const between = sorted.slice(1).map((n, i) => (n + (sorted[i] ?? n)) / 2);
    return [...sorted, ...between, (sorted[0] ?? 0) - 1, (sorted.at(-1) ?? 0) + 1];
  },
};

const OTHER_TEXT = '\u{10ffff} other';

function numbers(others: readonly unknown[], schema: object): readonly number[] {
  const [[low], [high]] = [lowerOf({ ...schema }), upperOf({ ...schema })];
  const given = [...others.filter((other) => typeof other === 'number'), low, high].filter(Number.isFinite);
  return given.length === 0 ? [0] : given;
}

function domainOf(schema: JsonSchema, others: readonly unknown[]): unknown[] {
  if (typeof schema !== 'object') return [];
  const listed = finiteOf(schema);
  const type = String(schema['type']);
  const candidates = listed ?? CANDIDATES[type]?.(others, schema) ?? [];
  // Other text may well fit a pattern; whether it does is not tried.
  return [...new Set(candidates)].filter(
    (value) => value === OTHER_TEXT || fits({ schema, root: schema }, value) !== false,
  );
}

function holds(tree: Expression, world: World): boolean {
  if (tree.kind === 'call' && LOGIC.has(tree.name)) {
    const [first] = tree.args;
    if (tree.name === '!') return first !== undefined && !holds(first, world);
    return tree.name === '&&'
      ? tree.args.every((arg) => holds(arg, world))
      : tree.args.some((arg) => holds(arg, world));
  }
  const comparison = comparisonOf(tree);
  const key = comparison && keyOf(comparison.path);
  if (comparison !== undefined && key !== undefined && world.has(key) && !world.has(keyOf(tree)))
    return comparison.test(world.get(key));
  return world.get(keyOf(tree)) === true;
}

const keys = new WeakMap<Expression, string>();

/** What an expression is, wherever it stands. */
function keyOf(tree: Expression): string {
  const known = keys.get(tree);
  if (known !== undefined) return known;
  const key = JSON.stringify(tree, (name, value: unknown) => (name === 'at' ? undefined : value));
  keys.set(tree, key);
  return key;
}
