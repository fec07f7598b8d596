// The edges that a document gives, by index: as written, or one after the other where `edges` is absent.
import type { NodeDoc, RouteDoc, WorkflowDoc } from '../parse/document.ts';
import type { YamlScalar } from '../parse/tree.ts';

/** Kinds as in the graph; without one the edge is plain. `at` is what names its target. */
export type OrderEdge = {
  readonly from: number;
  readonly to: number | 'END';
  readonly kind?: 'route' | 'back' | 'limit' | 'error';
  readonly route?: number;
  readonly at?: YamlScalar;
};

export function edgesOf(document: WorkflowDoc, indexOf: ReadonlyMap<string, number>): readonly OrderEdge[] {
  const seen = new Set<string>();
  const edges: OrderEdge[] = [];
  const add = (edge: OrderEdge): void => {
    const mark = `${edge.from} ${edge.to} ${edge.kind ?? ''} ${edge.route ?? ''}`;
    if (seen.has(mark)) return;
    seen.add(mark);
    edges.push(edge);
  };
  const target = (scalar: YamlScalar): number | 'END' | undefined =>
    scalar.value === 'END' ? 'END' : indexOf.get(String(scalar.value));
  const isFlow = (index: number | 'END' | undefined): boolean =>
    index === 'END' || (index !== undefined && document.nodes[index]?.isFinally === false);

  const flow = document.nodes.flatMap((node, index) => (node.isFinally ? [] : [index]));
  if (document.edges === undefined) flow.slice(1).forEach((to, i) => add({ from: flow[i] as number, to }));
  for (const { from, to, routes = [] } of document.edges ?? []) {
    for (const source of from) {
      const a = indexOf.get(String(source.value));
      if (a === undefined || !isFlow(a)) continue;
      for (const scalar of to) {
        const b = target(scalar);
        if (b !== undefined && isFlow(b)) add({ from: a, to: b, at: scalar });
      }
      for (const [route, each] of routes.entries()) {
        for (const edge of routeEdges(each, { from: a, route, target })) if (isFlow(edge.to)) add(edge);
      }
    }
  }
  for (const index of flow) {
    const { onError } = document.nodes[index] as NodeDoc;
    if (typeof onError === 'string') continue;
    const b = indexOf.get(String(onError.value));
    if (b !== undefined && b !== index && isFlow(b)) add({ from: index, to: b, kind: 'error', at: onError });
  }
  // What nothing follows is an exit; an error or limit edge is only taken in need.
  const goesOn = new Set(edges.filter(({ kind }) => kind === undefined || kind === 'route').map(({ from }) => from));
  for (const index of flow) if (!goesOn.has(index)) add({ from: index, to: 'END' });
  return edges;
}

function routeEdges(
  { to, maxIterations, onLimit }: RouteDoc,
  {
    from,
    route,
    target,
  }: {
    readonly from: number;
    readonly route: number;
    readonly target: (scalar: YamlScalar) => number | 'END' | undefined;
  },
): readonly OrderEdge[] {
  const kind = maxIterations === undefined ? 'route' : 'back';
  const ways = to.flatMap((at) => {
    const b = target(at);
    return b === undefined ? [] : [{ from, to: b, kind, route, at } as const];
  });
  const limit = onLimit === undefined ? undefined : target(onLimit);
  if (limit === undefined || onLimit === undefined) return ways;
  return [...ways, { from, to: limit, kind: 'limit', route, at: onLimit }];
}
