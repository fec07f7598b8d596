// The worst case of a graph before it runs, and the best: how often nodes execute, how often models are called, how long it takes.
import { topology } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphNode, Loop, Topology } from '@configurable-agents/core/graph';
import type { Unit } from '../resolve/ways.ts';
import { exactly, NONE, perhaps, plus, times } from './interval.ts';
import type { Interval } from './interval.ts';
import { weigh } from './level.ts';

import { ownBounds } from './own.ts';
import type { Factor, Own, Total, Unbounded } from './own.ts';
import { longest } from './wall.ts';

/** A node's share: all its executions in one run, its items and attempts included. */
export type NodeBounds = Total & {
  readonly name: string;
  /** What multiplies its share, greatest first. */
  readonly factors: readonly Factor[];
  readonly unbounded: readonly Unbounded[];
};

/**
 * Floors hold for runs that succeed, ceilings for all; counts are of one run and of the workflows that it awaits (their
 * executions are not counted), without crashes. `wall` is in milliseconds, without time in queues and beyond `Retry-After`.
 */
export type GraphBounds = { readonly nodes: readonly NodeBounds[]; readonly total: Total };

/**
 * The bounds of a graph. Pure; about linear in its nodes, with a bit set for each.
 *
 * @example
 * boundsOf(graph).total.calls // { lo: 1, hi: 12 }
 */
export function boundsOf(graph: ExecutionGraph): GraphBounds {
  return boundsWithin(graph, { graphs: graph.subgraphs ?? {}, known: new Map() });
}

type Known = {
  readonly graphs: { readonly [hash: string]: ExecutionGraph };
  readonly known: Map<string, Total>;
};

function boundsWithin(graph: ExecutionGraph, { graphs, known }: Known): GraphBounds {
  const child = (hash: string): Total | undefined => {
    const found = graphs[hash];
    if (found === undefined || known.has(hash)) return known.get(hash);
    const { total } = boundsWithin(found, { graphs, known });
    known.set(hash, total);
    return total;
  };
  const top = topology(graph);
  const own = new Map(graph.nodes.map((node) => [node.name, inPlace(node, { graph, top, child })]));
  const finals = graph.nodes.filter((node) => node.finally === true).map(({ name }) => name);
  const flow = levelBounds({ graph, top, own, members: graph.nodes, loops: outermost(top) });
  const isSure = (name: string): boolean => flow.sure.has(name) || finals.includes(name);
  const ended = finals.reduce((sum, name) => addTotals(sum, own.get(name) as Own), flow.total);
  return {
    nodes: graph.nodes.map(({ name }) => nodeBounds(name, { own: own.get(name) as Own, top, isSure: isSure(name) })),
    total: { ...ended, wall: underTimeout(ended.wall, graph) },
  };
}

/** A node that a join may cancel may not run at all. */
function inPlace(
  node: GraphNode,
  {
    graph,
    top,
    child,
  }: {
    readonly graph: ExecutionGraph;
    readonly top: Topology;
    readonly child: (hash: string) => Total | undefined;
  },
): Own {
  const own = ownBounds(node, graph, child);
  if (top.place(node.name).mayLoseTo.length === 0) return own;
  return { ...own, executions: perhaps(own.executions), calls: perhaps(own.calls), wall: perhaps(own.wall) };
}

function nodeBounds(
  name: string,
  { own, top, isSure }: { readonly own: Own; readonly top: Topology; readonly isSure: boolean },
): NodeBounds {
  const loops = top.place(name).regions;
  const often = loops.reduce((product, loop) => times(product, roundsOf(loop)), exactly(1));
  const inRun = (interval: Interval): Interval => (isSure ? times(interval, often) : perhaps(times(interval, often)));
  const factors = [
    ...loops.map(({ header, max_iterations: count }) => ({
      count,
      of: 'iterations',
      edit: `lower \`max_iterations\` of the loop that begins at \`${header}\``,
    })),
    ...own.factors,
  ];
  return {
    name,
    executions: inRun(own.executions),
    calls: inRun(own.calls),
    wall: inRun(own.wall),
    factors: factors.filter(({ count }) => count > 1).toSorted((a, b) => b.count - a.count),
    unbounded: own.unbounded,
  };
}

/** What a loop holds runs at least once where the loop does, and at most as often as its bound says. */
function roundsOf({ max_iterations: most }: Loop): Interval {
  return { lo: 1, hi: most };
}

function outermost({ loops }: Topology): readonly Loop[] {
  return loops.filter(({ depth }) => depth === 0);
}

