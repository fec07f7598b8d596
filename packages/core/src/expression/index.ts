// Sub-path @configurable-agents/core/expression: the tree, the function table and the evaluator. Pure.
export type { Common, Expression, FunctionName, Macro, MapEntry, ScalarType, Span } from './tree.ts';
export { childrenOf, mapChildren, visitParts } from './walk.ts';
export { sourceOf } from './source.ts';
export { functionNames, overloadsOf } from './functions/table.ts';
export { matchCost } from './functions/regex.ts';
export { parseType } from './functions/signature.ts';
export type { Overload } from './functions/signature.ts';
export type { ExpressionType, Signature, SimpleKind } from './types.ts';
export { TYPE_NAMES } from './build/access.ts';
export { compileProgram, evaluate, evaluateValue, EvaluationError } from './evaluate.ts';
export type { Program, Scope } from './evaluate.ts';
export type { EvaluationCode } from './error.ts';
export { STEP_BUDGET } from './frame.ts';
export { render, toText } from './render.ts';
export { toJson, toJsonText } from './json.ts';
// Values
export { kindOf, isMap, entriesOf } from './values/value.ts';
export type { PlainObject, Value } from './values/value.ts';
export type { Kind } from './values/special.ts';
export { Duration, Timestamp, TypeValue, Uint } from './values/special.ts';
export { Optional } from './values/optional.ts';
export { CelMap } from './values/map.ts';
export { equals } from './values/equality.ts';
