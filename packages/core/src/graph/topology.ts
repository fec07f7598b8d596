import type { ExecutionGraph, GraphEdge, GraphNode, Region } from './graph.ts';
import { losersOf } from './losers.ts';

/** A node with all that the engine asks about its place in the graph. */
export type Place = {
  readonly node: GraphNode;
  /** The topological index. */
  readonly index: number;
  /** Edges that lead here, in edge order; back edges are not among them. */
  readonly incoming: readonly GraphEdge[];
  /** Edges that lead on, to END too; back edges are not among them. */
  readonly outgoing: readonly GraphEdge[];
  /** The loops that hold it, outermost first. */
  readonly regions: readonly Loop[];
  /** The nodes that lose when this `join: any` fires; empty for every other node. */
  readonly losers: ReadonlySet<string>;
  /** The `join: any` nodes that it may lose against. */
  readonly mayLoseTo: readonly Place[];
  /** Whether somebody reads its result by name. */
  readonly isRead: boolean;
  /** Whether a template or a condition of it may read `run`. */
  readonly readsRun: boolean;
};

/** A region with what ends it. */
export type Loop = Region & {
  /** How many loops hold it. */
  readonly depth: number;
  /** Nodes in no loop within it. */
  readonly own: readonly string[];
  /** Loops directly within it. */
  readonly inner: readonly Loop[];
  readonly members: ReadonlySet<string>;
  /** Edges that leave it. */
  readonly exits: readonly GraphEdge[];
};

/** What the engine looks up in a graph, computed once for each graph. */
export type Topology = {
  readonly node: (name: string) => GraphNode;
  readonly place: (name: string) => Place;
  /** Nodes without incoming edges, in topological order. */
  readonly entries: readonly string[];
  /** Edges to END, by the topological order of their sources. */
  readonly ends: readonly GraphEdge[];
  /** `finally` nodes, in listed order. */
  readonly finals: readonly string[];
  readonly loops: readonly Loop[];
};

const known = new WeakMap<ExecutionGraph, Topology>();

/** The topology of a graph. The graph must have passed `assertGraph`. */
export function topology(graph: ExecutionGraph): Topology {
  let found = known.get(graph);
  if (found === undefined) {
    found = build(graph);
    known.set(graph, found);
  }
  return found;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function build(graph: ExecutionGraph): Topology {
  const loops = loopsOf(graph);
  const read = readNodes(graph);
  const places = new Map<
    string,
    Mutable<Place> & { incoming: GraphEdge[]; outgoing: GraphEdge[]; mayLoseTo: Place[] }
  >();
  graph.nodes.forEach((node, index) =>
    places.set(node.name, {
      node,
      index,
      incoming: [],
      outgoing: [],
      regions: loops.filter(({ members }) => members.has(node.name)),
      losers: new Set(),
      mayLoseTo: [],
      isRead: read.has(node.name),
      // A name is text in a path or in an expression; the same text anywhere else does no harm.
      readsRun: JSON.stringify(node).includes('"run"'),
    }),
  );
  for (const edge of graph.edges) {
    if (edge.kind === 'back') continue;
    places.get(edge.from)?.outgoing.push(edge);
    places.get(edge.to)?.incoming.push(edge);
  }
  for (const place of places.values()) {
    if (place.node.join !== 'any') continue;
    place.losers = losersOf(graph, place.node.name);
    for (const name of place.losers) places.get(name)?.mayLoseTo.push(place);
  }
  const place = (name: string): Place => {
    const found = places.get(name);
    if (found === undefined) throw new Error(`invariant: the graph has no node ${name}`);
    return found;
  };
  const flow = graph.nodes.filter((node) => node.finally !== true).map(({ name }) => name);
  return {
    node: (name) => place(name).node,
    place,
    entries: flow.filter((name) => place(name).incoming.length === 0),
    ends: flow.flatMap((name) => place(name).outgoing.filter(({ to }) => to === 'END')),
    finals: graph.nodes.filter((node) => node.finally === true).map(({ name }) => name),
    loops,
  };
}

/** Loops, outer ones first. */
function loopsOf({ regions = [], edges }: ExecutionGraph): readonly Loop[] {
  const loops = regions
    .toSorted((a, b) => b.nodes.length - a.nodes.length)
    .map((region) => ({ ...region, members: new Set(region.nodes), inner: [] as Loop[], depth: 0 }));
  const isWithin = (a: { readonly header: string }, b: (typeof loops)[number]): boolean =>
    a !== b && b.members.has(a.header) && a.header !== b.header;
  return loops.map((loop) => {
    const outer = loops.filter((other) => isWithin(loop, other));
    const within = loops.filter((other) => isWithin(other, loop));
    const whole = Object.assign(loop, {
      depth: outer.length,
      own: loop.nodes.filter((name) => !within.some(({ members }) => members.has(name))),
      exits: edges.filter(({ from, to }) => loop.members.has(from) && !loop.members.has(to)),
    });
    const parent = outer.at(-1);
    parent?.inner.push(whole);
    return whole;
  });
}

/** Nodes that some template or condition reads by name. */
function readNodes({ nodes, result }: ExecutionGraph): ReadonlySet<string> {
  return new Set([...nodes.flatMap(({ reads }) => reads.nodes), ...(result?.reads.nodes ?? [])]);
}
