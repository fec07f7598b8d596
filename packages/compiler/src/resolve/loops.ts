// Loops as regions: the natural loop of each back edge. One way in, one source of the back edge, properly nested; or what is
// wrong with them.
import type { OrderEdge } from './edges.ts';

/** A loop: its nodes by index. */
export type LoopDoc = {
  readonly header: number;
  readonly latch: number;
  readonly nodes: ReadonlySet<number>;
  readonly edge: OrderEdge;
};

/** A rule of loops that is broken, and by which edge. */
export type LoopFault =
  /** The target does not lead to the source: nothing is repeated. */
  | { readonly rule: 'forward'; readonly edge: OrderEdge }
  /** An edge leads into the body past the header. */
  | { readonly rule: 'entry'; readonly edge: OrderEdge; readonly loop: LoopDoc }
  /** Two back edges share an end. */
  | { readonly rule: 'shared'; readonly edge: OrderEdge; readonly other: OrderEdge }
  /** Two loops overlap, or one ends in the middle of another. */
  | { readonly rule: 'nesting'; readonly edge: OrderEdge; readonly other: OrderEdge };

export type Loops = { readonly loops: readonly LoopDoc[]; readonly faults: readonly LoopFault[] };

/** The loops of a document, outer ones first. Where a rule is broken there are none. */
export function loopsOf(count: number, edges: readonly OrderEdge[]): Loops {
  const backs = edges.filter(({ kind }) => kind === 'back');
  if (backs.length === 0) return { loops: [], faults: [] };
  const before: number[][] = Array.from({ length: count }, () => []);
  const after: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to, kind } of edges) {
    if (kind === 'back' || to === 'END') continue;
    before[to]?.push(from);
    after[from]?.push(to);
  }
  const faults: LoopFault[] = [];
  const loops = backs.flatMap((edge): LoopDoc[] => {
    const { from: latch, to: header } = edge;
    const isRound = header !== 'END' && (header === latch || closure(header, after).has(latch));
    if (!isRound) faults.push({ rule: 'forward', edge });
    return isRound ? [{ header, latch, nodes: bodyOf(header, latch, before), edge }] : [];
  });
  for (const loop of loops) {
    const inside = closure(loop.header, after);
    const entry = edges.find(
      ({ from, to, kind }) =>
        kind !== 'back' && to !== 'END' && loop.nodes.has(to) && to !== loop.header && !inside.has(from),
    );
    if (entry !== undefined) faults.push({ rule: 'entry', edge: entry, loop });
  }
  faults.push(...pairFaults(loops));
  if (faults.length > 0) return { loops: [], faults };
  return { loops: loops.toSorted((a, b) => b.nodes.size - a.nodes.size), faults };
}

function pairFaults(loops: readonly LoopDoc[]): readonly LoopFault[] {
  return loops.flatMap((loop, i) =>
    loops.slice(i + 1).flatMap((other): LoopFault[] => {
      const pair = { edge: other.edge, other: loop.edge };
      if (loop.header === other.header || loop.latch === other.latch) return [{ rule: 'shared', ...pair }];
      const [small, large] = loop.nodes.size < other.nodes.size ? [loop, other] : [other, loop];
      const common = [...small.nodes].filter((node) => large.nodes.has(node));
      const isApart = common.length === 0;
      const isNested =
        common.length === small.nodes.size && !small.nodes.has(large.header) && !small.nodes.has(large.latch);
      return isApart || isNested ? [] : [{ rule: 'nesting', ...pair }];
    }),
  );
}

/** A node and everything that it leads to. */
function closure(start: number, next: readonly (readonly number[])[]): ReadonlySet<number> {
  const seen = new Set([start]);
  for (const node of seen) for (const each of next[node] ?? []) seen.add(each);
  return seen;
}

/** Nodes from which the latch is reached without passing the header. */
function bodyOf(header: number, latch: number, before: readonly (readonly number[])[]): ReadonlySet<number> {
  const body = new Set([header, latch]);
  const open = latch === header ? [] : [latch];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const source of before[node] ?? []) {
      if (body.has(source)) continue;
      body.add(source);
      open.push(source);
    }
  }
  return body;
}
