// What a template or a condition may name at each place, and what it then reads.
import { mapChildren } from '@configurable-agents/core/expression';
import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import type { WorkflowDoc } from '../parse/document.ts';
import type { Span } from '../source.ts';
import type { Environment } from '../expression/check.ts';
import { DOUBLE, DYN, INT, mapOf, nullable, STRING } from '../expression/types.ts';

/** Names that a scope gives, and what their use means. */
export type Scope = Environment & {
  /** Whether a bare name is a node: its result is read through `output`. */
  readonly isNode: (name: string) => boolean;
  /** Whether a name is given by the place itself, such as the item of a list. */
  readonly isLocal?: (name: string) => boolean;
  /** The JSON Schema of a name, where more is known of it than its type. */
  readonly schemaOf: (name: string) => JsonSchema | undefined;
  /** The schema of a name of which the parts that it does not require may be missing, such as `event`. */
  readonly partsOf?: (name: string) => JsonSchema | undefined;
  /** Notes a use, and where it stands: `state` with a field, a node, a root. */
  readonly use: (name: string, field: string | undefined, at: Span) => void;
  /** Why the value of a name may not be there; undefined for one that always is. */
  readonly absence: (name: string) => Absence | undefined;
};

/**
 * Why a value may not be there: its node was skipped, or failed and was passed over; it is of another route; it is of a later node
 * of a loop, so that the first iteration has none; the run ended before. `why` follows the name in a sentence.
 */
export type Absence = { readonly kind: 'skipped' | 'failed' | 'routes' | 'loop' | 'end'; readonly why: string };

/** The names of a result that are not properties of the output. */
export const RESULT_NAMES: ReadonlySet<string> = new Set(['output', 'text', 'usage', 'cost_usd', 'error']);

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

/** The same as a JSON Schema. */
export function resultSchema(output: JsonSchema): JsonSchema {
  const count = { type: ['integer', 'null'] };
  return {
    type: 'object',
    properties: {
      output,
      text: { type: 'string' },
      usage: { type: 'object', properties: { input_tokens: count, output_tokens: count } },
      cost_usd: { type: ['number', 'null'] },
    },
    ...(typeof output === 'object' && output['$defs'] !== undefined ? { $defs: output['$defs'] } : {}),
  };
}

/** `env`: the variables that the workflow declares, always text. */
export function envType({ env }: Pick<WorkflowDoc, 'env'>): ExpressionType {
  return mapOf(Object.fromEntries(env.map(({ name }) => [name, STRING])));
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
    isLocal: (name) => own(name) !== undefined || scope.isLocal?.(name) === true,
    schemaOf: (name) => (own(name) === undefined ? scope.schemaOf(name) : undefined),
    use: (name, field, at) => {
      if (own(name) === undefined) scope.use(name, field, at);
    },
    absence: (name) => (own(name) === undefined ? scope.absence(name) : undefined),
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

/** `spanOf`: where a part of the tree stands in the source. */
export type Noting = { readonly scope: Scope; readonly spanOf: (at: Span) => Span };

/** Notes every name that a tree uses, but for the variables of its macros. */
export function noteUses(tree: Expression, place: Noting, bound: readonly string[] = []): void {
  const { scope, spanOf } = place;
  if (tree.kind === 'name') {
    if (!bound.includes(tree.name)) scope.use(tree.name, undefined, spanOf(tree.at));
    return;
  }
  if ((tree.kind === 'select' || tree.kind === 'has') && tree.operand.kind === 'name') {
    if (!bound.includes(tree.operand.name)) scope.use(tree.operand.name, tree.field, spanOf(tree.at));
    return;
  }
  mapChildren(tree, (child, names) => {
    noteUses(child, place, [...bound, ...names]);
    return child;
  });
}
