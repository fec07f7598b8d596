// What runs when: ways on from a node exclude each other, so a graph has vertices for nodes and for ways. Which of them must have run
// before one (dominators), and which will have run with it in any case.

/** Ways on from a unit (a node, or a loop as a whole). Each is taken as a whole; targets are later units, by index. */
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

/** The start (0), a unit, or a way of a unit that has several. `next`: one list is taken as a whole; of several lists some are. */
export type Vertex = {
  readonly unit: number | undefined;
  readonly isWay: boolean;
  readonly next: readonly (readonly number[])[];
};

export type Ways = {
  /** In topological order. */
  readonly vertices: readonly Vertex[];
  /** Where each unit stands among them; its ways, if it has vertices for them, follow. */
  readonly places: readonly number[];
  /** The immediate dominator of each vertex but the start. */
  readonly parents: readonly (number | undefined)[];
  /** `implies(a, b)`: where `a` runs, `b` does, in a run that succeeds. */
  readonly implies: (a: number, b: number) => boolean;
  /** `runsWith(a, b)`: the same by what must have run for `a` to run, too. Costs a second table at its first call. */
  readonly runsWith: (a: number, b: number) => boolean;
};

export function waysOf(level: Level): Ways {
  const { vertices, at: places } = verticesOf(level);
  const parents = dominators(vertices);
  const rows = sureOf(vertices);
  let whole: readonly Uint32Array[] | undefined;
  return {
    vertices,
    places,
    parents,
    implies: (a, b) => hasBit(rows[a], b),
    runsWith: (a, b) => hasBit((whole ??= withDominators(rows, parents))[a], b),
  };
}

function hasBit(row: Uint32Array | undefined, at: number): boolean {
  return ((row?.[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;
}

function withDominators(
  rows: readonly Uint32Array[],
  parents: readonly (number | undefined)[],
): readonly Uint32Array[] {
  const whole: Uint32Array[] = [];
  rows.forEach((row, at) => {
    const above = whole[parents[at] ?? -1];
    whole.push(above === undefined ? row : row.map((word, i) => word | (above[i] ?? 0)));
  });
  return whole;
}

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

/** For each vertex those that run where it does. Bit sets, a word for 32 vertices. */
function sureOf(vertices: readonly Vertex[]): readonly Uint32Array[] {
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
  return rows;
}
