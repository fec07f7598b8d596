// One level of a graph: the nodes in no loop and the loops, each loop as one unit. What a level may do in all is weighed over its
// tree of dominators: of the ways of one router only the dearest counts, since one of them is taken.
import { NONE, plus } from './interval.ts';
import type { Interval } from './interval.ts';

/** Ways on from a unit. Each is taken as a whole; targets are units of the same level, by index. */
export type Unit = {
  readonly ways: readonly (readonly number[])[];
  /** Exactly one of the ways is taken; otherwise at least one. */
  readonly isExclusive: boolean;
};

export type Level = {
  /** In an order in which every way leads on to a later unit. */
  readonly units: readonly Unit[];
  readonly entries: readonly number[];
};

/** Vertices: the start (0), units, and a way of a unit that has several. */
type Vertex = {
  readonly unit: number | undefined;
  readonly isWay: boolean;
  readonly next: readonly (readonly number[])[];
};

export type Weighed = {
  /** The level as a whole, for weights of its units. */
  readonly total: (weightOf: (unit: number) => Interval) => Interval;
  /** Whether a unit runs in every run of the level that succeeds. */
  readonly isSure: (unit: number) => boolean;
};

export function weigh(level: Level): Weighed {
  const { vertices, at: places } = verticesOf(level);
  const parents = dominators(vertices);
  const sure = sureOf(vertices);
  const children: number[][] = vertices.map(() => []);
  parents.forEach((parent, vertex) => {
    if (parent !== undefined) children[parent]?.push(vertex);
  });
  return {
    isSure: (unit) => sure.has(0, places[unit] ?? 0),
    total: (weightOf) => {
      const sums: Interval[] = vertices.map(() => NONE);
      for (let at = vertices.length - 1; at >= 0; at -= 1) {
        const { unit } = vertices[at] as Vertex;
        let sum = unit === undefined ? NONE : weightOf(unit);
        const ways: Interval[] = [];
        for (const child of children[at] ?? []) {
          const weight = sums[child] as Interval;
          if (vertices[child]?.isWay === true) ways.push(weight);
          else sum = plus(sum, { lo: sure.has(at, child) ? weight.lo : 0, hi: weight.hi });
        }
        if (ways.length > 0) {
          sum = plus(sum, {
            lo: Math.min(...ways.map(({ lo }) => lo)),
            hi: Math.max(...ways.map(({ hi }) => hi)),
          });
        }
        sums[at] = sum;
      }
      return sums[0] as Interval;
    },
  };
}

/** In topological order. `next`: one list is taken as a whole; of several lists some are. */
function verticesOf({ units, entries }: Level): {
  readonly vertices: readonly Vertex[];
  /** Where each unit stands among them. */
  readonly at: readonly number[];
} {
  const at: number[] = [];
  let count = 1;
  const hasWays = ({ ways, isExclusive }: Unit): boolean => isExclusive && ways.length > 1;
  for (const unit of units) {
    at.push(count);
    count += 1 + (hasWays(unit) ? unit.ways.length : 0);
  }
  const place = (targets: readonly number[]): readonly number[] => targets.map((target) => at[target] ?? 0);
  const vertices: Vertex[] = [{ unit: undefined, isWay: false, next: [place(entries)] }];
  units.forEach((unit, index) => {
    const own = at[index] ?? 0;
    if (!hasWays(unit)) {
      vertices.push({ unit: index, isWay: false, next: unit.ways.map(place) });
      return;
    }
    vertices.push({ unit: index, isWay: false, next: unit.ways.map((_, way) => [own + 1 + way]) });
    for (const way of unit.ways) vertices.push({ unit: undefined, isWay: true, next: [place(way)] });
  });
  return { vertices, at };
}

/** The immediate dominator of each vertex: in topological order, where all that lead to it have met. */
function dominators(vertices: readonly Vertex[]): readonly (number | undefined)[] {
  const parent: (number | undefined)[] = vertices.map(() => undefined);
  const depth = vertices.map(() => 0);
  const meet = (a: number, b: number): number => {
    let [x, y] = [a, b];
    while (x !== y) {
      if ((depth[x] ?? 0) < (depth[y] ?? 0)) [x, y] = [y, x];
      x = parent[x] ?? 0;
    }
    return x;
  };
  vertices.forEach(({ next }, at) => {
    // What nothing leads to never runs; it counts at the start, which is dearer than need be and never wrong.
    if (at > 0 && parent[at] === undefined) parent[at] = 0;
    const up = parent[at];
    depth[at] = up === undefined ? 0 : (depth[up] ?? 0) + 1;
    for (const target of new Set(next.flat())) {
      const known = parent[target];
      parent[target] = known === undefined ? at : meet(known, at);
    }
  });
  return parent;
}

/** `has(a, b)`: where `a` runs, `b` does. Bit sets, a word for 32 vertices. */
function sureOf(vertices: readonly Vertex[]): { readonly has: (a: number, b: number) => boolean } {
  const words = Math.ceil(vertices.length / 32);
  const rows = vertices.map(() => new Uint32Array(words));
  for (let at = vertices.length - 1; at >= 0; at -= 1) {
    const row = rows[at] as Uint32Array;
    const ways = vertices[at]?.next ?? [];
    ways.forEach((targets, way) => {
      const together = new Uint32Array(words);
      for (const target of targets) rows[target]?.forEach((word, i) => (together[i] = (together[i] ?? 0) | word));
      together.forEach((word, i) => (row[i] = way === 0 ? word : (row[i] ?? 0) & word));
    });
    row[at >>> 5] = (row[at >>> 5] ?? 0) | (1 << (at & 31));
  }
  return { has: (a, b) => ((rows[a]?.[b >>> 5] ?? 0) & (1 << (b & 31))) !== 0 };
}
