import type { Span } from './source.ts';

/** By offset into a text; `text` takes the place of what is there. */
export type TextEdit = { readonly start: number; readonly end: number; readonly text: string };

/** The text after edits that do not touch each other. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((whole, { start, end, text: own }) => whole.slice(0, start) + own + whole.slice(end), text);
}

/** The smallest stretch of the first text that the second replaces, and by how much it is longer. */
export function changeOf(before: string, after: string): { readonly span: Span; readonly by: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  while (
    tail < most - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  return { span: [start, before.length - tail], by: after.length - before.length };
}
