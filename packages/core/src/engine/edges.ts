// What edges say, derived from the executions that they leave: nothing about an edge is stored.
import type { GraphEdge } from '../graph/graph.ts';
import type { Loop, Place, Topology } from '../graph/topology.ts';
import { keyOf } from './key.ts';
import { isOver } from './state.ts';
import type { NodeExecution, RunState } from './state.ts';

export type EdgeState = 'open' | 'taken' | 'skipped';

/** The key of a loop, within the iteration of the loops around it that the counters name. */
export function loopKey(loop: Loop, iterations: readonly number[]): string {
  return keyOf(loop.id, loop.depth === 0 ? [] : iterations.slice(0, loop.depth));
}

export function iterationOf(state: RunState, loop: Loop, iterations: readonly number[]): number {
  return state.loops.get(loopKey(loop, iterations))?.iteration ?? 1;
}

const OUTSIDE: readonly number[] = [];

/** The counters of a node's execution now. `shared`: those of the loops that are known already. */
export function iterationsOf(
  state: RunState,
  { regions }: Place,
  shared: readonly number[] = OUTSIDE,
): readonly number[] {
  if (regions.length === 0) return OUTSIDE;
  const iterations = shared.slice(0, regions.length);
  for (let depth = iterations.length; depth < regions.length; depth += 1) {
    iterations.push(iterationOf(state, regions[depth] as Loop, iterations));
  }
  return iterations;
}

/** Counters that two nodes have in common: those of the loops that hold both. */
export function sharedDepth(a: Place, b: Place): number {
  let depth = 0;
  while (depth < a.regions.length && a.regions[depth] === b.regions[depth]) depth += 1;
  return depth;
}

/** The execution of the source that an edge into an execution with these counters comes from; undefined while there is none. */
export function sourceOf(
  { place }: Topology,
  state: RunState,
  at: { readonly edge: GraphEdge; readonly target: Place | undefined; readonly iterations: readonly number[] },
): NodeExecution | undefined {
  const source = place(at.edge.from);
  if (source.regions.length === 0) return state.executions.get(at.edge.from);
  const depth = at.target === undefined ? 0 : sharedDepth(source, at.target);
  return state.executions.get(keyOf(at.edge.from, iterationsOf(state, source, at.iterations.slice(0, depth))));
}

/** What an edge says, given the execution that it leaves. An edge out of a loop is open until the loop has ended. */
export function edgeState(
  topology: Topology,
  state: RunState,
  { edge, source }: { readonly edge: GraphEdge; readonly source: NodeExecution | undefined },
): EdgeState {
  if (source === undefined || !isOver(source.status)) return 'open';
  if (isHeld(topology, state, { edge, source })) return 'open';
  return isTaken(topology, { edge, source }) ? 'taken' : 'skipped';
}

function isHeld(
  { place }: Topology,
  state: RunState,
  { edge, source }: { readonly edge: GraphEdge; readonly source: NodeExecution },
): boolean {
  const { regions } = place(edge.from);
  return regions.some(
    (loop) => !loop.members.has(edge.to) && state.loops.get(loopKey(loop, source.iterations))?.isEnded !== true,
  );
}

/** Whether an execution that is over chose an edge. */
export function isTaken(
  { place }: Topology,
  { edge, source }: { readonly edge: GraphEdge; readonly source: NodeExecution },
): boolean {
  const { status, skipped, handled, route } = source;
  if (status === 'cancelled' || skipped === 'path') return false;
  if (status === 'failed' && handled !== 'continue') return handled === 'to' && edge.kind === 'error';
  switch (edge.kind) {
    case undefined:
      return true;
    case 'route':
      return edge.route === route;
    case 'limit': {
      const loop = place(edge.from).regions.at(-1);
      return edge.route === route && loop !== undefined && (source.iterations.at(-1) ?? 1) >= loop.max_iterations;
    }
    default:
      return false;
  }
}

/** Whether the latch of a loop, which is over, chose another iteration, and the bound allows it. */
export function asksAgain({ place }: Topology, loop: Loop, latch: NodeExecution): boolean {
  return choosesBack(place(loop.latch), loop, latch) && (latch.iterations[loop.depth] ?? 1) < loop.max_iterations;
}

/** Whether the latch's routes lead back, whatever the bound. */
export function choosesBack({ node }: Place, loop: Loop, latch: NodeExecution): boolean {
  const { status, skipped, handled, route } = latch;
  if (status === 'cancelled' || skipped === 'path' || (status === 'failed' && handled !== 'continue')) return false;
  return route !== null && node.routes?.[route]?.to.includes(loop.header) === true;
}
