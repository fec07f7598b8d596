import type { ExecutionGraph } from './graph.ts';

/**
 * The nodes that lose when the `join: any` node fires: those from which every path to an exit, over error and limit edges too,
 * goes through it. A node that also feeds something else is none of them.
 */
export function losersOf(graph: ExecutionGraph, join: string): ReadonlySet<string> {
  const before = new Map<string, string[]>();
  for (const { from, to, kind } of graph.edges) {
    if (kind === 'back') continue;
    const known = before.get(to);
    if (known === undefined) before.set(to, [from]);
    else known.push(from);
  }
  const reaching = (target: string, without?: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const open = [target];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const source of before.get(at) ?? []) {
        if (source === without || seen.has(source)) continue;
        seen.add(source);
        open.push(source);
      }
    }
    return seen;
  };
  const past = reaching(join);
  const around = reaching('END', join);
  return new Set([...past].filter((name) => !around.has(name)));
}
