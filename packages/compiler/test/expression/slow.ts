// A second evaluator, slow and plain, that shares nothing with the first: every value carries its type, every node is looked at
// anew. It knows what the property test generates.
import type { Expression } from '@configurable-agents/core/expression';

export type Tagged =
  | { readonly t: 'null' }
  | { readonly t: 'bool'; readonly v: boolean }
  | { readonly t: 'int'; readonly v: bigint }
  | { readonly t: 'double'; readonly v: number }
  | { readonly t: 'string'; readonly v: string }
  | { readonly t: 'list'; readonly v: readonly Tagged[] }
  | { readonly t: 'map'; readonly v: readonly (readonly [string, Tagged])[] };

/** An expression without a value. */
export class Failed extends Error {}

type Names = readonly (readonly [string, Tagged])[];

const bool = (v: boolean): Tagged => ({ t: 'bool', v });
const int = (v: bigint): Tagged => {
  if (v >= 2n ** 63n || v < -(2n ** 63n)) throw new Failed('overflow');
  return { t: 'int', v };
};
const double = (v: number): Tagged => ({ t: 'double', v });

export function interpret(tree: Expression, names: Names): Tagged {
  const go = (each: Expression | undefined): Tagged => {
    if (each === undefined) throw new Error('the tree is incomplete');
    return interpret(each, names);
  };
  switch (tree.kind) {
    case 'null':
      return { t: 'null' };
    case 'bool':
      return bool(tree.value);
    case 'int':
      return int(BigInt(tree.value));
    case 'double':
      return double(tree.value);
    case 'string':
      return { t: 'string', v: tree.value };
    case 'name': {
      const found = names.findLast(([name]) => name === tree.name);
      if (found === undefined) throw new Failed('no such name');
      return found[1];
    }
    case 'select':
      return field(go(tree.operand), tree.field);
    case 'has':
      return bool(entries(go(tree.operand)).some(([key]) => key === tree.field));
    case 'index': {
      const [list, at] = [go(tree.operand), go(tree.index)];
      if (list.t === 'map' && at.t === 'string') return field(list, at.v);
      if (list.t !== 'list' || at.t !== 'int') throw new Error(`no index of ${list.t} by ${at.t}`);
      const found = list.v.find((_item, i) => BigInt(i) === at.v);
      if (found === undefined) throw new Failed('no such item');
      return found;
    }
    case 'list':
      return { t: 'list', v: tree.items.map(go) };
    case 'call':
      return call(tree, go);
    case 'comprehension':
      return walk(tree, names);
    default:
      throw new Error(`the slow interpreter does not know ${tree.kind}`);
  }
}

function entries(value: Tagged): readonly (readonly [string, Tagged])[] {
  if (value.t !== 'map') throw new Error(`${value.t} has no fields`);
  return value.v;
}

function field(value: Tagged, name: string): Tagged {
  const found = entries(value).find(([key]) => key === name);
  if (found === undefined) throw new Failed('no such field');
  return found[1];
}

/** The value, or the failure, so that the other side may decide. */
function attempt(run: () => Tagged): Tagged | Failed {
  try {
    return run();
  } catch (error) {
    if (error instanceof Failed) return error;
    throw error;
  }
}

function decide(results: readonly (Tagged | Failed)[], decisive: boolean): Tagged {
  if (results.some((each) => !(each instanceof Failed) && each.t === 'bool' && each.v === decisive))
    return bool(decisive);
  const failure = results.find((each) => each instanceof Failed);
  if (failure !== undefined) throw failure;
  return bool(!decisive);
}

function walk(tree: Expression & { readonly kind: 'comprehension' }, names: Names): Tagged {
  const range = interpret(tree.range, names);
  if (range.t !== 'list') throw new Error('only lists are walked here');
  const [name = ''] = tree.variables;
  const body = tree.steps.at(-1) as Expression;
  const each = (item: Tagged): Tagged => interpret(body, [...names, [name, item]]);
  const isTrue = (item: Tagged): boolean => {
    const verdict = each(item);
    return verdict.t === 'bool' && verdict.v;
  };
  switch (tree.macro) {
    case 'all':
    case 'exists':
      return decide(
        range.v.map((item) => attempt(() => each(item))),
        tree.macro === 'exists',
      );
    case 'existsOne':
      return bool(range.v.filter(isTrue).length === 1);
    case 'filter':
      return { t: 'list', v: range.v.filter(isTrue) };
    case 'map':
      return { t: 'list', v: range.v.map(each) };
    default:
      throw new Error(`the slow interpreter does not know ${tree.macro}`);
  }
}

export function isEqual(a: Tagged, b: Tagged): boolean {
  if (a.t === 'list' && b.t === 'list')
    return a.v.length === b.v.length && a.v.every((item, i) => isEqual(item, b.v[i] as Tagged));
  if (a.t === 'map' && b.t === 'map') {
    return (
      a.v.length === b.v.length &&
      a.v.every(([key, value]) => b.v.some(([other, its]) => other === key && isEqual(value, its)))
    );
  }
  if (a.t === 'null' || b.t === 'null') return a.t === b.t;
  return a.t === b.t && a.v === b.v;
}

