// Expression tree -> closure.
import { fail } from '../error.ts';
import type { Expression, MapEntry } from '../tree.ts';
import { CelMap } from '../values/map.ts';
import { nameOfType } from '../values/name.ts';
import { Optional } from '../values/optional.ts';
import { Uint } from '../values/special.ts';
import type { Value } from '../values/value.ts';
import { buildHas, buildIndex, buildName, buildSelect } from './access.ts';
import { buildDouble, buildInt, isArithmetic } from './arithmetic.ts';
import type { Slow } from './arithmetic.ts';
import { boxed, constant } from './built.ts';
import type { Built, Closure } from './built.ts';
import { applier, buildCall, fold } from './call.ts';
import type { Call } from './call.ts';
import { buildEquality, buildInConstant, buildOrder, isOrder } from './compare.ts';
import { buildComprehension } from './comprehension.ts';
import { buildConditional, buildLogic } from './logic.ts';
import { withNames } from './names.ts';
import type { Names } from './names.ts';

/** Builds the closure of a tree. Constant parts are computed here, once. */
export function build(tree: Expression, names: Names): Built {
  switch (tree.kind) {
    case 'null':
      return constant(null);
    case 'bool':
    case 'string':
      return constant(tree.value);
    case 'double':
      return constant(tree.value, 'double');
    case 'int':
      return constant(BigInt(tree.value), 'int');
    case 'uint':
      return constant(new Uint(BigInt(tree.value)));
    case 'bytes':
      return constant(new Uint8Array(Buffer.from(tree.value, 'base64')));
    case 'name':
      return buildName(tree, names);
    case 'select':
      return buildSelect(tree, build(tree.operand, names));
    case 'has':
      return buildHas(tree, build(tree.operand, names));
    case 'index':
      return buildIndex(tree, build(tree.operand, names), build(tree.index, names));
    case 'list':
      return buildList(tree, names);
    case 'map':
      return buildMap(tree, names);
    case 'call':
      return buildOperation(tree, names);
    case 'comprehension': {
      const inner = withNames(names, tree.variables);
      const steps = tree.steps.map((step) => build(step, inner));
      return buildComprehension(tree, { range: build(tree.range, names), steps, slot: names.depth });
    }
    case 'bind':
      return buildBind(tree, names);
    case 'message': {
      const run = (): never =>
        fail('EXPRESSION_UNSUPPORTED', `there is no message type \`${tree.name}\`; write a map`, tree.at);
      return { run, raw: false, type: undefined };
    }
  }
}

function buildBind(tree: Expression & { readonly kind: 'bind' }, names: Names): Built {
  const slot = names.depth;
  const value = boxed(build(tree.value, names));
  const body = build(tree.body, withNames(names, [tree.name]));
  const run: Closure = (frame) => {
    frame.locals[slot] = value(frame);
    return body.run(frame);
  };
  return { run, raw: body.raw, type: body.type };
}

function buildOperation(tree: Call, names: Names): Built {
  const args = tree.args.map((arg) => build(arg, names));
  const [a, b, c] = args;
  const { name } = tree;
  if (name === '&&' || name === '||') return buildLogic(args, { trees: tree.args, decisive: name === '||' });
  if (name === '?:' && a !== undefined && b !== undefined && c !== undefined)
    return buildConditional([a.run, ...sameForm(b, c)], tree);
  if (a === undefined || b === undefined || args.length !== 2) return buildCall(tree, args);
  const built = buildBinary(tree, a, b);
  return a.constant !== undefined && b.constant !== undefined ? fold(built) : built;
}

function buildBinary(tree: Call, a: Built, b: Built): Built {
  const { name } = tree;
  if (tree.method === true) return name === 'or' || name === 'orValue' ? buildOr(tree, a, b) : buildCall(tree, [a, b]);
  if (name === '==' || name === '!=') return buildEquality(name === '==', a, b);
  if (isOrder(name)) return buildOrder(tree, a, b);
  if (name === 'in') return buildInConstant(a, b) ?? buildCall(tree, [a, b]);
  return buildNumeric(tree, a, b) ?? buildCall(tree, [a, b]);
}

/** Both branches give ints in one form, so that what reads them need not ask. */
function sameForm(yes: Built, no: Built): readonly [Built, Built] {
  if (yes.raw === no.raw) return [yes, no];
  return [
    { ...yes, run: boxed(yes), raw: false },
    { ...no, run: boxed(no), raw: false },
  ];
}

function buildNumeric(tree: Call, a: Built, b: Built): Built | undefined {
  if (!isArithmetic(tree.name)) return undefined;
  const apply = applier(tree);
  const parts = { a, b };
  const slow: Slow = (frame, x, y) => apply([x, y], frame);
  if (a.type === 'int' && b.type === 'int') return buildInt(tree.name, { ...parts, slow });
  return a.type === 'double' && b.type === 'double' ? buildDouble(tree.name, { ...parts, slow }) : undefined;
}

/** `or` and `orValue` evaluate their argument only where the optional is empty. */
function buildOr(tree: Call, optional: Built, other: Built): Built {
  const [first, second] = [optional.run, boxed(other)];
  const isValue = tree.name === 'orValue';
  const run: Closure = (frame) => {
    const value = first(frame);
    if (!(value instanceof Optional))
      return fail('EXPRESSION_TYPE', `\`${tree.name}\` takes an optional, not ${nameOfType(value)}`, tree.at);
    if (value.value !== undefined) return isValue ? value.value : value;
    return second(frame);
  };
  return { run, raw: false, type: tree.type };
}

function buildList(tree: Expression & { readonly kind: 'list' }, names: Names): Built {
  const items = tree.items.map((item) => build(item, names));
  const closures = items.map(boxed);
  const optional = new Set(tree.optional);
  const run: Closure =
    optional.size === 0
      ? (frame) => closures.map((item) => item(frame))
      : (frame) =>
          closures.flatMap((item, i) => {
            const value = item(frame);
            return optional.has(i) ? present(value, tree) : [value];
          });
  const built: Built = { run, raw: false, type: undefined };
  return items.every(({ constant }) => constant !== undefined) ? fold(built) : built;
}

/** The value of an optional entry, in a list, or none. */
function present(value: Value, { at }: Expression): readonly Value[] {
  if (!(value instanceof Optional))
    return fail('EXPRESSION_TYPE', `an entry with \`?\` takes an optional, not ${nameOfType(value)}`, at);
  return value.value === undefined ? [] : [value.value];
}

function buildMap(tree: Expression & { readonly kind: 'map' }, names: Names): Built {
  const entries = tree.entries.map(({ key, value, optional }: MapEntry) => ({
    tree: key,
    key: build(key, names),
    value: build(value, names),
    isOptional: optional === true,
  }));
  const closures = entries.map((entry) => ({ ...entry, key: boxed(entry.key), value: boxed(entry.value) }));
  const run: Closure = (frame) => {
    const map = new CelMap();
    for (const { key, value, isOptional, tree: place } of closures) {
      const name = key(frame);
      const found = value(frame);
      for (const each of isOptional ? present(found, place) : [found]) map.add(name, each);
    }
    return map;
  };
  const built: Built = { run, raw: false, type: undefined };
  const isFixed = entries.every(({ key, value }) => key.constant !== undefined && value.constant !== undefined);
  return isFixed ? fold(built) : built;
}
