import type { ExecutionGraph, GraphEdge } from '../graph.ts';
import type { WireEnds, WireKind } from './types.ts';

/** The wires of a graph in the order of its edges. Several edges between two nodes are one line. */
export function wiresOf({ edges }: ExecutionGraph): readonly WireEnds[] {
  const pairs = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const key = `${edge.kind === 'back' ? 'back ' : ''}${edge.from} ${edge.to}`;
    const known = pairs.get(key);
    if (known === undefined) pairs.set(key, [edge]);
    else known.push(edge);
  }
  return [...pairs.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ from: first.from, to: first.to, kind: kindOf(group), edges: group }];
  });
}

/** What is taken without anything having gone wrong says what the whole line is. */
function kindOf(edges: readonly GraphEdge[]): WireKind {
  const kinds = new Set(edges.map(({ kind }) => kind));
  if (kinds.has('back')) return 'back';
  if (kinds.has(undefined) || kinds.has('route')) return 'plain';
  return kinds.has('error') ? 'error' : 'limit';
}
