import type { Expression, Span } from '@configurable-agents/core/expression';
import type { Piece } from './scan.ts';

/** A placeholder's path as the expression that it would be, with places in its text. */
export function pathTree({ path, start }: Piece & { readonly kind: 'placeholder' }): Expression {
  const [root, ...steps] = path;
  let at: Span = [start, start + String(root).length];
  let tree: Expression = { kind: 'name', name: String(root), at };
  for (const step of steps) {
    const length = typeof step === 'number' ? String(step).length + 2 : step.length + 1;
    at = [start, at[1] + length];
    tree =
      typeof step === 'number'
        ? { kind: 'index', operand: tree, index: { kind: 'int', value: String(step), at }, at }
        : { kind: 'select', operand: tree, field: step, at };
  }
  return tree;
}
