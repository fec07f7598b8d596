// What a finding is when lines move: its code, its place in the tree, and the text that it is about.
import { digest } from '@configurable-agents/core/graph';
import type { Diagnostic } from './diagnostic.ts';
import { pathsOf } from './parse/path.ts';
import { openSource } from './source.ts';

/**
 * A fingerprint for each finding of a text: 16 hexadecimal digits that stay the same when lines are added above it or nodes change
 * places. Equal findings at one place have equal fingerprints.
 *
 * @example
 * fingerprints(diagnostics, source); // ['3f1c…', …]
 */
export function fingerprints(diagnostics: readonly Diagnostic[], text: string): readonly string[] {
  const source = openSource('', text);
  const pathAt = pathsOf(source);
  return diagnostics.map(({ code, line, column, end_line, end_column }) => {
    const start = source.startOf(line) + column - 1;
    const end = source.startOf(end_line) + end_column - 1;
    return digest(`${code}\n${pathAt(start)}\n${text.slice(start, end)}`).slice(0, 16);
  });
}
