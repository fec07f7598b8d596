// What a template or a condition may name at each place, and what it then reads.
import { mapChildren } from '@configurable-agents/core/expression';
import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import type { Environment } from '../expression/check.ts';
import { DOUBLE, DYN, INT, mapOf, nullable, STRING } from '../expression/types.ts';

/** Names that a scope gives, and what their use means. */
export type Scope = Environment & {
  /** Whether a bare name is a node: its result is read through `output`. */
  readonly isNode: (name: string) => boolean;
  /** Notes a use: `state` with a field, a node, a root. */
  readonly use: (name: string, field: string | undefined) => void;
};

/** The names of a result that are not properties of the output. */
const RESULT_NAMES = new Set(['output', 'text', 'usage', 'cost_usd', 'error']);

/** A node's result as others read it. */
export function resultType(output: ExpressionType): ExpressionType {
  return mapOf({
    output,
    text: STRING,
    usage: mapOf({ input_tokens: nullable(INT), output_tokens: nullable(INT) }),
    cost_usd: nullable(DOUBLE),
    error: DYN,
  });
}

export const RUN_TYPE: ExpressionType = mapOf({
  id: STRING,
  workflow_name: STRING,
  revision: nullable(INT),
  started_at: STRING,
  parent_id: nullable(STRING),
  trigger: mapOf({ name: STRING, uses: STRING, event_type: nullable(STRING), delivery_id: nullable(STRING) }),
});

/** The run as `finally` nodes see it. */
export const ENDED_RUN_TYPE: ExpressionType = mapOf({
  ...(RUN_TYPE.kind === 'map' ? RUN_TYPE.fields : {}),
  status: STRING,
  error: nullable(mapOf({ code: STRING, message: STRING, node: nullable(STRING) })),
});

/** A scope with further names, which hide nothing. */
export function withNames(scope: Scope, names: { readonly [name: string]: ExpressionType }): Scope {
  const own = (name: string): ExpressionType | undefined => (Object.hasOwn(names, name) ? names[name] : undefined);
  return {
    ...scope,
    names: () => [...Object.keys(names), ...scope.names()],
    typeOf: (name) => own(name) ?? scope.typeOf(name),
    isNode: (name) => own(name) === undefined && scope.isNode(name),
    use: (name, field) => {
      if (own(name) === undefined) scope.use(name, field);
    },
  };
}

/** `node.x` is `node.output.x` unless `x` is a name of the result; `node` alone is `node.output`. `bound`: variables of macros. */
export function desugar(tree: Expression, scope: Scope, bound: readonly string[] = []): Expression {
  const isNode = (name: string): boolean => !bound.includes(name) && scope.isNode(name);
  if (tree.kind === 'name') {
    return isNode(tree.name) ? { kind: 'select', operand: tree, field: 'output', at: tree.at } : tree;
  }
  if ((tree.kind === 'select' || tree.kind === 'has') && tree.operand.kind === 'name' && isNode(tree.operand.name)) {
    const { operand } = tree;
    if (RESULT_NAMES.has(tree.field)) return tree;
    return { ...tree, operand: { kind: 'select', operand, field: 'output', at: operand.at } };
  }
  return mapChildren(tree, (child, names) => desugar(child, scope, [...bound, ...names]));
}

/** The same for a placeholder's path. */
export function desugarPath(path: readonly (string | number)[], scope: Scope): readonly (string | number)[] {
  const [root, first] = path;
  if (typeof root !== 'string' || !scope.isNode(root)) return path;
  if (typeof first === 'string' && RESULT_NAMES.has(first)) return path;
  return [root, 'output', ...path.slice(1)];
}

/** Notes every name that a tree uses, but for the variables of its macros. */
export function noteUses(tree: Expression, scope: Scope, bound: readonly string[] = []): void {
  if (tree.kind === 'name') {
    if (!bound.includes(tree.name)) scope.use(tree.name, undefined);
    return;
  }
  if ((tree.kind === 'select' || tree.kind === 'has') && tree.operand.kind === 'name') {
    if (!bound.includes(tree.operand.name)) scope.use(tree.operand.name, tree.field);
    return;
  }
  mapChildren(tree, (child, names) => {
    noteUses(child, scope, [...bound, ...names]);
    return child;
  });
}
