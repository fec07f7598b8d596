// Nodes that never both run: they lie on different ways of one router, or one of them where another's failure leads.
import type { OrderEdge } from './edges.ts';

/** Whether two nodes never both run in one iteration. `when` is not exclusive: what it skips is passed, not left out. */
export function exclusiveOf(edges: readonly OrderEdge[]): (a: number, b: number) => boolean {
  const after = new Map<number, OrderEdge[]>();
  const targets = new Set<number>();
  for (const edge of edges) {
    if (edge.kind === 'back' || edge.to === 'END') continue;
    targets.add(edge.to);
    const known = after.get(edge.from);
    if (known === undefined) after.set(edge.from, [edge]);
    else known.push(edge);
  }
  const sources = [...after.keys()];
  const entries = sources.filter((node) => !targets.has(node));
  const reach = (starts: readonly number[], without?: number): ReadonlySet<number> => {
    const seen = new Set(starts.filter((node) => node !== without));
    for (const node of seen) {
      for (const { to } of after.get(node) ?? []) if (to !== 'END' && to !== without) seen.add(to);
    }
    return seen;
  };
  const routers = sources.filter((node) => new Set((after.get(node) ?? []).map(wayOf)).size > 1);
  const ways = new Map<number, readonly ReadonlySet<number>[]>();
  const around = new Map<number, ReadonlySet<number>>();
  const waysOf = (router: number): readonly ReadonlySet<number>[] => {
    let found = ways.get(router);
    if (found === undefined) {
      const leaving = after.get(router) ?? [];
      found = [...new Set(leaving.map(wayOf))].map((way) =>
        reach(leaving.filter((edge) => wayOf(edge) === way).flatMap(({ to }) => (to === 'END' ? [] : [to]))),
      );
      ways.set(router, found);
    }
    return found;
  };
  const aroundOf = (router: number): ReadonlySet<number> => {
    let found = around.get(router);
    if (found === undefined) around.set(router, (found = reach(entries, router)));
    return found;
  };
  return (a, b) =>
    routers.some((router) => {
      const [of, beside] = [waysOf(router), aroundOf(router)];
      if (beside.has(a) || beside.has(b)) return false;
      const isOn = (node: number): boolean => of.some((way) => way.has(node));
      return isOn(a) && isOn(b) && of.every((way) => !(way.has(a) && way.has(b)));
    });
}

/** Edges of one way are taken together. */
export function wayOf({ kind, route }: OrderEdge): string {
  return kind === 'error' || kind === 'limit' ? kind : `way ${route ?? ''}`;
}