function addTotals(a: Total, b: Total): Total {
  return {
    executions: plus(a.executions, b.executions),
    calls: plus(a.calls, b.calls),
    wall: plus(a.wall, b.wall),
  };
}

type LevelInput = {
  readonly graph: ExecutionGraph;
  readonly top: Topology;
  readonly own: ReadonlyMap<string, Own>;
  /** Nodes of the level, those in its loops too, in topological order. */
  readonly members: readonly { readonly name: string }[];
  readonly loops: readonly Loop[];
  /** Where the level is a loop's body. */
  readonly body?: Loop;
};

type LevelBounds = { readonly total: Total; readonly sure: ReadonlySet<string> };

function levelBounds({ graph, top, own, members, loops, body }: LevelInput): LevelBounds {
  const unitOf = new Map<string, number>();
  const weights: (Total & { readonly names: ReadonlySet<string> })[] = [];
  const within: (Loop | string)[] = [];
  for (const { name } of members) {
    if (unitOf.has(name) || top.node(name).finally === true) continue;
    const loop = loops.find((each) => each.members.has(name));
    for (const each of loop?.nodes ?? [name]) unitOf.set(each, within.length);
    within.push(loop ?? name);
    if (loop === undefined) weights.push({ ...(own.get(name) as Own), names: new Set([name]) });
    else weights.push(loopBounds(loop, { graph, top, own }));
  }
  const units = unitsOf(graph, { unitOf, within });
  const starts = body === undefined ? top.entries : [body.header];
  const entries = starts.flatMap((name) => unitOf.get(name) ?? []);
  const level = { units, entries };
  const { total, isSure } = weigh(level);
  return {
    total: {
      executions: total((unit) => weights[unit]?.executions ?? NONE),
      calls: total((unit) => weights[unit]?.calls ?? NONE),
      wall: longest(level, { wallOf: (unit) => weights[unit]?.wall ?? NONE, isSure }),
    },
    sure: new Set(weights.flatMap(({ names }, unit) => (isSure(unit) ? [...names] : []))),
  };
}

function unitsOf(
  { edges }: ExecutionGraph,
  { unitOf, within }: { readonly unitOf: ReadonlyMap<string, number>; readonly within: readonly (Loop | string)[] },
): readonly Unit[] {
  // The ways of each unit: edges that are taken together, by the nodes of the level that they lead to.
  const ways = within.map(() => new Map<string, number[]>());
  const sources = within.map(() => new Set<string>());
  for (const { from, to, kind, route } of edges) {
    const unit = unitOf.get(from);
    // What stays within a loop is no way on from it.
    if (unit === undefined || (unitOf.get(to) === unit && typeof within[unit] === 'object')) continue;
    const way = kind === undefined ? from : `${from} ${kind === 'back' ? 'route' : kind} ${route ?? ''}`;
    const targets = ways[unit]?.get(way) ?? [];
    ways[unit]?.set(way, targets);
    sources[unit]?.add(from);
    const target = unitOf.get(to);
    if (kind !== 'back' && target !== undefined) targets.push(target);
  }
  return within.map((_, unit) => ({
    ways: [...(ways[unit]?.values() ?? [])],
    // Several nodes of a loop may leave it at once.
    isExclusive: sources[unit]?.size === 1,
  }));
}

function loopBounds(
  loop: Loop,
  rest: Pick<LevelInput, 'graph' | 'top' | 'own'>,
): Total & { readonly names: ReadonlySet<string> } {
  const members = loop.nodes.map((name) => ({ name }));
  const { total, sure } = levelBounds({ ...rest, members, loops: loop.inner, body: loop });
  const rounds = roundsOf(loop);
  return {
    executions: times(total.executions, rounds),
    calls: times(total.calls, rounds),
    wall: times(total.wall, rounds),
    names: sure,
  };
}

/** `finally` nodes have 30 s of their own after the run's time is up; the run's clock stands still while it waits. */
function underTimeout(wall: Interval, { execution, nodes }: ExecutionGraph): Interval {
  const limit = execution?.timeout_ms;
  if (limit === undefined || nodes.some(mayWait)) return wall;
  const worst = limit + (nodes.some((node) => node.finally === true) ? FINALLY_MS : 0);
  return { lo: Math.min(wall.lo, worst), hi: Math.min(wall.hi, worst) };
}

const FINALLY_MS = 30_000;

/** A run whose only execution waits for its next attempt waits too. */
function mayWait(node: GraphNode): boolean {
  return node.kind === 'action' ? node.retry.max_attempts > 1 : node.kind !== 'set';
}
