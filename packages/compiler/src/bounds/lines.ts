// Which nodes may be at work side by side: nodes of one line never are.
import type { ExecutionGraph, GraphNode } from '@configurable-agents/core/graph';

/**
 * Nodes in lines: each node of a line comes after the ones before it, and has one turn in a run. What is in a loop, or may go on beside
 * a join that did not wait for it, is a line of its own.
 */
export function linesOf<T extends { readonly node: GraphNode }>(
  { nodes, edges, regions = [] }: ExecutionGraph,
  members: readonly T[],
): readonly (readonly T[])[] {
  const hasRaces = nodes.some(({ join }) => join === 'any');
  const looped = new Set(regions.flatMap((region) => region.nodes));
  const before = ancestorsOf({ nodes, edges }, new Set(members.map(({ node }) => node.name)));
  const lines: T[][] = [];
  for (const member of members) {
    const { name } = member.node;
    const isApart = hasRaces || looped.has(name);
    const line = isApart
      ? undefined
      : lines.find((each) => {
          const last = each.at(-1)?.node.name ?? '';
          return !looped.has(last) && before.get(name)?.has(last) === true;
        });
    if (line === undefined) lines.push([member]);
    else line.push(member);
  }
  return lines;
}

/** Of each node those of `wanted` that lead to it. Nodes stand in topological order. */
function ancestorsOf(
  { nodes, edges }: Pick<ExecutionGraph, 'nodes' | 'edges'>,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const ancestors = new Map(nodes.map(({ name }) => [name, new Set<string>()]));
  const from = Map.groupBy(edges, ({ from }) => from);
  for (const { name } of nodes) {
    const own = ancestors.get(name) ?? new Set();
    for (const { to, kind } of from.get(name) ?? []) {
      const next = ancestors.get(to);
      if (kind === 'back' || next === undefined) continue;
      for (const each of own) next.add(each);
      if (wanted.has(name)) next.add(name);
    }
  }
  return ancestors;
}
