// Sub-path @configurable-agents/core/pattern: regular expressions in time linear to the text.
export { compileRe2 } from './engine.ts';
export type { Matcher } from './engine.ts';
export { engineForAjv } from './for-ajv.ts';
export { linearPattern, PatternError, patternProblem } from './linear.ts';
export type { PatternProblem } from './tree.ts';
