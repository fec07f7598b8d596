// Sub-path @configurable-agents/core/redact: rules of what is hidden, for who reads and checks a configuration.
export { leadsIn, ruleProblems } from './rules.ts';
export type { RedactionSettings, RuleProblem } from './rules.ts';
export { MASK, parsePath } from './path.ts';
export type { PathRule } from './path.ts';
export { parsePattern } from './pattern.ts';
export { mayLead } from './schema.ts';
