// Why a condition is true or false: its text, the part that decided, and the values that it read.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { evaluate, EvaluationError } from '../expression/evaluate.ts';
import { sourceOf } from '../expression/source.ts';
import type { Expression } from '../expression/tree.ts';
import { childrenOf } from '../expression/walk.ts';
import type { Reason } from './explanation.ts';

/** Evaluates a condition over the scope that it was asked in. `of`: what it is the condition of. */
export function reasonOf(of: string, tree: Expression, scope: JsonObject): Reason {
  const condition = sourceOf(tree);
  const holds = verdictOf(tree, scope);
  const decider = holds === null ? tree : deciderOf(tree, scope);
  const since = decider === tree ? {} : { since: `${sourceOf(decider)} is ${String(verdictOf(decider, scope))}` };
  const note = holds === null ? { note: 'it cannot be evaluated' } : {};
  return { of, condition, holds, ...since, values: valuesOf(tree, scope), ...note };
}

function verdictOf(tree: Expression, scope: JsonObject): boolean | null {
  const value = valueOf(tree, scope);
  return typeof value === 'boolean' ? value : null;
}

function valueOf(tree: Expression, scope: JsonObject): Json | undefined {
  try {
    return evaluate(tree, scope);
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** Of `a && b` the first that is false, of `a || b` the first that is true, within them again. */
function deciderOf(tree: Expression, scope: JsonObject): Expression {
  if (tree.kind !== 'call' || (tree.name !== '&&' && tree.name !== '||')) return tree;
  const decides = tree.name === '||';
  const found = tree.args.find((arg) => verdictOf(arg, scope) === decides);
  return found === undefined ? tree : deciderOf(found, scope);
}

/** Whole paths, each once, in the order of the text. What a macro names is no value of the scope. */
function valuesOf(tree: Expression, scope: JsonObject): Reason['values'] {
  const found = new Map<string, Json>();
  const walk = (part: Expression, bound: ReadonlySet<string>): void => {
    const root = rootOf(part);
    if (root !== undefined) {
      if (!bound.has(root) && Object.hasOwn(scope, root)) found.set(sourceOf(part), valueOf(part, scope) ?? null);
      return;
    }
    const names = part.kind === 'comprehension' ? part.variables : part.kind === 'bind' ? [part.name] : [];
    const inner = names.length === 0 ? bound : new Set([...bound, ...names]);
    for (const child of childrenOf(part)) walk(child, inner);
  };
  walk(tree, new Set());
  return [...found].map(([name, value]) => ({ name, value }));
}

/** The name that a path begins with; undefined for what is no path. */
function rootOf(tree: Expression): string | undefined {
  if (tree.kind === 'name') return tree.name;
  if (tree.kind === 'select') return rootOf(tree.operand);
  const isFixed = tree.kind === 'index' && (tree.index.kind === 'int' || tree.index.kind === 'string');
  return isFixed ? rootOf(tree.operand) : undefined;
}
