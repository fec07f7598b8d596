import { compileRe2 } from '../../pattern/engine.ts';
import type { Matcher } from '../../pattern/engine.ts';
import { EvaluationError, fail } from '../error.ts';
import type { Frame } from '../frame.ts';
import type { Definitions } from './signature.ts';

const known = new Map<string, Matcher>();
const MAX_KNOWN = 200;
const MAX_LENGTH = 1000;
/** How often an inner part may be repeated in all: `(a{100}){100}` compiles into 10,000 states. */
const MAX_REPEATS = 1000;

function matcherOf(pattern: string): Matcher {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  if (pattern.length > MAX_LENGTH)
    fail('EXPRESSION_PATTERN', `the pattern has ${pattern.length} characters, more than ${MAX_LENGTH}`);
  if (repeatsOf(pattern) > MAX_REPEATS)
    fail('EXPRESSION_PATTERN', `the pattern repeats a part more than ${MAX_REPEATS} times`);
  let made: Matcher;
  try {
    made = compileRe2(pattern);
  } catch (error) {
    return fail(
      'EXPRESSION_PATTERN',
      `the pattern cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(pattern, made);
  return made;
}

/** How large the pattern grows at most: groups that repeat multiply, since they may stand in each other. */
function repeatsOf(pattern: string): number {
  let [groups, single] = [1, 1];
  for (const [, before, low = '1', high] of pattern.matchAll(/(.)\{(\d+)(?:,(\d*))?\}/gs)) {
    const count = Math.max(1, Number(low), Number(high === undefined || high === '' ? 1 : high));
    if (before === ')') groups *= count;
    else single = Math.max(single, count);
  }
  return groups * single;
}

/** What a state takes that is made, in steps: a few microseconds. Patterns may come from outside too, each another one. */
const STEPS_PER_STATE = 100;

const matches = (text: string, pattern: string, frame: Frame): boolean => {
  const matcher = frame.once(pattern, () => {
    const made = matcherOf(pattern);
    frame.charge(made.size * STEPS_PER_STATE);
    return made;
  });
  frame.chargeSize(matcher.cost(text.length));
  return matcher.test(text);
};

/** What `matches` costs at most with a pattern, in steps, by the length of the text; or why the pattern cannot be used. */
export function matchCost(pattern: string): ((length: number) => number) | { readonly problem: string } {
  try {
    const { cost, size } = matcherOf(pattern);
    return (length) => size * STEPS_PER_STATE + Math.ceil(cost(length) / 16);
  } catch (error) {
    if (error instanceof EvaluationError) return { problem: error.message };
    throw error;
  }
}

/** Regular expressions of RE2, which match in time linear to the text. A match may be anywhere in the text. */
export const REGEX: Definitions = {
  matches: { '(string, string): bool': matches, 'string.(string): bool': matches },
};
