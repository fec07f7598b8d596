import type { Grid, Step } from './grid.ts';
import { aroundTracks, straightGap, TRACK } from './spacing.ts';
import { tracksOf } from './tracks.ts';

export type Heights = {
  /** The upper edge of each row. */
  readonly tops: readonly number[];
  readonly bottom: number;
  /** The height of the horizontal stretch of each step that is not straight. */
  readonly lineOf: ReadonlyMap<Step, number>;
};

/** Heights of rows, and of the gaps between them: as many horizontal lines as a gap has, so high it is. */
export function heightsOf({ rows, kinds, paths }: Grid): Heights {
  const gaps = gapsOf(rows.length, paths);
  const tops: number[] = [];
  const lineOf = new Map<Step, number>();
  let y = 0;
  for (const [i, row] of rows.entries()) {
    tops.push(y);
    y += row.reduce((most, item) => Math.max(most, item.height), 0);
    const [above = 'cards', below] = [kinds[i], kinds[i + 1]];
    if (below === undefined) break;
    const { trackOf, count } = tracksOf(gaps[i] ?? []);
    const { top, bottom } = aroundTracks({ above, below });
    for (const [step, track] of trackOf) lineOf.set(step, y + top + track * TRACK);
    const needed = count === 0 ? 0 : top + (count - 1) * TRACK + bottom;
    y += Math.max(needed, straightGap({ above, below }));
  }
  return { tops, bottom: y, lineOf };
}

/** The steps between each row and the next. Those from bend to bend in a straight line need no room. */
function gapsOf(rows: number, paths: Grid['paths']): readonly (readonly Step[])[] {
  const gaps: Step[][] = Array.from({ length: rows }, () => []);
  for (const step of paths.flat()) {
    const isLine = step.from.kind === 'bend' && step.to.kind === 'bend' && step.from.x === step.to.x;
    if (!isLine) gaps[step.from.row]?.push(step);
  }
  return gaps;
}
