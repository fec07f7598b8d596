// A flat chain of operands and operators -> a tree. One rule for all levels keeps the parser's stack flat and is several times as
// fast as a rule for each level.
import type { IToken } from 'chevrotain';
import type { Expression, Span } from '@configurable-agents/core/expression';
import { assertFits } from './literal.ts';

/** An operand with the signs before it. */
export type Operand = {
  readonly tree: Expression;
  readonly signs: readonly IToken[];
  readonly negations: readonly IToken[];
};

const LEVELS: { readonly [token: string]: readonly [level: number, name: string] } = {
  Or: [1, '||'],
  OrWord: [1, '||'],
  And: [2, '&&'],
  AndWord: [2, '&&'],
  LessEqual: [3, '<='],
  GreaterEqual: [3, '>='],
  Equal: [3, '=='],
  Unequal: [3, '!='],
  Less: [3, '<'],
  Greater: [3, '>'],
  In: [3, 'in'],
  FlowIn: [3, 'in'],
  NotIn: [3, 'not in'],
  Plus: [4, '+'],
  Minus: [4, '-'],
  Times: [5, '*'],
  Divide: [5, '/'],
  Modulo: [5, '%'],
};

/** `not` binds looser than a comparison and tighter than `and`. */
const NEGATION_LEVEL = 3;

/** Builds the tree of a chain by climbing the levels. Operators of one level bind to the left. */
export function climb(operands: readonly Operand[], operators: readonly IToken[]): Expression {
  let next = 0;
  const operand = (): Expression => {
    const { tree, signs, negations } = operands[next] as Operand;
    next += 1;
    const signed = withSigns(tree, signs);
    if (negations.length === 0) return signed;
    const inner = chain(signed, NEGATION_LEVEL);
    return negate(inner, negations);
  };
  const chain = (first: Expression, least: number): Expression => {
    let left = first;
    for (
      let found = levelAt(operators[next - 1]);
      found !== undefined && found[0] >= least;
      found = levelAt(operators[next - 1])
    ) {
      const [level, name] = found;
      let right = operand();
      for (
        let tighter = levelAt(operators[next - 1]);
        tighter !== undefined && tighter[0] > level;
        tighter = levelAt(operators[next - 1])
      ) {
        right = chain(right, tighter[0]);
      }
      left = join(name, left, right);
    }
    return left;
  };
  return chain(operand(), 1);
}

function levelAt(token: IToken | undefined): readonly [level: number, name: string] | undefined {
  return token === undefined ? undefined : LEVELS[token.tokenType.name];
}

/** A long chain of `&&` is one call, so that it is no deeper than a short one. */
function join(name: string, left: Expression, right: Expression): Expression {
  const at: Span = [left.at[0], right.at[1]];
  if (name === 'not in')
    return { kind: 'call', name: '!', args: [{ kind: 'call', name: 'in', args: [left, right], at }], at };
  const isLogic = name === '&&' || name === '||';
  if (isLogic && left.kind === 'call' && left.name === name) return { ...left, args: [...left.args, right], at };
  return { kind: 'call', name, args: [left, right], at };
}

function negate(tree: Expression, negations: readonly IToken[]): Expression {
  const start = negations[0]?.startOffset ?? tree.at[0];
  if (negations.length % 2 === 0) return tree;
  return { kind: 'call', name: '!', args: [tree], at: [start, tree.at[1]] };
}

/** `!` and `-`. Two of them are none; a minus before a number is part of it. */
function withSigns(tree: Expression, signs: readonly IToken[]): Expression {
  const [first] = signs;
  if (first === undefined) {
    assertFits(leftmost(tree));
    return tree;
  }
  if (first.image === '!') return negate(tree, signs);
  const signed = withMinus(tree, signs.at(-1)?.startOffset ?? 0);
  assertFits(leftmost(signed));
  const left = signed === tree ? signs.length : signs.length - 1;
  return left % 2 === 0 ? signed : { kind: 'call', name: '-', args: [signed], at: [first.startOffset, signed.at[1]] };
}

function leftmost(tree: Expression): Expression {
  let found = tree;
  for (let next = leftOf(found); next !== undefined; next = leftOf(found)) found = next;
  return found;
}

function leftOf(tree: Expression): Expression | undefined {
  if (tree.kind === 'select' || tree.kind === 'index' || tree.kind === 'has') return tree.operand;
  return tree.kind === 'call' && tree.method === true ? tree.args[0] : undefined;
}

/** The tree with a minus at the number that it begins with; the same tree where it begins with none. */
function withMinus(tree: Expression, start: number): Expression {
  switch (tree.kind) {
    case 'int':
      if (tree.value.startsWith('-')) return tree;
      return { ...tree, value: `-${tree.value}`, at: [start, tree.at[1]] };
    case 'double':
      if (tree.value < 0 || Object.is(tree.value, -0)) return tree;
      return { ...tree, value: -tree.value, at: [start, tree.at[1]] };
    case 'select':
    case 'index': {
      const operand = withMinus(tree.operand, start);
      return operand === tree.operand ? tree : { ...tree, operand, at: [start, tree.at[1]] };
    }
    case 'call': {
      const [target, ...rest] = tree.args;
      if (tree.method !== true || target === undefined) return tree;
      const signed = withMinus(target, start);
      return signed === target ? tree : { ...tree, args: [signed, ...rest], at: [start, tree.at[1]] };
    }
    default:
      return tree;
  }
}
