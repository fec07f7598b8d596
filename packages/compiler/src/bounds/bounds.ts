// The worst case of a graph before it runs, and the best: how often nodes execute, how often models are called, how many tokens that
// takes and what they cost, how long it takes.
import { topology } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphNode, Loop, Topology } from '@configurable-agents/core/graph';
import type { Unit } from '../resolve/ways.ts';
import type { Models } from './answer.ts';
import { underBudget } from './budget.ts';
import { atMost, exactly, NONE, perhaps, plus, times } from './interval.ts';
import type { Interval } from './interval.ts';
import { weigh } from './level.ts';
import { linesOf } from './lines.ts';
import { ownBounds, underOwnBudget } from './own.ts';
import type { Factor, Own, Total, Unbounded } from './own.ts';
import { countsOf, mapUse, NO_COUNTS, NO_USE, perhapsUse, plusUse, timesUse } from './use.ts';
import type { Counts } from './use.ts';
import { longest } from './wall.ts';
import { Written } from './written.ts';

/** A node's share: all its executions in one run, its items and attempts included. */
export type NodeBounds = Total & {
  readonly name: string;
  /** What multiplies its share, greatest first. */
  readonly factors: readonly Factor[];
  readonly unbounded: readonly Unbounded[];
};

/**
 * Floors hold for runs that succeed, ceilings for all; counts are of one run and of the workflows that it awaits (their
 * executions are not counted), without crashes. `wall` is in milliseconds, without time in queues and beyond `Retry-After`;
 * `cost` is in US dollars. `isPriced`: prices were given, so that `cost` says something.
 */
export type GraphBounds = {
  readonly nodes: readonly NodeBounds[];
  readonly total: Total;
  readonly isPriced: boolean;
};

/** What bounds are found by beside the graph: manifests say how much models read, `prices` what they cost. */
export type BoundsOptions = Models;

/**
 * The bounds of a graph. Pure; about linear in its nodes, with a bit set for each.
 *
 * @example
 * boundsOf(graph).total.calls // { lo: 1, hi: 12 }
 * boundsOf(graph, { prices: () => ({ input: { lo: 1, hi: 1 }, output: { lo: 4, hi: 4 } }) }).total.cost.hi // 0.0123
 */
export function boundsOf(graph: ExecutionGraph, options: BoundsOptions = {}): GraphBounds {
  return boundsWithin(graph, { graphs: graph.subgraphs ?? {}, known: new Map(), models: options });
}

type Known = {
  readonly graphs: { readonly [hash: string]: ExecutionGraph };
  readonly known: Map<string, Total>;
  readonly models: Models;
};

function boundsWithin(graph: ExecutionGraph, { graphs, known, models }: Known): GraphBounds {
  const child = (hash: string): Total | undefined => {
    const found = graphs[hash];
    if (found === undefined || known.has(hash)) return known.get(hash);
    const { total } = boundsWithin(found, { graphs, known, models });
    known.set(hash, total);
    return total;
  };
  const top = topology(graph);
  const written = new Written(graph, models);
  const own = new Map(
    graph.nodes.map((node) => [node.name, inPlace(ownBounds(node, { graph, models, written, child }), top, node)]),
  );
  const flow = levelBounds({ graph, top, own, members: graph.nodes, loops: outermost(top) });
  const shares = graph.nodes.map((node) => {
    const isSure = flow.sure.has(node.name) || node.finally === true;
    return nodeBounds(node, { own: own.get(node.name) as Own, top, isSure });
  });
  const finals = top.finals.map((name) => own.get(name) as Own);
  const counts = finals.map(countsOf).reduce(plusUse, flow.counts);
  const wall = finals.reduce((sum, each) => plus(sum, each.wall), flow.wall);
  const total = {
    ...limited(counts, { graph, shares, own }),
    wall: underTimeout(wall, graph),
    unpriced: [...new Set(shares.flatMap(({ unpriced }) => unpriced))],
  };
  return { nodes: shares, total, isPriced: models.prices !== undefined };
}

/** A node that a join may cancel may not run at all; one that a join leaves behind may be at work while its loop begins anew. */
function inPlace(own: Own, top: Topology, { name }: GraphNode): Own {
  const { mayLoseTo, regions } = top.place(name);
  if (mayLoseTo.length === 0) return own;
  const { asker } = own;
  const turns = regions.reduce((product, loop) => product * loop.max_iterations, 1);
  return {
    ...own,
    ...perhapsUse(countsOf(own)),
    wall: perhaps(own.wall),
    ...(asker === undefined ? {} : { asker: { ...asker, parallel: asker.parallel * turns } }),
  };
}

