// A rule by what a value looks like: a regular expression of RE2, since it runs over texts of strangers.
import { compileRe2 } from '../pattern/engine.ts';
import type { Matcher } from '../pattern/engine.ts';
import type { Misread } from './path.ts';

export type ValueRule = { readonly text: string; readonly find: (text: string) => readonly string[] };

/** Reads a pattern. What it finds may be anywhere in a text. */
export function parsePattern(text: string): ValueRule | Misread {
  let matcher: Matcher;
  try {
    matcher = compileRe2(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    return { problem: `it is no regular expression of RE2: ${why}`, at: 0 };
  }
  if (matcher.test('')) return { problem: 'it finds the empty text, so it would find everything', at: 0 };
  return { text, find: matcher.findAll };
}
