import type { Point } from '../layout/types.ts';

const RADIUS = 8;
/** Length and half the width of an arrow's head. */
const HEAD = { length: 8, half: 4 };

/** A line with round corners that ends where its arrow's head begins. */
export function linePath(points: readonly Point[]): string {
  const [last, before] = [points.at(-1), points.at(-2)];
  if (last === undefined || before === undefined) return '';
  const shortened = [...points.slice(0, -1), towards(last, before, HEAD.length - 1)];
  return shortened
    .map((point, i) => {
      const [from, to] = [shortened[i - 1], shortened[i + 1]];
      if (from === undefined) return `M${at(point)}`;
      if (to === undefined) return `L${at(point)}`;
      const radius = Math.min(RADIUS, between(from, point) / 2, between(point, to) / 2);
      return `L${at(towards(point, from, radius))}Q${at(point)} ${at(towards(point, to, radius))}`;
    })
    .join('');
}

/** The triangle at the end of a line. */
export function headPath(points: readonly Point[]): string {
  const [last, before] = [points.at(-1), points.at(-2)];
  if (last === undefined || before === undefined) return '';
  const back = towards(last, before, HEAD.length);
  const [dx, dy] = last.x === before.x ? [HEAD.half, 0] : [0, HEAD.half];
  return `M${at(last)}L${at({ x: back.x - dx, y: back.y - dy })}L${at({ x: back.x + dx, y: back.y + dy })}Z`;
}

function at({ x, y }: Point): string {
  return `${x} ${y}`;
}

function between(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

/** So far from a point towards another one that is beside it or above or below it. */
function towards(from: Point, to: Point, length: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * length, y: from.y + Math.sign(to.y - from.y) * length };
}
