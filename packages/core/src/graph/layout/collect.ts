import type { Placed } from './blocks.ts';
import type { Flow } from './nest.ts';
import { PADDING } from './spacing.ts';
import type { Card, Layout, LoopBox, Point, Rect, Wire } from './types.ts';

type Found = {
  readonly cards: Map<string, Card>;
  readonly loops: LoopBox[];
  /** Points of each wire, from the innermost level out. */
  readonly points: Map<number, Point[]>;
  readonly labels: Map<number, Rect>;
};

/** Brings the places of all levels together: cards, boxes, and each wire as a whole. */
export function collect(flow: Flow, level: Placed): Pick<Layout, 'cards' | 'wires' | 'loops'> {
  const found: Found = { cards: new Map(), loops: [], points: new Map(), labels: new Map() };
  visit(level, { at: { x: 0, y: 0 }, depth: 0, found });
  return {
    cards: flow.things.flatMap(({ name }) => found.cards.get(name) ?? []),
    loops: found.loops.toSorted((a, b) => a.depth - b.depth),
    wires: flow.wires.map((wire, i): Wire => {
      const target = found.cards.get(wire.to);
      const points = [...(found.points.get(i) ?? [])];
      // A line into a loop goes on to its header.
      if (wire.kind !== 'back' && target !== undefined) points.push({ x: target.x + target.width / 2, y: target.y });
      const label = found.labels.get(i);
      return { ...wire, points: withoutNeedless(points), ...(label === undefined ? {} : { label }) };
    }),
  };
}

/** Inner levels first: a line that leaves them goes on outside. */
function visit(
  { arranged, blocks }: Placed,
  { at, depth, found }: { readonly at: Point; readonly depth: number; readonly found: Found },
): void {
  for (const [i, { width, height, thing, inner }] of blocks.entries()) {
    const place = moveBy(arranged.places[i] ?? { x: 0, y: 0 }, at);
    if (thing !== undefined) found.cards.set(thing.name, { name: thing.name, ...place, width, height });
    if (inner?.loop === undefined) continue;
    const { header, latch } = inner.loop;
    found.loops.push({ header, latch, depth, ...place, width, height });
    visit(inner, { at: moveBy(place, { x: PADDING, y: PADDING }), depth: depth + 1, found });
  }
  for (const { wires, points, label } of arranged.routes) {
    for (const wire of wires) {
      found.points.set(wire, [...(found.points.get(wire) ?? []), ...points.map((point) => moveBy(point, at))]);
      if (label !== undefined) found.labels.set(wire, { ...label, ...moveBy(label, at) });
    }
  }
}

function moveBy({ x, y }: Point, by: Point): Point {
  return { x: x + by.x, y: y + by.y };
}

/** Without points that are there twice or within a straight stretch. */
function withoutNeedless(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last !== undefined && last.x === point.x && last.y === point.y) continue;
    const isStraight =
      before !== undefined &&
      last !== undefined &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y));
    if (isStraight) kept.pop();
    kept.push(point);
  }
  return kept;
}
