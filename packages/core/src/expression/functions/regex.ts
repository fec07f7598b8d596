import { createRequire } from 'node:module';
import type * as re2 from 're2js';
import { fail } from '../error.ts';
import type { Frame } from '../frame.ts';
import type { Definitions } from './signature.ts';

type Pattern = re2.RE2JS;

// The library takes ten milliseconds to load, and few expressions match.
let library: typeof re2 | undefined;
const patterns = new Map<string, Pattern>();
const MAX_PATTERNS = 200;
const MAX_LENGTH = 1000;
/** How often an inner part may be repeated in all: `(a{100}){100}` compiles into 10,000 states. */
const MAX_REPEATS = 1000;

function patternOf(text: string): Pattern {
  const known = patterns.get(text);
  if (known !== undefined) return known;
  if (text.length > MAX_LENGTH)
    fail('EXPRESSION_PATTERN', `the pattern has ${text.length} characters, more than ${MAX_LENGTH}`);
  if (repeatsOf(text) > MAX_REPEATS)
    fail('EXPRESSION_PATTERN', `the pattern repeats a part more than ${MAX_REPEATS} times`);
  library ??= createRequire(import.meta.url)('re2js') as typeof re2;
  let made: Pattern;
  try {
    made = library.RE2JS.compile(text);
  } catch (error) {
    return fail(
      'EXPRESSION_PATTERN',
      `the pattern cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (patterns.size >= MAX_PATTERNS) patterns.clear();
  patterns.set(text, made);
  return made;
}

/** How large the pattern grows at most: groups that repeat multiply, since they may stand in each other. */
function repeatsOf(text: string): number {
  let [groups, single] = [1, 1];
  for (const [, before, low = '1', high] of text.matchAll(/(.)\{(\d+)(?:,(\d*))?\}/gs)) {
    const count = Math.max(1, Number(low), Number(high === undefined || high === '' ? 1 : high));
    if (before === ')') groups *= count;
    else single = Math.max(single, count);
  }
  return groups * single;
}

const matches = (text: string, pattern: string, frame: Frame): boolean => {
  frame.chargeSize(text.length + pattern.length);
  return patternOf(pattern).matcher(text).find();
};

/** Regular expressions of RE2, which match in time linear to the text. A match may be anywhere in the text. */
export const REGEX: Definitions = {
  matches: { '(string, string): bool': matches, 'string.(string): bool': matches },
};
