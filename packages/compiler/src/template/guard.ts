// Reads of values that may not be there, and the tests in front of them: `a != null && a.x > 1`, `has(a.x) ? a.x : 0`.
import { mapChildren } from '@configurable-agents/core/expression';
import type { Expression, Span } from '@configurable-agents/core/expression';

export type Read = { readonly name: string; readonly at: Span };

type Names = ReadonlySet<string>;

/** Stands for "this is not the first iteration of the loop" among the names that a condition makes sure of. */
export const AGAIN = '#again';

/** Reads of a name of `perhaps` that no test in front of them makes sure of. A test itself is no read, nor is `node.error`. */
export function unguardedReads(tree: Expression, perhaps: (name: string, sure: Names) => boolean): readonly Read[] {
  const found: Read[] = [];
  const walk = (part: Expression, sure: Names): void => {
    const root = rootOf(part);
    if (root !== undefined) {
      if (root.isError !== true && perhaps(root.name, sure) && !sure.has(root.name))
        found.push({ name: root.name, at: part.at });
      return;
    }
    if (part.kind === 'has') return;
    if (part.kind === 'call') {
      walkCall(part, sure);
      return;
    }
    mapChildren(part, (child) => {
      walk(child, sure);
      return child;
    });
  };
  const walkCall = ({ name, args }: Expression & { readonly kind: 'call' }, sure: Names): void => {
    const [first, second, third] = args;
    if (isNullTest(name, args)) return;
    if (name === '?:' && first !== undefined && second !== undefined && third !== undefined) {
      walk(first, sure);
      walk(second, union(sure, ensured(first, true)));
      walk(third, union(sure, ensured(first, false)));
      return;
    }
    let known = sure;
    for (const arg of args) {
      walk(arg, known);
      if (name === '&&') known = union(known, ensured(arg, true));
      if (name === '||') known = union(known, ensured(arg, false));
    }
  };
  walk(tree, new Set());
  return found;
}

/** Names that are there when the condition has the outcome. */
export function ensured(tree: Expression, outcome: boolean): Names {
  if (tree.kind === 'has') {
    const root = rootOf(tree.operand);
    return new Set(outcome && root !== undefined ? [root.name] : []);
  }
  if (tree.kind !== 'call') return new Set();
  const { name, args } = tree;
  if (name === '!' && args[0] !== undefined) return ensured(args[0], !outcome);
  if (name === '&&' && outcome) return union(...args.map((arg) => ensured(arg, true)));
  if (name === '||' && !outcome) return union(...args.map((arg) => ensured(arg, false)));
  if (!isNullTest(name, args)) return new Set(isAgain(name, args) === outcome ? [AGAIN] : []);
  const tested = args.find(({ kind }) => kind !== 'null');
  const root = tested && rootOf(tested);
  if (root === undefined) return new Set();
  // Without an error the node has gone through.
  const isThere = root.isError === true ? name === '==' : name === '!=';
  return new Set(isThere === outcome ? [root.name] : []);
}

/** The outcome of a comparison of `loop.index` by which an iteration is not the first; undefined for any other. */
function isAgain(name: string, [left, right]: readonly Expression[]): boolean | undefined {
  const isIndex = left?.kind === 'select' && left.field === 'index' && isNamed(left.operand, 'loop');
  const value = right?.kind === 'int' ? Number(right.value) : undefined;
  if (!isIndex || value === undefined) return undefined;
  if ((name === '>' && value >= 1) || (name === '>=' && value >= 2) || (name === '!=' && value === 1)) return true;
  if (name === '==' && value > 1) return true;
  const isFirst = (name === '==' && value === 1) || (name === '<=' && value === 1) || (name === '<' && value === 2);
  return isFirst ? false : undefined;
}

function isNamed(tree: Expression, name: string): boolean {
  return tree.kind === 'name' && tree.name === name;
}

function isNullTest(name: string, args: readonly Expression[]): boolean {
  return (name === '==' || name === '!=') && args.some(({ kind }) => kind === 'null');
}

/**
 * The name at the root of a plain path, with `state.x` as `x`. Paths with `.?` take care of themselves. `isError`: the path is into
 * the `error` of a result, which is there just when the rest is not.
 */
function rootOf(tree: Expression): { readonly name: string; readonly isError?: boolean } | undefined {
  if (tree.kind === 'name') return { name: tree.name };
  if (tree.kind === 'select' && isNamed(tree.operand, 'state')) return { name: tree.field };
  if (tree.kind === 'select' && tree.field === 'error' && tree.operand.kind === 'name' && tree.optional !== true)
    return { name: tree.operand.name, isError: true };
  if ((tree.kind === 'select' || tree.kind === 'index') && tree.optional !== true) return rootOf(tree.operand);
  return undefined;
}

function union(...sets: readonly Names[]): Names {
  return new Set(sets.flatMap((set) => [...set]));
}