function orderTexts(a: string, b: string): number {
  const points = (text: string): readonly number[] => Array.from(text, (point) => point.codePointAt(0) ?? 0);
  const [x, y] = [points(a), points(b)];
  const at = x.findIndex((point, i) => point !== y[i]);
  if (at < 0 || at >= y.length) return x.length - y.length;
  return (x[at] ?? 0) - (y[at] ?? 0);
}

function order(a: Tagged, b: Tagged): number {
  if (a.t === 'string' && b.t === 'string') return orderTexts(a.v, b.v);
  if (a.t === 'bool' && b.t === 'bool') return Number(a.v) - Number(b.v);
  if ((a.t !== 'int' && a.t !== 'double') || (b.t !== 'int' && b.t !== 'double')) throw new Error('no order');
  if (a.v < b.v) return -1;
  return a.v > b.v ? 1 : a.v === b.v ? 0 : Number.NaN;
}

function arithmetic(name: string, a: Tagged, b: Tagged): Tagged {
  if (a.t === 'int' && b.t === 'int') {
    if ((name === '/' || name === '%') && b.v === 0n) throw new Failed('zero');
    const results: { readonly [operator: string]: () => bigint } = {
      '+': () => a.v + b.v,
      '-': () => a.v - b.v,
      '*': () => a.v * b.v,
      '/': () => a.v / b.v,
      '%': () => a.v % b.v,
    };
    return int(results[name]?.() ?? 0n);
  }
  if (a.t === 'double' && b.t === 'double') {
    const results: { readonly [operator: string]: number } = {
      '+': a.v + b.v,
      '-': a.v - b.v,
      '*': a.v * b.v,
      '/': a.v / b.v,
    };
    return double(results[name] ?? Number.NaN);
  }
  if (a.t === 'string' && b.t === 'string' && name === '+') return { t: 'string', v: a.v + b.v };
  if (a.t === 'list' && b.t === 'list' && name === '+') return { t: 'list', v: [...a.v, ...b.v] };
  throw new Error(`no ${name} of ${a.t} and ${b.t}`);
}

function sizeOf(a: Tagged): number {
  if (a.t === 'string') return Array.from(a.v).length;
  if (a.t !== 'list' && a.t !== 'map') throw new Error(`${a.t} has no size`);
  return a.v.length;
}

const UNARY: { readonly [name: string]: (a: Tagged) => Tagged } = {
  '!': (a) => bool(!(a.t === 'bool' && a.v)),
  '-': (a) => (a.t === 'int' ? int(-a.v) : double(a.t === 'double' ? -a.v : Number.NaN)),
  size: (a) => int(BigInt(sizeOf(a))),
  int: (a) => (a.t === 'double' ? truncate(a.v) : a),
  double: (a) => (a.t === 'int' ? double(Number(a.v)) : a),
};

function texts(test: (a: string, b: string) => boolean): (a: Tagged, b: Tagged) => Tagged {
  return (a, b) => bool(a.t === 'string' && b.t === 'string' && test(a.v, b.v));
}

const BINARY: { readonly [name: string]: (a: Tagged, b: Tagged) => Tagged } = {
  '==': (a, b) => bool(isEqual(a, b)),
  '!=': (a, b) => bool(!isEqual(a, b)),
  '<': (a, b) => bool(order(a, b) < 0),
  '<=': (a, b) => bool(order(a, b) <= 0),
  '>': (a, b) => bool(order(a, b) > 0),
  '>=': (a, b) => bool(order(a, b) >= 0),
  in: (a, b) => bool(b.t === 'list' && b.v.some((item) => isEqual(item, a))),
  startsWith: texts((a, b) => a.slice(0, b.length) === b),
  endsWith: texts((a, b) => b === '' || a.slice(-b.length) === b),
  contains: texts((a, b) => b === '' || a.split(b).length > 1),
};

function call(
  { name, args }: Expression & { readonly kind: 'call' },
  go: (each: Expression | undefined) => Tagged,
): Tagged {
  if (name === '&&' || name === '||') {
    return decide(
      args.map((arg) => attempt(() => go(arg))),
      name === '||',
    );
  }
  if (name === '?:') {
    const test = go(args[0]);
    return go(test.t === 'bool' && test.v ? args[1] : args[2]);
  }
  const [a, b] = args.map(go);
  if (a === undefined) throw new Error(`${name} without arguments`);
  if (b === undefined) return UNARY[name]?.(a) ?? a;
  return BINARY[name]?.(a, b) ?? arithmetic(name, a, b);
}

function truncate(value: number): Tagged {
  if (!(value > -(2 ** 63) && value < 2 ** 63)) throw new Failed('range');
  return int(BigInt(Math.trunc(value)));
}
