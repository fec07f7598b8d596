// Conditions of the flow dialect as the native one means them: an order with null is false there, and a failure here, so what may be
// null is tested first.
import { mapChildren } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import type { ExecutionGraph } from '@configurable-agents/core/graph';

/** The condition without lenient comparisons. */
export function strict(tree: Expression, state: ExecutionGraph['state']): Expression {
  const inner = mapChildren(tree, (child) => strict(child, state));
  if (inner.kind !== 'call' || inner.lenient !== true) return inner;
  const { lenient: _lenient, ...comparison } = inner;
  const { at } = inner;
  if (inner.args.some(({ kind }) => kind === 'null')) return never(inner);
  const tests = inner.args
    .filter((arg) => mayBeNull(arg, state))
    .map((arg): Expression => ({ kind: 'call', name: '!=', args: [arg, { kind: 'null', at }], at }));
  return tests.length === 0 ? comparison : { kind: 'call', name: '&&', args: [...tests, comparison], at };
}

/** An order with `null` itself is never true; what stands beside it is still read. */
function never({ args, at }: Expression & { readonly kind: 'call' }): Expression {
  const tests = args
    .filter(({ kind }) => kind !== 'null')
    .map((arg): Expression => ({ kind: 'call', name: '==', args: [arg, { kind: 'null', at }], at }));
  const no: Expression = { kind: 'bool', value: false, at };
  return tests.length === 0 ? no : { kind: 'call', name: '&&', args: [no, ...tests], at };
}

const NULLABLE: ReadonlySet<Expression['kind']> = new Set(['select', 'index', 'name', 'bind']);

/** Arithmetic and literals give a value or fail; a field gives null where its schema has it. */
function mayBeNull(tree: Expression, state: ExecutionGraph['state']): boolean {
  if (!NULLABLE.has(tree.kind)) return tree.kind === 'call' && tree.name === '?:';
  if (tree.kind !== 'select' || tree.operand.kind !== 'name') return true;
  if (tree.operand.name === 'loop') return false;
  const schema = tree.operand.name === 'state' ? state[tree.field]?.schema : undefined;
  const type = typeof schema === 'object' ? schema['type'] : undefined;
  return typeof type !== 'string' || type === 'null';
}
