import type { Grid, Item } from './grid.ts';
import { BESIDE_LINE } from './spacing.ts';

/** Puts lines that go round the rows into gutters on the left: shorter ones nearer, two in one where they do not meet. */
export function placeSkips({ rows, skips }: Grid): void {
  const left = rows.flat().reduce((least, { x, width }) => Math.min(least, x - width / 2), Infinity);
  const gutters: (readonly [number, number])[][] = [];
  const spans = skips
    .map((bends) => ({ bends, span: spanOf(bends, rows.length) }))
    .toSorted((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]));
  for (const { bends, span } of spans) {
    const free = gutters.findIndex((taken) => taken.every(([start, end]) => end < span[0] || span[1] < start));
    const at = free === -1 ? gutters.length : free;
    gutters[at] = [...(gutters[at] ?? []), span];
    for (const bend of bends) bend.x = left - (at + 1) * BESIDE_LINE;
  }
}

/** Rows that a line passes, and those whose gaps it turns in. */
function spanOf(bends: readonly Item[], end: number): readonly [number, number] {
  const [first, last] = bends;
  return [(first?.row ?? 0) - 1, (last?.row ?? end) + 1];
}
