import { visitParts } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';

/** The first part of a tree that a test takes, and the variables of the macros around it. */
export function findPart(
  tree: Expression,
  test: (part: Expression) => boolean,
): { readonly part: Expression; readonly bound: readonly string[] } | undefined {
  let found: { readonly part: Expression; readonly bound: readonly string[] } | undefined;
  visitParts(tree, (part, bound) => {
    if (found === undefined && test(part)) found = { part, bound };
    return found === undefined;
  });
  return found;
}
