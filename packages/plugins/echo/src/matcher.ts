import { createRequire } from 'node:module';
import type * as re2 from 're2js';

type Matcher = (text: string) => boolean;

// It takes ten milliseconds to load, and few schemas have a pattern.
let library: typeof re2 | undefined;
const known = new Map<string, Matcher | undefined>();
const MOST_KNOWN = 100;

/**
 * Tells whether a pattern matches somewhere in a text, in time linear to it: values of the state, which are copied through where they fit, may
 * come from anybody. Undefined for a pattern that cannot be used.
 */
export function matcherOf(pattern: string): Matcher | undefined {
  if (!known.has(pattern)) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(pattern, make(pattern));
  }
  return known.get(pattern);
}

function make(pattern: string): Matcher | undefined {
  library ??= createRequire(import.meta.url)('re2js') as typeof re2;
  const { RE2JS } = library;
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return (text) => compiled.test(text);
  } catch {
    return undefined;
  }
}
