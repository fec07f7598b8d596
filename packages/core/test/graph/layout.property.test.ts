// What holds for every picture, over random graphs. LAYOUT_SEED repeats a run.
import assert from 'node:assert/strict';
import { layoutGraph } from '@configurable-agents/core/drawing';
import type { Layout, Point, Rect, Sizes } from '@configurable-agents/core/drawing';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import fc from 'fast-check';
import { randomFrom, randomGraph } from '../support/random-graph.ts';

const SEED = Number(process.env['LAYOUT_SEED'] ?? Date.now() % 2 ** 31);
const RUNS = 300;

const SIZES: Sizes = {
  card: ({ for_each: map, when }) => ({ width: 160, height: 44 + (map === undefined ? 0 : 20) + (when ? 20 : 0) }),
  end: { width: 48, height: 24 },
  label: ({ from, to, kind }) =>
    kind === 'plain' && from.length === to.length ? undefined : { width: 60 + 2 * from.length, height: 18 },
  counter: ({ max_iterations: most }) => ({ width: 40 + 4 * most, height: 40 }),
  finals: { width: 200, height: 32 },
};

const graphs = fc
  .record({ size: fc.integer({ min: 1, max: 60 }), seed: fc.nat() })
  .map(({ size, seed }) => randomGraph({ size, random: randomFrom(seed) }));

/** Checks something of many graphs and their layouts. */
function always(check: (layout: Layout, graph: ExecutionGraph) => void): void {
  fc.assert(
    fc.property(graphs, (graph) => check(layoutGraph(graph, SIZES), graph)),
    { seed: SEED, numRuns: RUNS },
  );
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function holds(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** A stretch of a line as a rectangle without height or without width. */
function stretches(points: readonly Point[]): readonly Rect[] {
  return points.slice(1).map((to, i) => {
    const from = points[i] as Point;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x),
      height: Math.abs(from.y - to.y),
    };
  });
}

const cardOf = ({ cards }: Layout, name: string): Rect => {
  const card = cards.find((each) => each.name === name);
  assert.ok(card !== undefined, `there is no card ${name}`);
  return card;
};

function isOnEdge({ x, y }: Point, card: Rect): boolean {
  const [right, bottom] = [card.x + card.width, card.y + card.height];
  const isBeside = (x === card.x || x === right) && y >= card.y && y <= bottom;
  return isBeside || ((y === card.y || y === bottom) && x >= card.x && x <= right);
}

describe(`a layout of a random graph (seed ${SEED})`, function () {
  this.timeout(60_000);

  it('has a card for each node and for END, of the size that it was given', () => {
    always((layout, { nodes, edges }) => {
      const names = [
        ...nodes.filter((node) => node.finally !== true),
        ...(edges.some(({ to }) => to === 'END') ? [{ name: 'END' }] : []),
        ...nodes.filter((node) => node.finally === true),
      ].map(({ name }) => name);
      assert.deepEqual(
        layout.cards.map(({ name }) => name),
        names,
      );
      for (const node of nodes) {
        const { width, height } = cardOf(layout, node.name);
        assert.deepEqual({ width, height }, SIZES.card(node));
      }
    });
  });

  it('has no two cards or words that overlap', () => {
    always(({ cards, wires }) => {
      const all = [...cards, ...wires.flatMap(({ label }) => label ?? [])];
      for (const [i, one] of all.entries())
        for (const other of all.slice(i + 1)) assert.ok(!overlap(one, other), JSON.stringify([one, other]));
    });
  });

  it('begins and ends every line on its cards', () => {
    always((layout) => {
      for (const { from, to, points } of layout.wires) {
        assert.ok(isOnEdge(points[0] as Point, cardOf(layout, from)), `from ${from} to ${to}`);
        assert.ok(isOnEdge(points.at(-1) as Point, cardOf(layout, to)), `from ${from} to ${to}`);
      }
    });
  });

  it('shows every edge in one line', () => {
    always(({ wires }, { edges }) => {
      const shown = wires.flatMap((wire) => wire.edges);
      assert.deepEqual(new Set(shown), new Set(edges));
      assert.equal(shown.length, edges.length);
    });
  });

  it('leads on downwards, and back upwards', () => {
    always(({ wires }) => {
      for (const { kind, points, from, to } of wires) {
        const heights = points.map(({ y }) => y);
        const sorted = heights.toSorted((a, b) => (kind === 'back' ? b - a : a - b));
        assert.deepEqual(heights, sorted, `from ${from} to ${to}`);
      }
    });
  });

  it('has lines of horizontal and vertical stretches that cross no card', () => {
    always(({ wires, cards }) => {
      for (const { points, from, to } of wires) {
        for (const stretch of stretches(points)) {
          assert.ok(stretch.width === 0 || stretch.height === 0, `from ${from} to ${to} ${JSON.stringify(points)}`);
          const crossed = cards.find((card) => overlap(stretch, card));
          assert.equal(crossed, undefined, `from ${from} to ${to} ${JSON.stringify(points)}`);
        }
      }
    });
  });

  it('keeps everything within the picture', () => {
    always(({ width, height, cards, wires, loops, finals }) => {
      const points = wires.flatMap((wire) => wire.points).map((point) => ({ ...point, width: 0, height: 0 }));
      const boxes = [
        ...cards,
        ...loops,
        ...(finals === undefined ? [] : [finals]),
        ...wires.flatMap(({ label }) => label ?? []),
        ...points,
      ];
      for (const each of boxes) assert.ok(holds({ x: 0, y: 0, width, height }, each), JSON.stringify(each));
    });
  });

  it('has a box around the nodes of each loop, with its way back, and no other node', () => {
    always(({ loops, cards, wires }, { regions = [] }) => {
      assert.equal(loops.length, regions.length);
      for (const loop of loops) {
        const region = regions.find(({ header, latch }) => header === loop.header && latch === loop.latch);
        for (const card of cards) {
          const isWithin = region?.nodes.includes(card.name) === true;
          assert.ok(isWithin ? holds(loop, card) : !overlap(loop, card), `${card.name} and the loop of ${loop.header}`);
        }
        const back = wires.find(({ kind, from }) => kind === 'back' && from === loop.latch);
        assert.ok(back?.label !== undefined && holds(loop, back.label));
        for (const point of back.points) assert.ok(holds(loop, { ...point, width: 0, height: 0 }));
      }
    });
  });

  it('has boxes of loops and of the nodes at the end that are apart or one in the other', () => {
    always(({ loops, finals, cards }, { nodes }) => {
      for (const [i, one] of loops.entries())
        for (const other of loops.slice(i + 1)) assert.ok(!overlap(one, other) || holds(one, other));
      for (const card of finals === undefined ? [] : cards) {
        const isFinal = nodes.some((node) => node.name === card.name && node.finally === true);
        assert.ok(isFinal ? holds(finals as Rect, card) : !overlap(finals as Rect, card), card.name);
      }
    });
  });

  it('is the same for the same graph', () => {
    always((layout, graph) => assert.deepEqual(layoutGraph(structuredClone(graph), SIZES), layout));
  });
});

describe('the layout of 1,000 nodes', () => {
  it('takes less than 200 ms', function () {
    this.timeout(20_000);
    const graph = randomGraph({ size: 1000, random: randomFrom(1) });
    const times = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage();
      layoutGraph(graph, SIZES);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    // The least one: others have the machine too.
    assert.ok(Math.min(...times) < 200, `${times.join(', ')} ms`);
  });
});
