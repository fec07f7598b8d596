import type { Arranged, Block, Return } from './level.ts';
import { GUTTER } from './spacing.ts';
import type { Rect } from './types.ts';

/** Part of a card's height at which a loop of one node leaves it and comes back, so that the two are apart. */
const APART = 0.25;

/** Adds the line that leads back, in a gutter on the right of everything else, with its words on it. */
export function addReturn(level: Arranged, blocks: readonly Block[], { from, to, wire, counter }: Return): Arranged {
  const [start, end] = [sideOf(level, blocks, from), sideOf(level, blocks, to)];
  const isOne = from === to;
  const [leave, enter] = [
    start.y + start.height * (isOne ? 1 - APART : 0.5),
    end.y + end.height * (isOne ? APART : 0.5),
  ];
  const x = level.width + GUTTER + (isOne ? GUTTER : counter.width / 2);
  const label: Rect = {
    ...counter,
    // A line as short as that of one node would be hidden by its words.
    x: isOne ? x + GUTTER : x - counter.width / 2,
    y: Math.round((leave + enter) / 2 - counter.height / 2),
  };
  const points = [
    { x: start.x + start.width, y: leave },
    { x, y: leave },
    { x, y: enter },
    { x: end.x + end.width, y: enter },
  ];
  return {
    ...level,
    width: label.x + label.width,
    height: Math.max(level.height, label.y + label.height),
    routes: [...level.routes, { wires: [wire], points, label }],
  };
}

function sideOf({ places }: Arranged, blocks: readonly Block[], index: number): Rect {
  const [place, block] = [places[index], blocks[index]];
  if (place === undefined || block === undefined) throw new Error(`invariant: a loop has no block ${index}`);
  return { ...place, width: block.width, height: block.height };
}
