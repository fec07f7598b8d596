// What follows from a node that is over: nodes whose turn has come, dead paths, joins, loops. Looks only at what its edges lead
// to, so a step costs the same in a run of three nodes and of three thousand.
import type { GraphEdge } from '../graph/graph.ts';
import type { Loop } from '../graph/topology.ts';
import { begin } from './begin.ts';
import { cancelLosers } from './cancel.ts';
import { asksAgain, choosesBack, edgeState, iterationOf, iterationsOf, isTaken, loopKey, sourceOf } from './edges.ts';
import type { FactOf } from './fact.ts';
import { keyOf, parseKey } from './key.ts';
import { isEnding, isOver } from './state.ts';
import type { NodeExecution } from './state.ts';
import type { Step } from './step.ts';
import { causesOf } from './view.ts';

/** After a node is over: its edges are asked, then the loops that it is in. */
export function follow(step: Step, execution: NodeExecution): void {
  const { state, top } = step;
  if (isEnding(state)) return;
  const place = top.place(execution.node);
  if (place.node.finally === true) return;
  const loop = place.regions.at(-1);
  if (loop?.latch === execution.node && isAtLimit(step, loop, execution)) return;
  for (const { to } of place.outgoing) {
    if (to !== 'END' && (loop === undefined || loop.members.has(to))) check(step, to);
  }
  if (loop !== undefined) turn(step, loop, execution.iterations);
}

/** Begins a node, or marks it as dead, once its edges allow it. */
export function check(step: Step, name: string): void {
  const { state, top, begun, joins, queue, time } = step;
  const place = top.place(name);
  const iterations = iterationsOf(state, place);
  const key = keyOf(name, iterations);
  if (state.executions.has(key) || begun.has(key)) return;
  if (state.fired.has(key)) return begin(step, name);
  let [isOneTaken, isOneOpen] = [false, false];
  const isAny = place.node.join === 'any';
  for (const edge of place.incoming) {
    const source = sourceOf(top, state, { edge, target: place, iterations });
    const says = edgeState(top, state, { edge, source });
    if (says === 'taken') isOneTaken = true;
    if (says === 'open') isOneOpen = true;
    if (isOneOpen && !isAny) return;
    if (isOneTaken && isAny) break;
  }
  if (isAny && isOneTaken) joins.add(name);
  else if (isOneOpen) return;
  else if (isOneTaken) begin(step, name);
  else {
    begun.add(key);
    queue.push({ kind: 'node.skipped', time, key, node: name, reason: 'path' });
  }
}

/** Fires the first of the `join: any` nodes that are due, in topological order. */
export function fireJoin(step: Step): void {
  const { state, top, joins, begun, queue, time } = step;
  const [name] = [...joins].toSorted((a, b) => top.place(a).index - top.place(b).index);
  if (name === undefined) return;
  joins.delete(name);
  const place = top.place(name);
  const iterations = iterationsOf(state, place);
  const key = keyOf(name, iterations);
  if (state.executions.has(key) || begun.has(key)) return;
  for (const edge of place.incoming) {
    const source = sourceOf(top, state, { edge, target: place, iterations });
    if (source === undefined || edgeState(top, state, { edge, source }) !== 'taken') continue;
    const won = pastWithin(step, source, place.losers);
    const lost = [...place.losers].filter((each) => !won.has(each));
    lost.sort((a, b) => top.place(a).index - top.place(b).index);
    begun.add(key);
    queue.push({ kind: 'join.fired', time, key, node: name, from: source.key, lost });
    return;
  }
}

/** The nodes among the losers that the winner comes from, and the winner. */
function pastWithin({ state, top }: Step, winner: NodeExecution, losers: ReadonlySet<string>): ReadonlySet<string> {
  const won = new Set<string>();
  const seen = new Set<NodeExecution>();
  const open = losers.has(winner.node) ? [winner] : [];
  for (let execution = open.pop(); execution !== undefined; execution = open.pop()) {
    if (seen.has(execution)) continue;
    seen.add(execution);
    won.add(execution.node);
    for (const cause of causesOf(top, state, execution)) if (losers.has(cause.node)) open.push(cause);
  }
  return won;
}

/** After a `join: any` has fired: its losers end, and it begins. */
export function joinFired(step: Step, { node, lost }: FactOf<'join.fired'>): void {
  if (isEnding(step.state)) return;
  if (step.top.node(node).losers !== 'finish') cancelLosers(step, lost);
  begin(step, node);
}

