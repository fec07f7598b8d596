// Order between nodes: edges by index, the topological order with ties as listed, and who runs before whom.
import type { NodeDoc, WorkflowDoc } from '../parse/document.ts';

export type OrderEdge = { readonly from: number; readonly to: number | 'END' };

export type Order = {
  /** Nodes by topological index: indices into the listed nodes. */
  readonly sorted: readonly number[];
  readonly edges: readonly OrderEdge[];
  /** Whether node `a` runs before node `b` whenever both run. */
  readonly isBefore: (a: number, b: number) => boolean;
  /** Nodes that wait for each other, in the direction of the edges; empty without a cycle. */
  readonly cycle: readonly number[];
};

/** The edges that the document gives: as written, or one after the other where `edges` is absent. */
export function edgesOf(document: WorkflowDoc, indexOf: ReadonlyMap<string, number>): readonly OrderEdge[] {
  if (document.edges === undefined) {
    return document.nodes.slice(1).map((_node, index) => ({ from: index, to: index + 1 }));
  }
  const seen = new Set<string>();
  const edges: OrderEdge[] = [];
  for (const { from, to } of document.edges) {
    for (const source of from) {
      for (const target of to) {
        const a = indexOf.get(String(source.value));
        const b = target.value === 'END' ? 'END' : indexOf.get(String(target.value));
        if (a === undefined || b === undefined || seen.has(`${a} ${b}`)) continue;
        seen.add(`${a} ${b}`);
        edges.push({ from: a, to: b });
      }
    }
  }
  return edges;
}

export function orderOf(nodes: readonly NodeDoc[], edges: readonly OrderEdge[]): Order {
  const successors: number[][] = nodes.map(() => []);
  const open = nodes.map(() => 0);
  for (const { from, to } of edges) {
    if (to === 'END') continue;
    successors[from]?.push(to);
    open[to] = (open[to] ?? 0) + 1;
  }
  const sorted: number[] = [];
  const ready = nodes.flatMap((_node, index) => (open[index] === 0 ? [index] : []));
  for (let node = takeLeast(ready); node !== undefined; node = takeLeast(ready)) {
    sorted.push(node);
    for (const next of successors[node] ?? []) {
      open[next] = (open[next] ?? 0) - 1;
      if (open[next] === 0) ready.push(next);
    }
  }
  const cycle = sorted.length === nodes.length ? [] : findCycle(successors, new Set(sorted));
  // Nodes of a cycle come last, so that the other checks still see every node.
  const rest = nodes.flatMap((_node, index) => (sorted.includes(index) ? [] : [index]));
  return {
    sorted: rest.length === 0 ? sorted : [...sorted, ...rest],
    edges,
    isBefore: reachability(successors, sorted),
    cycle,
  };
}

/** The least index, so that ties stand as listed. `ready` is short except at the very start. */
function takeLeast(ready: number[]): number | undefined {
  let at = 0;
  for (let i = 1; i < ready.length; i += 1) if ((ready[i] ?? 0) < (ready[at] ?? 0)) at = i;
  return ready.splice(at, 1)[0];
}

/** Ancestors as bit sets, a word for 32 nodes: linear in edges and small for thousands of nodes. */
function reachability(
  successors: readonly (readonly number[])[],
  sorted: readonly number[],
): (a: number, b: number) => boolean {
  const words = Math.ceil(successors.length / 32);
  const ancestors = new Uint32Array(successors.length * words);
  for (const node of sorted) {
    for (const next of successors[node] ?? []) {
      const [source, target] = [node * words, next * words];
      for (let word = 0; word < words; word += 1)
        ancestors[target + word] = (ancestors[target + word] ?? 0) | (ancestors[source + word] ?? 0);
      const own = target + (node >>> 5);
      ancestors[own] = (ancestors[own] ?? 0) | (1 << (node & 31));
    }
  }
  return (a, b) => ((ancestors[b * words + (a >>> 5)] ?? 0) & (1 << (a & 31))) !== 0;
}

function findCycle(successors: readonly (readonly number[])[], done: ReadonlySet<number>): readonly number[] {
  // Every node that is left has a successor that is left or lies behind a cycle; walking backwards-free nodes must repeat.
  const state = new Map<number, 'open' | 'closed'>();
  const path: number[] = [];
  const visit = (node: number): readonly number[] | undefined => {
    if (state.get(node) === 'open') return path.slice(path.indexOf(node));
    if (state.get(node) === 'closed') return undefined;
    state.set(node, 'open');
    path.push(node);
    for (const next of successors[node] ?? []) {
      const found = done.has(next) ? undefined : visit(next);
      if (found !== undefined) return found;
    }
    path.pop();
    state.set(node, 'closed');
    return undefined;
  };
  for (let node = 0; node < successors.length; node += 1) {
    const found = done.has(node) ? undefined : visit(node);
    if (found !== undefined) return found;
  }
  return [];
}
