// `pattern` and `patternProperties` of a JSON Schema, matched in time linear to the text.
import { compileRe2 } from './engine.ts';
import type { Matcher } from './engine.ts';
import { readPattern } from './read.ts';
import { sizeOf } from './size.ts';
import { Unreadable } from './tree.ts';
import type { Part, PatternProblem } from './tree.ts';
import { writeRe2 } from './write.ts';

/** A pattern that cannot be matched in time linear to the text, or cannot be read at all. */
export class PatternError extends Error {
  readonly problem: PatternProblem;
  constructor(source: string, problem: PatternProblem) {
    super(`\`${source}\` cannot be used as a pattern: ${problem.message}`);
    this.name = 'PatternError';
    this.problem = problem;
  }
}

/** Why a pattern cannot be used; undefined for one that can. Loads no engine. */
export function patternProblem(source: string): PatternProblem | undefined {
  const read = tryRead(source);
  return 'problem' in read ? read.problem : undefined;
}

/** The matcher of a pattern, made when the first text is tried. Throws `PatternError`. */
export function linearPattern(source: string): Pick<Matcher, 'test' | 'cost'> {
  const read = tryRead(source);
  if ('problem' in read) throw new PatternError(source, read.problem);
  let matcher: Matcher | undefined;
  const made = (): Matcher => (matcher ??= compileRe2(writeRe2(read.part)));
  return { test: (text) => made().test(text), cost: (length) => made().cost(length) };
}

/** A few milliseconds to make, and a step of each state for each character at worst. */
const MOST_STATES = 4000;

function tryRead(source: string): { readonly part: Part } | { readonly problem: PatternProblem } {
  const whole = [0, source.length] as const;
  try {
    RegExp(source, 'u');
  } catch (error) {
    // V8 says what it stumbles over after the last colon.
    const reason = error instanceof Error ? (error.message.split(': ').at(-1) ?? '').toLowerCase() : '';
    const help = 'write it as JavaScript does, in single quotes so that a backslash stays one';
    return { problem: { kind: 'unreadable', at: whole, message: `is no regular expression: ${reason}`, help } };
  }
  try {
    const part = readPattern(source);
    const size = sizeOf(part);
    if (size <= MOST_STATES) return { part };
    const message = `the pattern has ${size} states with its repetitions written out, more than ${MOST_STATES}`;
    return {
      problem: {
        kind: 'unbounded',
        at: whole,
        message,
        help: 'bound the length of the text by `maxLength`, or name its values by `enum`',
      },
    };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.problem };
    throw error;
  }
}
