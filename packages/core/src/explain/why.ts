// Why a node was skipped, and which way its routes took: asked again over what the run knew then.
import { choosesBack, edgeState, isTaken, iterationsOf, sourceOf } from '../engine/edges.ts';
import type { FactOf } from '../engine/fact.ts';
import { keyOf, parseKey } from '../engine/key.ts';
import { routeScope, scopeOf } from '../engine/scope.ts';
import type { NodeExecution, RunState } from '../engine/state.ts';
import type { ExecutionGraph, GraphEdge } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import { reasonOf } from './condition.ts';
import type { Reason } from './explanation.ts';

export type Run = { readonly graph: ExecutionGraph; readonly state: RunState };

/** The condition of a node, as it was when the node's turn came. */
export function whenReason({ graph, state }: Run, key: string): readonly Reason[] {
  const { node: name, iterations } = parseKey(key);
  const { when } = topology(graph).node(name);
  return when === undefined ? [] : [reasonOf('when', when, scopeOf(graph, state, { node: name, iterations }))];
}

/** The routes of a node that is over, up to the one that was taken. */
export function routeReasons({ graph, state }: Run, execution: NodeExecution): readonly Reason[] {
  const { routes = [] } = topology(graph).node(execution.node);
  if (execution.route === null) return [];
  const asked = routes.slice(0, execution.route + 1);
  const scope = asked.some(({ when }) => when !== undefined) ? routeScope(graph, state, execution) : {};
  return asked.map(({ when, to }, i) => {
    const of = `route ${i + 1} (${to.join(', ') || 'END'})`;
    return when === undefined
      ? { of, condition: null, holds: true, values: [], note: 'no route before it held' }
      : reasonOf(of, when, scope);
  });
}

/** The nodes that the chosen way leads to. */
export function chosenWay({ graph }: Run, { node, route }: NodeExecution): string | undefined {
  return route === null ? undefined : topology(graph).node(node).routes?.[route]?.to.join(', ');
}

/** What is to add of a loop that would have turned again, and was not allowed to. */
export function atBound({ graph, state }: Run, { loop: key, iterations: count }: FactOf<'loop.ended'>): string {
  const { node: id, iterations } = parseKey(key);
  const loop = topology(graph).loops.find((each) => each.id === id);
  if (loop === undefined || count < loop.max_iterations) return '';
  const latch = state.executions.get(keyOf(loop.latch, [...iterations, count]));
  const wouldTurn = latch !== undefined && choosesBack(topology(graph).place(loop.latch), loop, latch);
  return wouldTurn ? ', which is its bound' : '';
}

/** Why no way led to a node: what each edge to it said. */
export function pathReasons({ graph, state }: Run, key: string): readonly Reason[] {
  const { node: name, iterations } = parseKey(key);
  const top = topology(graph);
  const target = top.place(name);
  return target.incoming.flatMap((edge): readonly Reason[] => {
    const source = sourceOf(top, state, { edge, target, iterations });
    if (source !== undefined && isTaken(top, { edge, source })) return [];
    return [{ of: edge.from, condition: null, holds: null, values: [], note: edgeNote(edge, source) }];
  });
}

function edgeNote(edge: GraphEdge, source: NodeExecution | undefined): string {
  if (source === undefined) return 'it never began';
  switch (source.status) {
    case 'skipped':
      if (source.skipped === 'path') return 'it was skipped itself';
      break;
    case 'failed':
      if (source.handled !== 'continue') return edge.kind === 'error' ? 'it led elsewhere' : 'it failed';
      break;
    case 'cancelled':
      return 'it was cancelled';
    default:
  }
  if (edge.kind === 'error') return 'it did not fail';
  return edge.kind === 'limit' ? 'its loop did not reach its bound' : 'it chose another way';
}

/** Why a node has not begun, once nothing more happens. */
export function neverReason({ graph, state }: Run, name: string): string {
  const top = topology(graph);
  const target = top.place(name);
  const iterations = iterationsOf(state, target);
  const missing = target.incoming.filter((edge) => {
    const source = sourceOf(top, state, { edge, target, iterations });
    return edgeState(top, state, { edge, source }) === 'open';
  });
  const ended = state.finishedAt !== null;
  if (missing.length === 0) return ended ? 'the run ended before its turn' : 'its turn has not come';
  const names = [...new Set(missing.map(({ from }) => `\`${from}\``))].join(', ');
  return ended ? `the run ended before ${names} was through` : `it waits for ${names}`;
}
