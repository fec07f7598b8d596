import { TYPE_NAMES } from '@configurable-agents/core/expression';
import type { Expression, ExpressionType, ScalarType, SimpleKind } from '@configurable-agents/core/expression';
import type { Typed } from './adapt.ts';
import { dictionaryOf, DYN, listOf, STRING } from './types.ts';
import { substitute } from './unify.ts';
import type { Binding } from './unify.ts';

const SCALARS = new Set<string>(['int', 'double']);

/** Notes on the tree what the evaluator is faster with. What may be null has the type of its values. */
export function annotate(type: ExpressionType, tree: Expression, binding: Binding): Typed {
  const known = substitute(type, binding);
  const kind = known.kind === 'nullable' ? known.of.kind : known.kind;
  const isOptional = (tree.kind === 'select' || tree.kind === 'index') && tree.optional === true;
  return { type, tree: SCALARS.has(kind) && !isOptional ? { ...tree, type: kind as ScalarType } : tree };
}

/** Types whose names differ from the kind. */
const NAMED: { readonly [name: string]: ExpressionType } = {
  list: listOf(DYN),
  map: dictionaryOf(DYN, DYN),
  null_type: { kind: 'null' },
  optional_type: { kind: 'optional', of: DYN },
  type: { kind: 'type', of: DYN },
  'google.protobuf.Duration': { kind: 'duration' },
  'google.protobuf.Timestamp': { kind: 'timestamp' },
};

/** The type of a name that is a type: `int` is of type `type(int)`. */
export function typeConstant(name: string): ExpressionType | undefined {
  if (!TYPE_NAMES.has(name)) return undefined;
  const of = Object.hasOwn(NAMED, name) ? (NAMED[name] ?? STRING) : { kind: name as SimpleKind };
  return { kind: 'type', of };
}
