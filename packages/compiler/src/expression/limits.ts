// Bounds of what is parsed. Deeper or longer expressions would overflow the stack of whoever walks the tree, or take long to check.
import type { IToken } from 'chevrotain';
import { childrenOf } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import { SyntaxProblem } from './syntax-error.ts';
import * as T from './tokens.ts';

/** Levels of brackets and of `?:` within each other. */
const MAX_NESTING = 100;
/** Characters of one expression. */
export const MAX_LENGTH = 100_000;
const MAX_TOKENS = 10_000;
/** Levels of the tree: a chain of `a.b.c` or `a + b + c` is as deep as it is long. */
export const MAX_DEPTH = 500;

const OPENING = new Set<T.TokenKind>([T.LeftParen, T.LeftBracket, T.LeftBrace, T.LeftHole]);
const CLOSING = new Set<T.TokenKind>([T.RightParen, T.RightBracket, T.RightBrace]);

function spanOf({ startOffset, image }: IToken): readonly [number, number] {
  return [startOffset, startOffset + image.length];
}

/** Refuses what is nested or long beyond reason, before the parser recurses into it. */
export function guardTokens(tokens: readonly IToken[]): void {
  const tooMany = tokens[MAX_TOKENS];
  if (tooMany !== undefined)
    throw new SyntaxProblem(
      `the expression has more than ${MAX_TOKENS} parts; cut it into several nodes`,
      spanOf(tooMany),
    );
  // `?:` nests to the right without a bracket of its own, until the bracket around it closes.
  const conditionals = [0];
  let depth = 0;
  for (const token of tokens) {
    const { tokenType } = token;
    if (OPENING.has(tokenType)) {
      conditionals.push(0);
      depth += 1;
    } else if (CLOSING.has(tokenType) && conditionals.length > 1) {
      depth -= 1 + (conditionals.pop() ?? 0);
    } else if (tokenType === T.Question) {
      conditionals[conditionals.length - 1] = (conditionals.at(-1) ?? 0) + 1;
      depth += 1;
    }
    if (depth > MAX_NESTING)
      throw new SyntaxProblem(`the expression is nested deeper than ${MAX_NESTING} levels`, spanOf(token));
  }
}

/** Refuses a tree that is too deep, without recursion. */
export function guardDepth(tree: Expression): void {
  const open: { readonly tree: Expression; readonly depth: number }[] = [{ tree, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > MAX_DEPTH)
      throw new SyntaxProblem(`the expression is a chain of more than ${MAX_DEPTH} parts`, next.tree.at);
    for (const child of childrenOf(next.tree)) open.push({ tree: child, depth: next.depth + 1 });
  }
}