/** Whether a loop is at its bound and has nowhere to go, which ends the run. */
function isAtLimit({ state, top, queue, time }: Step, loop: Loop, latch: NodeExecution): boolean {
  const iteration = iterationOf(state, loop, latch.iterations);
  if (loop.on_limit !== null || iteration < loop.max_iterations) return false;
  if (!choosesBack(top.place(loop.latch), loop, latch)) return false;
  queue.push({
    kind: 'loop.limit_reached',
    time,
    key: latch.key,
    node: latch.node,
    loop: loopKey(loop, latch.iterations),
    error: {
      code: 'RUN_LOOP_LIMIT',
      class: 'error',
      message: `the loop of \`${loop.latch}\` ran ${iteration} times and would go on; raise \`max_iterations\`, or say \`on_limit\``,
    },
  });
  return true;
}

/** Once an iteration is quiet the loop turns, or ends: a taken way out of its middle ends it whatever the latch says. */
export function turn(step: Step, loop: Loop, iterations: readonly number[]): void {
  const { state, top, begun, queue, time } = step;
  const key = loopKey(loop, iterations);
  const iteration = iterationOf(state, loop, iterations);
  const mark = `${key}/${iteration}`;
  if (begun.has(mark) || state.loops.get(key)?.isEnded === true) return;
  const current = (name: string): NodeExecution | undefined =>
    state.executions.get(keyOf(name, iterationsOf(state, top.place(name), iterations.slice(0, loop.depth))));
  const latch = current(loop.latch);
  // Every way through the body leads to the latch, so before it is over there is nothing to look at.
  if (latch === undefined || !isOver(latch.status)) return;
  if (!isQuiet(step, { loop, iterations: latch.iterations, current })) return;
  begun.add(mark);
  const isBroken = loop.exits.some((edge) => {
    const source = edge.from === loop.latch ? undefined : current(edge.from);
    return source !== undefined && isTaken(top, { edge, source });
  });
  if (asksAgain(top, loop, latch) && !isBroken) {
    queue.push({ kind: 'loop.turned', time, loop: key, iteration: iteration + 1 });
  } else queue.push({ kind: 'loop.ended', time, loop: key, iterations: iteration });
}

function isQuiet(
  { state }: Step,
  {
    loop,
    iterations,
    current,
  }: {
    readonly loop: Loop;
    readonly iterations: readonly number[];
    readonly current: (name: string) => NodeExecution | undefined;
  },
): boolean {
  const isDone = (name: string): boolean => {
    const execution = current(name);
    return execution !== undefined && isOver(execution.status);
  };
  return (
    loop.own.every(isDone) &&
    loop.inner.every(
      (inner) => state.loops.get(loopKey(inner, iterations))?.isEnded === true && inner.nodes.every(isDone),
    )
  );
}

export function loopTurned(step: Step, { loop: key }: FactOf<'loop.turned'>): void {
  if (!isEnding(step.state)) begin(step, loopOf(step, key).header);
}

/** After a loop has ended: the edges that leave it say what they were held with, and the loop around it may be quiet. */
export function loopEnded(step: Step, { loop: key }: FactOf<'loop.ended'>): void {
  if (isEnding(step.state)) return;
  const loop = loopOf(step, key);
  const outer = step.top.place(loop.header).regions.at(loop.depth - 1);
  const isHere = ({ to }: GraphEdge): boolean => to !== 'END' && (loop.depth === 0 || outer?.members.has(to) === true);
  for (const to of new Set(loop.exits.filter(isHere).map((edge) => edge.to))) check(step, to);
  if (loop.depth > 0 && outer !== undefined) turn(step, outer, parseKey(key).iterations);
}

function loopOf({ top }: Step, key: string): Loop {
  const { node: id } = parseKey(key);
  const loop = top.loops.find((each) => each.id === id);
  if (loop === undefined) throw new Error(`invariant: the graph has no loop ${id}`);
  return loop;
}

/** Begins everything whose turn it is: at the start, and after a retry, when parts of the run stand already. */
export function followAll(step: Step): void {
  const { graph, state, top } = step;
  for (const { name, finally: isFinal } of graph.nodes) {
    if (isFinal === true) continue;
    const place = top.place(name);
    const execution = state.executions.get(keyOf(name, iterationsOf(state, place)));
    if (execution === undefined) {
      if (place.incoming.length === 0) begin(step, name);
      else check(step, name);
    } else if (isOver(execution.status)) follow(step, execution);
  }
}
