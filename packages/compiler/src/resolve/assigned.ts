// Definite assignment: what has been done on every way to a node, when the node starts in the first iteration of its loops.
import type { NodeDoc } from '../parse/document.ts';
import { wayOf } from './exclusive.ts';
import type { Order, OrderEdge } from './order.ts';
import { waysOf } from './ways.ts';
import type { Unit, Ways } from './ways.ts';

/** Whether one of some nodes has gone through, not failed, on every way to a node. */
export type IsDone = (nodes: ReadonlySet<number>, reader: number | 'END') => boolean;

export function doneBefore(nodes: readonly NodeDoc[], order: Order): IsDone {
  const flow = order.sorted.filter((index) => nodes[index]?.isFinally === false);
  const edges = order.edges.filter(({ to, kind }) => to !== 'END' && kind !== 'back');
  const isBranching = edges.some(({ kind }) => kind !== undefined) || nodes.some(({ isAny }) => isAny);
  // Without branches every node before runs in any case; in a cycle nothing runs, which has been said.
  if (!isBranching || order.cycle.length > 0)
    return (some, reader) => [...some].some((node) => reader === 'END' || order.isBefore(node, reader));
  const incoming = nodes.map((): OrderEdge[] => []);
  for (const edge of edges) if (edge.to !== 'END') incoming[edge.to]?.push(edge);
  const ends = order.edges.filter(({ to, kind }) => to === 'END' && kind !== 'back');
  const position = new Map(flow.map((node, at) => [node, at]));
  let taken: Taken | undefined;
  const isTaken: Taken = (edge, reader) => (taken ??= takenWith(flow, order))(edge, reader);
  const known = new Map<string, boolean>();
  return (some, reader) => {
    const key = `${[...some].join()} ${reader}`;
    let done = known.get(key);
    if (done === undefined) {
      done = pass(some, reader, { nodes, flow, position, incoming, ends, isTaken });
      known.set(key, done);
    }
    return done;
  };
}

type Graph = {
  readonly nodes: readonly NodeDoc[];
  /** In topological order, and where each stands in it. */
  readonly flow: readonly number[];
  readonly position: ReadonlyMap<number, number>;
  readonly incoming: readonly (readonly OrderEdge[])[];
  readonly ends: readonly OrderEdge[];
  readonly isTaken: Taken;
};

/** Whether one of `some` is done when the reader starts: one pass in topological order, from the first of them to the reader. */
function pass(
  some: ReadonlySet<number>,
  reader: number | 'END',
  { nodes, flow, position, incoming, ends, isTaken }: Graph,
): boolean {
  const done = new Set<number>();
  // A failure that leads elsewhere has done nothing itself.
  const gives = ({ from, kind }: OrderEdge): boolean => done.has(from) || (some.has(from) && kind !== 'error');
  const isKnown = (edges: readonly OrderEdge[], at: number | 'END', isAny: boolean): boolean =>
    // `join: any` knows only of the edge that fired it; any other join of every edge that was taken.
    edges.length > 0 && (edges.every(gives) || (!isAny && edges.some((edge) => gives(edge) && isTaken(edge, at))));
  const start = Math.min(...Array.from(some, (node) => position.get(node) ?? 0));
  const end = reader === 'END' ? flow.length - 1 : (position.get(reader) ?? -1);
  for (let at = start + 1; at <= end; at += 1) {
    const node = flow[at] ?? -1;
    if (isKnown(incoming[node] ?? [], node, nodes[node]?.isAny === true)) done.add(node);
  }
  return reader === 'END' ? isKnown(ends, 'END', false) : done.has(reader);
}

/** Whether an edge is taken whenever a node runs; whenever a run ends in success. */
type Taken = (edge: OrderEdge, reader: number | 'END') => boolean;

function takenWith(flow: readonly number[], { edges }: Order): Taken {
  const unitOf = new Map(flow.map((node, unit) => [node, unit]));
  const names = flow.map((): string[] => []);
  const targets = flow.map((): number[][] => []);
  for (const edge of edges) {
    const { from, to, kind } = edge;
    const unit = unitOf.get(from);
    // A loop ends by another way than back, so only the others say what comes after.
    if (unit === undefined || kind === 'back') continue;
    const name = wayOf(edge);
    const way = names[unit]?.indexOf(name) ?? -1;
    const target = to === 'END' ? undefined : unitOf.get(to);
    const list = way < 0 ? [] : (targets[unit]?.[way] ?? []);
    if (target !== undefined) list.push(target);
    if (way >= 0) continue;
    names[unit]?.push(name);
    targets[unit]?.push(list);
  }
  const units: readonly Unit[] = targets.map((ways) => ({ ways, isExclusive: true }));
  const hasIncoming = new Set(edges.filter(({ kind }) => kind !== 'back').map(({ to }) => to));
  const entries = flow.flatMap((node, unit) => (hasIncoming.has(node) ? [] : [unit]));
  const ways: Ways = waysOf({ units, entries });
  return (edge, reader) => {
    const source = unitOf.get(edge.from) ?? 0;
    const all = names[source] ?? [];
    const place = (ways.places[source] ?? 0) + (all.length > 1 ? 1 + all.indexOf(wayOf(edge)) : 0);
    // At the end of a run only that counts which every run comes by.
    return ways.runsWith(reader === 'END' ? 0 : (ways.places[unitOf.get(reader) ?? 0] ?? 0), place);
  };
}
