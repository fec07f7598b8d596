import { FEATURES, GRAPH_VERSION } from './graph.ts';
import type { ExecutionGraph } from './graph.ts';

/** A graph that this engine cannot run, with the sentence that says why. */
export class GraphError extends Error {
  readonly code = 'GRAPH_UNSUPPORTED';
  constructor(message: string) {
    super(message);
    this.name = 'GraphError';
  }
}

/** Features by the words of the language. */
const SAID: { readonly [feature: string]: string } = {
  unknown_tools: '`tools` that no plugin offers',
  workflow_tools: 'workflows as `tools`',
  mcp_tools: '`mcp` servers as `tools`',
  python: 'Python in `code`',
};

function sayFeature(feature: string): string {
  return SAID[feature] ?? `the feature ${feature}`;
}

/**
 * The check at the trust boundary: version, features, names, edges and order. The compiler makes only graphs that pass;
 * a stored or foreign graph may not.
 */
export function assertGraph(graph: ExecutionGraph): void {
  const version: number = graph.version;
  if (version !== GRAPH_VERSION) {
    throw new GraphError(`graph version ${version} is not known; this engine runs version ${GRAPH_VERSION}`);
  }
  const unknown = graph.features.filter((feature) => !(FEATURES as readonly string[]).includes(feature));
  if (unknown.length > 0) {
    throw new GraphError(
      `the workflow \`${graph.name}\` uses ${unknown.map(sayFeature).join(' and ')}, which this engine cannot run yet; leave it out, or use an engine that can`,
    );
  }
  for (const subgraph of Object.values(graph.subgraphs ?? {})) assertGraph(subgraph);
  const index = new Map<string, number>();
  for (const node of graph.nodes) {
    if (index.has(node.name)) throw new GraphError(`two nodes are named \`${node.name}\``);
    index.set(node.name, index.size);
  }
  const seen = new Set<string>();
  for (const { from, to, kind = 'plain', route = 0 } of graph.edges) {
    const edge = `${from} -> ${to}`;
    if (seen.has(`${edge} ${kind} ${route}`)) throw new GraphError(`the edge ${edge} is there twice`);
    seen.add(`${edge} ${kind} ${route}`);
    const [source, target] = [index.get(from), to === 'END' ? Infinity : index.get(to)];
    if (source === undefined || target === undefined) throw new GraphError(`the edge ${edge} names no node`);
    if (kind === 'back') assertBackEdge(graph, { from, to });
    else if (source >= target) throw new GraphError(`the edge ${edge} goes against the topological order`);
  }
}

function assertBackEdge({ regions = [] }: ExecutionGraph, { from, to }: { from: string; to: string }): void {
  if (regions.some(({ header, latch }) => header === to && latch === from)) return;
  throw new GraphError(`the back edge ${from} -> ${to} is of no loop`);
}
