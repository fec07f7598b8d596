// What a drawing shows of a graph: boxes and arrows with words, whatever the language of the drawing.
import type { ExecutionGraph, GraphEdge, GraphNode, Region } from '../graph.ts';

/** What is said of `finally` nodes. */
export const FINALS = 'at the end, whatever happened';

/** `shape`: what kind of thing a node is. */
export type Box = {
  readonly name: string;
  readonly detail: string;
  readonly shape: 'model' | 'action' | 'engine' | 'wait' | 'run';
};
/** `kind`: a way that is always taken, one of several, one back, or one for a failure. */
export type Arrow = {
  readonly from: string;
  readonly to: string;
  readonly words: string;
  readonly kind: 'plain' | 'route' | 'back' | 'error';
};

export type Drawing = {
  readonly name: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  /** Loops, by the names of their nodes. */
  readonly loops: readonly { readonly title: string; readonly nodes: readonly string[] }[];
  /** Nodes that run at the end, whatever happened. */
  readonly finals: readonly string[];
};

export function drawingOf(graph: ExecutionGraph): Drawing {
  return {
    name: graph.name,
    boxes: graph.nodes.map(boxOf),
    arrows: graph.edges.map((edge) => arrowOf(edge, graph)),
    loops: (graph.regions ?? []).map((region) => ({ title: titleOf(region), nodes: region.nodes })),
    finals: graph.nodes.filter((node) => node.finally === true).map(({ name }) => name),
  };
}

/** The loop that an edge leads back in. */
export function regionOf(
  { regions = [] }: ExecutionGraph,
  { from, to }: Pick<GraphEdge, 'from' | 'to'>,
): Region | undefined {
  return regions.find(({ latch, header }) => latch === from && header === to);
}

export function titleOf({ header, max_iterations: most }: Region): string {
  return `loop of ${header}, at most ${most} times`;
}

function boxOf(node: GraphNode): Box {
  const { name, for_each: map, when } = node;
  const marks = [...(map === undefined ? [] : ['for each']), ...(when === undefined ? [] : ['when'])];
  const [what, shape] = kindOf(node);
  return { name, detail: [what, ...marks].join(', '), shape };
}

/** What a node does, in a word or two, and its kind of thing. */
export function kindOf(node: GraphNode): readonly [string, Box['shape']] {
  switch (node.kind) {
    case 'action':
      return node.llm === undefined ? [node.uses, 'action'] : [`${node.llm.provider} ${node.llm.model}`, 'model'];
    case 'set':
      return ['set', 'engine'];
    case 'wait':
      return [node.wait.for === 'signal' ? `waits for ${node.wait.signal}` : 'waits', 'wait'];
    case 'approval':
      return ['approval', 'wait'];
    case 'subrun':
      return [node.workflow, 'run'];
  }
}

function arrowOf({ from, to, kind, route }: GraphEdge, graph: ExecutionGraph): Arrow {
  switch (kind) {
    case 'route': {
      const routes = graph.nodes.find(({ name }) => name === from)?.routes ?? [];
      const isElse = routes[route ?? 0]?.when === undefined;
      return { from, to, words: isElse ? 'else' : `route ${(route ?? 0) + 1}`, kind: 'route' };
    }
    case 'back': {
      const most = regionOf(graph, { from, to })?.max_iterations;
      return { from, to, words: `again, at most ${most ?? '?'}`, kind: 'back' };
    }
    case 'limit':
      return { from, to, words: 'at the limit', kind: 'route' };
    case 'error':
      return { from, to, words: 'on error', kind: 'error' };
    default:
      return { from, to, words: '', kind: 'plain' };
  }
}
