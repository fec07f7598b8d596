import { gridOf } from './grid.ts';
import type { Grid, Step } from './grid.ts';
import { heightsOf } from './heights.ts';
import type { Heights } from './heights.ts';
import type { Arranged, Level, Link, Route } from './level.ts';
import { orderRows } from './order.ts';
import { placeItems } from './place.ts';
import { addReturn } from './return.ts';
import { placeSkips } from './skips.ts';
import { straighten } from './straighten.ts';
import { inX, outX } from './tracks.ts';
import type { Point } from './types.ts';

/** Lays out one level: places of its blocks, lines between them, and where lines leave it. */
export function arrange(level: Level): Arranged {
  const grid = gridOf(level);
  orderRows(grid);
  placeItems(grid);
  straighten(grid);
  placeSkips(grid);
  const width = moveToEdge(grid);
  const heights = heightsOf(grid);
  const places = grid.blocks.map((item) => ({ x: item.x - item.width / 2, y: heights.tops[item.row] ?? 0 }));
  const routes = level.links.map((link, i) => routeOf(link, grid.paths[i] ?? [], { level, grid, heights }));
  const ports = new Map(
    level.links.flatMap(({ to, pin }, i) => (to === 'out' ? [[pin, routes[i]?.points.at(-1)?.x ?? 0]] : [])),
  );
  const arranged = { width, height: heights.bottom, places, routes, ports };
  return level.back === undefined ? arranged : addReturn(arranged, level.blocks, level.back);
}

/** The leftmost item begins at 0. Gives the width of all. */
function moveToEdge({ rows, skips }: Grid): number {
  const items = [...rows, ...skips].flat();
  const left = items.reduce((least, { x, width }) => Math.min(least, x - width / 2), Infinity);
  const right = items.reduce((most, { x, width }) => Math.max(most, x + width / 2), left);
  for (const item of items) item.x -= left;
  return items.length === 0 ? 0 : right - left;
}

/** From the bottom of the source to the top of the target, or to the bottom of the level. */
function routeOf(
  link: Link,
  path: readonly Step[],
  { level, grid, heights }: { readonly level: Level; readonly grid: Grid; readonly heights: Heights },
): Route {
  const { tops, bottom } = heights;
  const [source, pin] = [grid.blocks[link.from], level.blocks[link.from]?.pins.get(link.pin) ?? 0];
  if (source === undefined) throw new Error(`invariant: a link from block ${link.from}, which is not there`);
  const start = { x: source.x + pin, y: (tops[source.row] ?? 0) + source.height };
  const label = path.map(({ to }) => to).find(({ kind }) => kind === 'label');
  const last = path.at(-1);
  const x = last === undefined ? start.x : inX(last);
  const y = link.to === 'out' || last === undefined ? bottom : (tops[last.to.row] ?? 0);
  return {
    wires: link.wires,
    points: [start, ...path.flatMap((step) => cornersOf(step, heights)), { x, y }],
    ...(label === undefined
      ? {}
      : {
          label: {
            x: label.x - label.width / 2,
            y: tops[label.row] ?? 0,
            width: label.width,
            height: label.height,
          },
        }),
  };
}

function cornersOf(step: Step, { lineOf }: Heights): readonly Point[] {
  const y = lineOf.get(step);
  if (y === undefined || outX(step) === inX(step)) return [];
  return [
    { x: outX(step), y },
    { x: inX(step), y },
  ];
}