type Shares = {
  readonly graph: ExecutionGraph;
  readonly shares: readonly NodeBounds[];
  readonly own: ReadonlyMap<string, Own>;
};

/** Never more than the nodes together, nor than the run's budget allows. */
function limited(counts: Counts, { graph, shares, own }: Shares): Counts {
  const all = shares.map(countsOf).reduce(plusUse, NO_COUNTS);
  const whole = mapUse(counts, (each, what) => atMost(each, Math.max(each.lo, all[what].hi)));
  const { budget } = graph.execution ?? {};
  if (budget === undefined) return whole;
  const askers = graph.nodes.flatMap((node) => {
    const { asker } = own.get(node.name) as Own;
    return asker === undefined ? [] : [{ node, ...asker }];
  });
  // A run that is awaited counts when it is over.
  const beside = shares.filter(({ name }) => own.get(name)?.asker === undefined).reduce(plusUse, NO_USE);
  return underBudget(whole, budget, { lines: linesOf(graph, askers), beside });
}

function nodeBounds(
  node: GraphNode,
  { own, top, isSure }: { readonly own: Own; readonly top: Topology; readonly isSure: boolean },
): NodeBounds {
  const { name } = node;
  const loops = top.place(name).regions;
  const often = loops.reduce((product, loop) => times(product, roundsOf(loop)), exactly(1));
  const counts = timesUse(countsOf(own), often);
  const inRun = isSure ? counts : perhapsUse(counts);
  const wall = times(own.wall, often);
  const factors = [
    ...loops.map(({ header, max_iterations: count }) => ({
      count,
      of: 'iterations',
      edit: `lower \`max_iterations\` of the loop that begins at \`${header}\``,
    })),
    ...own.factors,
  ];
  const share = { ...underOwnBudget(node, inRun, own.asker), wall: isSure ? wall : perhaps(wall) };
  return {
    name,
    ...share,
    unpriced: own.unpriced,
    factors: factors.filter(({ count }) => count > 1).toSorted((a, b) => b.count - a.count),
    // What the model can read, or a budget, bounds it after all.
    unbounded: own.unbounded.filter(({ what }) => share[what].hi === Infinity),
  };
}

/** What a loop holds runs at least once where the loop does, and at most as often as its bound says. */
function roundsOf({ max_iterations: most }: Loop): Interval {
  return { lo: 1, hi: most };
}

function outermost({ loops }: Topology): readonly Loop[] {
  return loops.filter(({ depth }) => depth === 0);
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

type LevelBounds = { readonly counts: Counts; readonly wall: Interval; readonly sure: ReadonlySet<string> };

function levelBounds({ graph, top, own, members, loops, body }: LevelInput): LevelBounds {
  const unitOf = new Map<string, number>();
  const weights: LevelBounds[] = [];
  const within: (Loop | string)[] = [];
  for (const { name } of members) {
    if (unitOf.has(name) || top.node(name).finally === true) continue;
    const loop = loops.find((each) => each.members.has(name));
    for (const each of loop?.nodes ?? [name]) unitOf.set(each, within.length);
    within.push(loop ?? name);
    if (loop === undefined) weights.push(weightOf(own.get(name) as Own, name));
    else weights.push(loopBounds(loop, { graph, top, own }));
  }
  const units = unitsOf(graph, { unitOf, within });
  const starts = body === undefined ? top.entries : [body.header];
  const entries = starts.flatMap((name) => unitOf.get(name) ?? []);
  const level = { units, entries };
  const { total, isSure } = weigh(level);
  return {
    counts: mapUse(NO_COUNTS, (_, what) => total((unit) => weights[unit]?.counts[what] ?? NONE)),
    wall: longest(level, { wallOf: (unit) => weights[unit]?.wall ?? NONE, isSure }),
    sure: new Set(weights.flatMap(({ sure }, unit) => (isSure(unit) ? [...sure] : []))),
  };
}

function weightOf(own: Own, name: string): LevelBounds {
  return { counts: countsOf(own), wall: own.wall, sure: new Set([name]) };
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

function loopBounds(loop: Loop, rest: Pick<LevelInput, 'graph' | 'top' | 'own'>): LevelBounds {
  const members = loop.nodes.map((name) => ({ name }));
  const { counts, wall, sure } = levelBounds({ ...rest, members, loops: loop.inner, body: loop });
  const rounds = roundsOf(loop);
  return { counts: timesUse(counts, rounds), wall: times(wall, rounds), sure };
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
