// Text in, diagnostics or an execution graph out. Pure and synchronous.
export { compile } from './compile.ts';
export type { CompileOptions, CompileResult, FindWorkflow } from './compile.ts';
export type { TestCase } from './check/tests.ts';
export type { EventSchemas } from './check/event-type.ts';
export type { Diagnostic, Fix, Related, Severity } from './diagnostic.ts';
export { CODES } from './codes.ts';
export type { Code, CodeInfo } from './codes.ts';
export { codeOf, nearestCode } from './ignore.ts';
export type { Severities } from './ignore.ts';
export { formatHuman, formatJson, formatSarif, formatGithub } from './print/index.ts';
// Expressions on their own, for `eval` and for tools
export { compileExpression } from './expression/expression.ts';
export type { ExpressionFault, ExpressionOptions, ExpressionResult } from './expression/expression.ts';
export type { Dialect } from './expression/dialect.ts';
