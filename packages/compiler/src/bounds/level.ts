// One level of a graph: the nodes in no loop and the loops, each loop as one unit. What a level may do in all is weighed over its
// tree of dominators: of the ways of one router only the dearest counts, since one of them is taken.
import { waysOf } from '../resolve/ways.ts';
import type { Level, Vertex } from '../resolve/ways.ts';
import { either, NONE, perhaps, plus } from './interval.ts';
import type { Interval } from './interval.ts';

export type Weighed = {
  /** The level as a whole, for weights of its units. */
  readonly total: (weightOf: (unit: number) => Interval) => Interval;
  /** Whether a unit runs in every run of the level that succeeds. */
  readonly isSure: (unit: number) => boolean;
};

export function weigh(level: Level): Weighed {
  const { vertices, places, parents, implies } = waysOf(level);
  const children: number[][] = vertices.map(() => []);
  parents.forEach((parent, vertex) => {
    if (parent !== undefined) children[parent]?.push(vertex);
  });
  return {
    isSure: (unit) => implies(0, places[unit] ?? 0),
    total: (weightOf) => {
      const sums: Interval[] = vertices.map(() => NONE);
      for (let at = vertices.length - 1; at >= 0; at -= 1) {
        const { unit } = vertices[at] as Vertex;
        let sum = unit === undefined ? NONE : weightOf(unit);
        const ways: Interval[] = [];
        for (const child of children[at] ?? []) {
          const weight = sums[child] as Interval;
          if (vertices[child]?.isWay === true) ways.push(weight);
          else sum = plus(sum, implies(at, child) ? weight : perhaps(weight));
        }
        if (ways.length > 0) sum = plus(sum, ways.reduce(either));
        sums[at] = sum;
      }
      return sums[0] as Interval;
    },
  };
}
