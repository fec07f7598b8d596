// Order between nodes: the topological order with ties as listed and each loop together, and who runs before whom.
import type { NodeDoc } from '../parse/document.ts';
import type { OrderEdge } from './edges.ts';
import { loopsOf } from './loops.ts';
import type { LoopDoc, LoopFault } from './loops.ts';

export { edgesOf } from './edges.ts';
export type { OrderEdge } from './edges.ts';

export type Order = {
  /** Nodes by topological index: indices into the listed nodes; `finally` nodes come last. */
  readonly sorted: readonly number[];
  readonly edges: readonly OrderEdge[];
  /** Whether node `a` runs before node `b` whenever both run, in one iteration of the loops that hold both. */
  readonly isBefore: (a: number, b: number) => boolean;
  /** Whether a loop holds both: each may then see what the other did in an iteration before. */
  readonly sharesLoop: (a: number, b: number) => boolean;
  /** Loops, outer ones first; none where a rule of loops is broken. */
  readonly loops: readonly LoopDoc[];
  readonly faults: readonly LoopFault[];
  /** Nodes that wait for each other, in the direction of the edges; empty without a cycle. */
  readonly cycle: readonly number[];
};

export function orderOf(nodes: readonly NodeDoc[], edges: readonly OrderEdge[]): Order {
  const successors: number[][] = nodes.map(() => []);
  for (const { from, to, kind } of edges) if (to !== 'END' && kind !== 'back') successors[from]?.push(to);
  const { loops, faults } = loopsOf(nodes.length, edges);
  const flow = nodes.flatMap((node, index) => (node.isFinally ? [] : [index]));
  const finals = nodes.flatMap((node, index) => (node.isFinally ? [index] : []));
  const sorted = sortUnits(flow, { successors, loops, depth: 0 });
  const done = new Set(sorted);
  // An edge from a node to itself is none between units, and would not be seen by sorting them.
  const own = edges.find(({ from, to, kind }) => from === to && kind !== 'back');
  const found = sorted.length === flow.length ? [] : findCycle(successors, done);
  const cycle = found.length === 0 && own !== undefined ? [own.from] : found;
  // Nodes of a cycle come last, so that the other checks still see every node.
  const rest = flow.filter((index) => !done.has(index));
  return {
    sorted: [...sorted, ...rest, ...finals],
    edges,
    isBefore: reachability(successors, sorted),
    sharesLoop: (a, b) => loops.some((loop) => loop.nodes.has(a) && loop.nodes.has(b)),
    loops,
    faults,
    cycle,
  };
}

/** Sorts nodes and loops of one level, each loop as one, then each loop within. */
function sortUnits(
  ids: readonly number[],
  {
    successors,
    loops,
    depth,
  }: {
    readonly successors: readonly (readonly number[])[];
    readonly loops: readonly LoopDoc[];
    readonly depth: number;
  },
): readonly number[] {
  // A unit is known by the first of its nodes as listed.
  const unitOf = new Map<number, number>();
  const members = new Map<number, number[]>();
  const first = new Map<LoopDoc, number>();
  for (const id of ids) {
    const loop = loops.filter(({ nodes }) => nodes.has(id))[depth];
    const unit = loop === undefined ? id : (first.get(loop) ?? id);
    if (loop !== undefined && !first.has(loop)) first.set(loop, unit);
    unitOf.set(id, unit);
    if (loop === undefined) continue;
    const known = members.get(unit);
    if (known === undefined) members.set(unit, [id]);
    else known.push(id);
  }
  const open = new Map<number, number>([...unitOf.values()].map((unit) => [unit, 0]));
  const next = new Map<number, number[]>();
  for (const id of ids) {
    const source = unitOf.get(id) ?? id;
    for (const to of successors[id] ?? []) {
      const target = unitOf.get(to);
      if (target === undefined || target === source) continue;
      open.set(target, (open.get(target) ?? 0) + 1);
      const known = next.get(source);
      if (known === undefined) next.set(source, [target]);
      else known.push(target);
    }
  }
  const sorted: number[] = [];
  const ready = [...open].flatMap(([unit, count]) => (count === 0 ? [unit] : []));
  for (let unit = takeLeast(ready); unit !== undefined; unit = takeLeast(ready)) {
    const within = members.get(unit);
    sorted.push(...(within === undefined ? [unit] : sortUnits(within, { successors, loops, depth: depth + 1 })));
    for (const target of next.get(unit) ?? []) {
      const left = (open.get(target) ?? 0) - 1;
      open.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return sorted;
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
