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
export { repair } from './fix/repair.ts';
export type { Applicability, Repair, RepairOptions } from './fix/repair.ts';
export { fingerprints } from './fingerprint.ts';
export { formatHuman, formatJson, formatSarif, formatGithub, formatTypes } from './print/index.ts';
// Whether all that one schema allows fits another
export { assignable } from './assign/assignable.ts';
export type { Assignability, AssignOptions } from './assign/assignable.ts';
// Expressions on their own, for `eval` and for tools
export { compileExpression } from './expression/expression.ts';
export type { ExpressionFault, ExpressionOptions, ExpressionResult } from './expression/expression.ts';
export type { Dialect } from './expression/dialect.ts';
// What a graph may do at least and at most, before it runs
export { boundsOf } from './bounds/bounds.ts';
export type { BoundsOptions, GraphBounds, NodeBounds } from './bounds/bounds.ts';
export type { PriceOf, PriceRange } from './bounds/price.ts';
export type { Interval } from './bounds/interval.ts';
export { overLimits, spendingFloor } from './bounds/limits.ts';
export type { Limits } from './bounds/limits.ts';
export { boundsJson, boundsLine, formatBounds } from './print/bounds.ts';
export type { BoundsJson } from './print/bounds.ts';
