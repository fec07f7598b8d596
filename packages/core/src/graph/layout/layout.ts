// An execution graph in, the place of everything in a picture of it out: pure, and the same for the same graph. Each loop is laid
// out first, by itself, and is one block of what is around it: so nothing else is ever within its box.
import type { ExecutionGraph } from '../graph.ts';
import { placeLevel } from './blocks.ts';
import { collect } from './collect.ts';
import { placeFinals } from './finals.ts';
import { flowOf } from './nest.ts';
import { MARGIN } from './spacing.ts';
import type { Layout, Point, Rect, Sizes } from './types.ts';

/** Lays a graph out from top to bottom. */
export function layoutGraph(graph: ExecutionGraph, sizes: Sizes): Layout {
  const flow = flowOf(graph, sizes);
  const level = placeLevel(flow);
  const { cards, wires, loops } = collect(flow, level);
  const end = placeFinals(graph, { sizes, cards, flow: level.arranged });
  const all = { cards: [...cards, ...end.cards], wires, loops, ...(end.box === undefined ? {} : { finals: end.box }) };
  return moved(all, boundsOf([level.arranged, ...(end.box === undefined ? [] : [end.box])]));
}

type Bounds = { readonly left: number; readonly right: number; readonly bottom: number };

function boundsOf(boxes: readonly (Partial<Point> & { readonly width: number; readonly height: number })[]): Bounds {
  return {
    left: Math.min(...boxes.map(({ x = 0 }) => x)),
    right: Math.max(...boxes.map(({ x = 0, width }) => x + width)),
    bottom: Math.max(...boxes.map(({ y = 0, height }) => y + height)),
  };
}

/** With a margin on all sides. */
function moved(all: Omit<Layout, 'width' | 'height'>, { left, right, bottom }: Bounds): Layout {
  const move = <T extends Point>(point: T): T => ({ ...point, x: point.x - left + MARGIN, y: point.y + MARGIN });
  return {
    width: right - left + 2 * MARGIN,
    height: bottom + 2 * MARGIN,
    cards: all.cards.map(move),
    loops: all.loops.map(move),
    wires: all.wires.map((wire) => ({
      ...wire,
      points: wire.points.map(move),
      ...(wire.label === undefined ? {} : { label: move(wire.label) }),
    })),
    ...(all.finals === undefined ? {} : { finals: move<Rect>(all.finals) }),
  };
}
