import type { ExecutionGraph, GraphNode } from './graph.ts';

/** What the engine looks up in a graph, computed once for each graph. */
export type Topology = {
  readonly node: (name: string) => GraphNode;
  readonly predecessors: (name: string) => readonly string[];
  readonly successors: (name: string) => readonly string[];
  /** Nodes without incoming edges, in topological order. */
  readonly entries: readonly string[];
  /** Nodes with an edge to END, in topological order. */
  readonly exits: readonly string[];
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

function build(graph: ExecutionGraph): Topology {
  const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  const before = new Map<string, string[]>(graph.nodes.map((node) => [node.name, []]));
  const after = new Map<string, string[]>(graph.nodes.map((node) => [node.name, []]));
  const exits = new Set<string>();
  for (const { from, to } of graph.edges) {
    if (to === 'END') {
      exits.add(from);
      continue;
    }
    after.get(from)?.push(to);
    before.get(to)?.push(from);
  }
  const names = graph.nodes.map((node) => node.name);
  return {
    node: (name) => {
      const node = nodes.get(name);
      if (node === undefined) throw new Error(`invariant: the graph has no node ${name}`);
      return node;
    },
    predecessors: (name) => before.get(name) ?? [],
    successors: (name) => after.get(name) ?? [],
    entries: names.filter((name) => before.get(name)?.length === 0),
    exits: names.filter((name) => exits.has(name)),
  };
}
