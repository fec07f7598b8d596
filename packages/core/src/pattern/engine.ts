// The engine of all regular expressions that others may write or whose text others send: RE2, in JavaScript. It takes time linear to the
// text whatever the pattern is, where the one of the platform may try for ever.
import { createRequire } from 'node:module';
import type * as re2 from 're2js';

/** A pattern that is ready to match. */
export type Matcher = {
  /** Whether it matches somewhere in the text. */
  readonly test: (text: string) => boolean;
  /** What it matches in the text, each from where the one before ends. */
  readonly findAll: (text: string) => readonly string[];
  /**
   * Steps that a text of such a length takes at most. One for each character where at most one way through the pattern is
   * open at any time; otherwise all its states may be open at once.
   */
  readonly cost: (length: number) => number;
  /** States of the pattern, which take a few microseconds each to make. */
  readonly size: number;
};

// It takes ten milliseconds to load, and few workflows have a pattern.
let library: typeof re2 | undefined;

/** Compiles a pattern in the syntax of RE2. Throws what the library says. */
export function compileRe2(source: string): Matcher {
  library ??= createRequire(import.meta.url)('re2js') as typeof re2;
  const compiled = library.RE2JS.compile(source);
  const size = compiled.programSize();
  const perCharacter = compiled.re2Input.onepass === null ? size : 1;
  return {
    test: (text) => compiled.test(text),
    findAll: (text) => allOf(compiled, text),
    cost: (length) => (length + 1) * perCharacter,
    size,
  };
}

function allOf(compiled: re2.RE2JS, text: string): readonly string[] {
  const matcher = compiled.matcher(text);
  const found: string[] = [];
  while (matcher.find()) found.push(matcher.group() ?? '');
  return found;
}
