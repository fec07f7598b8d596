// Whether a condition is decided by the types of what it reads: an enumeration that lacks the word, a bound that is never met.
import type { Expression } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { explain, lowerOf, upperOf } from '../assign/explain.ts';
import { finiteOf, resolve } from '../assign/keywords.ts';
import type { Keywords } from '../assign/keywords.ts';
import { areApart } from '../assign/prove.ts';
import { schemaOfTree } from './produced.ts';
import type { SchemaOf } from './produced.ts';

/** What a condition always is, and the comparison that decides it; undefined where it depends on values. */
export type Decided = { readonly value: boolean; readonly by: Expression };

const DYN = { kind: 'dyn' } as const;

const LITERALS: ReadonlySet<string> = new Set(['bool', 'int', 'uint', 'double', 'string', 'bytes', 'list', 'map']);

export function decide(tree: Expression, schemaOf: SchemaOf): Decided | undefined {
  if (tree.kind !== 'call') return undefined;
  const { name, args } = tree;
  if (name === '!') {
    const inner = args[0] && decide(args[0], schemaOf);
    return inner && { value: !inner.value, by: inner.by };
  }
  if (name === '&&' || name === '||') {
    const parts = args.map((arg) => decide(arg, schemaOf));
    const ends = parts.find((part) => part !== undefined && part.value === (name === '||'));
    if (ends !== undefined) return ends;
    return parts.every((part) => part !== undefined) ? parts[0] : undefined;
  }
  const [left, right] = args;
  if (left === undefined || right === undefined) return undefined;
  const value = compare(name, { left, right, schemaOf });
  return value === undefined ? undefined : { value, by: tree };
}

type Sides = { readonly left: Expression; readonly right: Expression; readonly schemaOf: SchemaOf };

function compare(name: string, { left, right, schemaOf }: Sides): boolean | undefined {
  // Whether something is there at all is no question of its schema.
  if (left.kind === 'null' || right.kind === 'null') return undefined;
  const [a, b] = [left, right].map((side) => sizeSchema(side, schemaOf) ?? schemaOfTree(side, DYN, schemaOf));
  // Two literals are compared on purpose: while trying something out.
  if (a === undefined || b === undefined || [left, right].every(({ kind }) => LITERALS.has(kind))) return undefined;
  switch (name) {
    case '==':
      return areApart({ schema: a, root: a }, { schema: b, root: b }) ? false : undefined;
    case '!=':
      return areApart({ schema: a, root: a }, { schema: b, root: b }) ? true : undefined;
    case 'in':
      return right.kind === 'list' ? isAmong(left, { items: right.items, schemaOf }) : undefined;
    case '<':
      return isLess(a, b, false);
    case '<=':
      return isLess(a, b, true);
    case '>':
      return isLess(b, a, false);
    case '>=':
      return isLess(b, a, true);
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return tests(a, b, name);
    default:
      return undefined;
  }
}

/** How large a list or a text may be, by the bounds of its schema. */
function sizeSchema(tree: Expression, schemaOf: SchemaOf): JsonSchema | undefined {
  const [of, ...more] = tree.kind === 'call' && tree.name === 'size' ? tree.args : [];
  if (of === undefined || more.length > 0) return undefined;
  const schema = schemaOfTree(of, DYN, schemaOf);
  const found = typeof schema === 'object' ? resolve({ schema, root: schema }) : undefined;
  if (typeof found !== 'object') return undefined;
  const [least, most] = found['type'] === 'array' ? ['minItems', 'maxItems'] : ['minLength', 'maxLength'];
  if (found['type'] !== 'array' && found['type'] !== 'string') return undefined;
  const maximum = found[most];
  return { type: 'integer', minimum: found[least] ?? 0, ...(maximum === undefined ? {} : { maximum }) };
}

function isConstant(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && Object.hasOwn(schema, 'const');
}

function isAmong(
  left: Expression,
  { items, schemaOf }: { readonly items: readonly Expression[]; readonly schemaOf: SchemaOf },
): boolean | undefined {
  const schema = schemaOfTree(left, DYN, schemaOf);
  const wanted = items.map((item) => schemaOfTree(item, DYN, schemaOf));
  const isNone = wanted.every((each) => areApart({ schema, root: schema }, { schema: each, root: each }));
  return isNone ? false : undefined;
}

/** `a < b`, or `a <= b`, by the bounds of both. */
function isLess(a: unknown, b: unknown, orEqual: boolean): boolean | undefined {
  const [left, right] = [rangeOf(a), rangeOf(b)];
  if (left === undefined || right === undefined) return undefined;
  if (orEqual ? left.high <= right.low : left.high < right.low) return true;
  if (orEqual ? left.low > right.high : left.low >= right.high) return false;
  return undefined;
}

function rangeOf(schema: unknown): { readonly low: number; readonly high: number } | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  const found = resolve({ schema: schema as Keywords, root: schema as Keywords });
  if (typeof found !== 'object') return undefined;
  const values = finiteOf(found);
  if (values !== undefined) {
    const numbers = values.filter((value) => typeof value === 'number');
    if (numbers.length === 0 || numbers.length < values.length) return undefined;
    return { low: Math.min(...numbers), high: Math.max(...numbers) };
  }
  const { type } = found;
  if (type !== 'integer' && type !== 'number') return undefined;
  return { low: lowerOf(found)[0], high: upperOf(found)[0] };
}

/** A test of text on each of the few texts that it may be. */
function tests(a: unknown, b: unknown, name: 'startsWith' | 'endsWith' | 'contains'): boolean | undefined {
  if (typeof a !== 'object' || a === null || !isConstant(b)) return undefined;
  const wanted = (b as Keywords)['const'];
  const values = finiteOf(a as Keywords);
  if (typeof wanted !== 'string' || values === undefined) return undefined;
  const answers = values
    .filter((value) => explain({ schema: a as Keywords, root: a as Keywords }, value) === 'fits')
    .map((value) => typeof value === 'string' && (name === 'contains' ? value.includes(wanted) : value[name](wanted)));
  const [first] = answers;
  return answers.every((answer) => answer === first) ? first : undefined;
}
