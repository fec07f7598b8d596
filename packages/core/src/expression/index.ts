// Sub-path @configurable-agents/core/expression: the tree, the function table and the evaluator. Pure.
export type { Expression, FunctionName, Span } from './tree.ts';
export { FUNCTIONS } from './functions.ts';
export type { FunctionDefinition } from './functions.ts';
export type { ExpressionType, Signature } from './types.ts';
export { evaluate, EvaluationError } from './evaluate.ts';
export type { Scope } from './evaluate.ts';
export { render, toText } from './render.ts';
