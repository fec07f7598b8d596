// What an execution sees: the contributions of its causal past, in causal order, each field folded by its reducer. Contributions
// stand in chains that executions share, so that a step costs the same whatever the length of the run.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import type { ExecutionGraph } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import type { Topology } from '../graph/topology.ts';
import { iterationsOf, sharedDepth, sourceOf } from './edges.ts';
import { keyOf } from './key.ts';
import { reduce } from './reduce.ts';
import { keepView, viewAfter } from './state.ts';
import type { NodeExecution, RunState } from './state.ts';

/** A chain of contributions to one field, or of executions of one node, the last first. */
type Chain = { readonly execution: NodeExecution; readonly before: Chain | null; value?: Json };

/** By field, and by node where somebody reads its result. What is not there was not written. */
export type View = ReadonlyMap<string, Chain>;

const EMPTY: View = new Map();

/** An execution that may not have begun: its node, its counters, and for `join: any` whose edge was first. */
export type Moment = { readonly node: string; readonly iterations: readonly number[] };

/** Folded values are kept of the newest chains only: a list that grows in a loop would be kept once for each iteration. */
const KEPT = 64;
const kept = new WeakMap<RunState, Chain[]>();

/** What an execution sees before it contributes. */
export function viewAt(graph: ExecutionGraph, state: RunState, moment: Moment): View {
  return merged(graph, state, causesOf(topology(graph), state, moment));
}

/** What END sees: the past of the exits. While a run is open or has failed: all that counts so far. */
export function endView(graph: ExecutionGraph, state: RunState): View {
  const top = topology(graph);
  const isThrough = state.isFinalizing || state.status === 'succeeded';
  if (isThrough && state.error === null && !state.cancelRequested) return exitView(graph, state);
  const counting = [...state.executions.values()].filter(
    ({ node, item }) => item === null && top.node(node).finally !== true,
  );
  counting.sort((a, b) => compare(top, a, b));
  const view = new Map<string, Chain>();
  for (const execution of counting) {
    if (!isLost(top, state, execution)) contribute(top, state, { view, execution });
  }
  return view;
}

/** The past of END. */
export function exitView(graph: ExecutionGraph, state: RunState): View {
  const top = topology(graph);
  const sources = top.ends.map((edge) => sourceOf(top, state, { edge, target: undefined, iterations: [] }));
  return merged(graph, state, [...new Set(sources.filter((source) => source !== undefined))]);
}

/** What was seen, and what an execution adds to it. */
export function viewWith(graph: ExecutionGraph, state: RunState, view: View, execution: NodeExecution): View {
  const next = new Map(view);
  contribute(topology(graph), state, { view: next, execution });
  return next;
}

/** The value of a field. */
export function fieldIn(graph: ExecutionGraph, state: RunState, view: View, field: string): Json {
  const chain = view.get(field);
  return (chain === undefined ? startOf(graph, state, field) : fold(graph, state, { chain, field })) ?? null;
}

/** The last execution of a node that is seen. */
export function executionIn(view: View, node: string): NodeExecution | undefined {
  return view.get(node)?.execution;
}

/** Whether an execution lost against a `join: any`: it counts for nothing. */
export function isLost(top: Topology, state: RunState, execution: Moment): boolean {
  const { mayLoseTo } = top.place(execution.node);
  if (mayLoseTo.length === 0) return false;
  return mayLoseTo.some((join) => {
    // A join in a loop that does not hold the loser is the loop's header, in its first iteration.
    const iterations = join.regions.map((_, depth) => execution.iterations[depth] ?? 1);
    const fired = state.fired.get(keyOf(join.node.name, iterations));
    return fired?.lost.includes(execution.node) === true;
  });
}

/** The executions that directly precede one: the sources of its edges, whether taken or skipped; of `join: any` the one that was first. */
export function causesOf(top: Topology, state: RunState, { node, iterations }: Moment): readonly NodeExecution[] {
  const place = top.place(node);
  const fired = state.fired.get(keyOf(node, iterations));
  if (fired !== undefined) {
    const winner = state.executions.get(fired.from);
    return winner === undefined ? [] : [winner];
  }
  const loop = place.regions.at(-1);
  const iteration = iterations.at(-1) ?? 1;
  if (loop?.header === node && iteration > 1) {
    const latch = state.executions.get(keyOf(loop.latch, [...iterations.slice(0, -1), iteration - 1]));
    return latch === undefined ? [] : [latch];
  }
  const causes: NodeExecution[] = [];
  for (const edge of place.incoming) {
    const source = sourceOf(top, state, { edge, target: place, iterations });
    // A route and a limit can both lead here from one node.
    if (source !== undefined && !causes.includes(source)) causes.push(source);
  }
  return causes;
}

/** Order of contributions: counters of the loops that hold both, then the topological index, then the other counters. */
export function compare(top: Topology, a: NodeExecution, b: NodeExecution): number {
  if (a === b) return 0;
  const [left, right] = [top.place(a.node), top.place(b.node)];
  const shared = sharedDepth(left, right);
  for (let i = 0; i < shared; i += 1) {
    const difference = (a.iterations[i] ?? 0) - (b.iterations[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.index !== right.index) return left.index - right.index;
  for (let i = shared; i < a.iterations.length; i += 1) {
    const difference = (a.iterations[i] ?? 0) - (b.iterations[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return (a.item ?? 0) - (b.item ?? 0);
}

/** What is seen after executions, without recursion: after a restart the past of a long loop is walked in one go. */
function merged(graph: ExecutionGraph, state: RunState, causes: readonly NodeExecution[]): View {
  const top = topology(graph);
  const open = [...causes];
  for (let execution = open.at(-1); execution !== undefined; execution = open.at(-1)) {
    if (viewAfter(execution) !== undefined) {
      open.pop();
      continue;
    }
    const before = causesOf(top, state, execution);
    const missing = before.filter((each) => viewAfter(each) === undefined);
    if (missing.length > 0) {
      open.push(...missing);
      continue;
    }
    open.pop();
    keepView(execution, afterOf(top, state, { execution, before: join(top, state, before) }));
  }
  return join(top, state, causes);
}

function afterOf(
  top: Topology,
  state: RunState,
  { execution, before }: { readonly execution: NodeExecution; readonly before: View },
): View {
  const isSilent = !top.place(execution.node).isRead && Object.keys(fieldsOf(state, execution)).length === 0;
  if (isSilent) return before;
  const view = new Map(before);
  contribute(top, state, { view, execution });
  return view;
}

function contribute(
  top: Topology,
  state: RunState,
  { view, execution }: { readonly view: Map<string, Chain>; readonly execution: NodeExecution },
): void {
  const names = Object.keys(fieldsOf(state, execution));
  if (top.place(execution.node).isRead && execution.status !== 'cancelled') names.push(execution.node);
  for (const name of names) view.set(name, { execution, before: view.get(name) ?? null });
}

/** Fields that an execution writes; values that a fork has edited count no more. */
function fieldsOf(state: RunState, { writes, status }: NodeExecution): JsonObject {
  if (status !== 'succeeded') return NOTHING;
  const isEdited = (field: string): boolean => Object.hasOwn(state.edits, field);
  if (!Object.keys(writes).some(isEdited)) return writes;
  return Object.fromEntries(Object.entries(writes).filter(([field]) => !isEdited(field)));
}
const NOTHING: JsonObject = {};

function join(top: Topology, state: RunState, causes: readonly NodeExecution[]): View {
  const [only] = causes;
  if (only === undefined) return EMPTY;
  if (causes.length === 1) return viewAfter(only) ?? EMPTY;
  const [first = EMPTY, ...others] = new Set(causes.map((cause) => viewAfter(cause) ?? EMPTY));
  if (others.length === 0) return first;
  const view = new Map(first);
  for (const other of others) {
    for (const [name, chain] of other) view.set(name, mergeChains(top, view.get(name), chain));
  }
  return view;
}

/** Two chains as one, in order, without what both have. They share their beginning, so the walk is as long as they differ. */
function mergeChains(top: Topology, left: Chain | undefined, right: Chain): Chain {
  if (left === undefined || left === right) return right;
  let [a, b]: (Chain | null)[] = [left, right];
  const apart: NodeExecution[] = [];
  let [isLeft, isRight] = [true, true];
  while (a !== b && a != null && b != null) {
    const order = compare(top, a.execution, b.execution);
    apart.push(order >= 0 ? a.execution : b.execution);
    if (order > 0) isRight = false;
    if (order < 0) isLeft = false;
    [a, b] = [order >= 0 ? a.before : a, order <= 0 ? b.before : b];
  }
  // One of them holds all of the other.
  if (isLeft && (a === b || b == null)) return left;
  if (isRight && (a === b || a == null)) return right;
  let chain: Chain | null = (a === b ? a : (a ?? b)) ?? null;
  for (const execution of apart.toReversed()) chain = { execution, before: chain };
  return chain as Chain;
}

/** The value of a field before any write. */
function startOf(graph: ExecutionGraph, state: RunState, field: string): Json | undefined {
  for (const source of [state.edits, state.inputs]) if (Object.hasOwn(source, field)) return source[field] ?? null;
  return graph.state[field]?.default;
}

function fold(
  graph: ExecutionGraph,
  state: RunState,
  { chain, field }: { readonly chain: Chain; readonly field: string },
): Json | undefined {
  const how = graph.state[field]?.reduce;
  if (how === undefined || how === 'last') return contributionsOf(graph, { execution: chain.execution, field }).at(-1);
  const open: Chain[] = [];
  let at: Chain | null = chain;
  while (at !== null && at.value === undefined) {
    open.push(at);
    at = at.before;
  }
  let value = at === null ? startOf(graph, state, field) : at.value;
  for (const link of open.toReversed()) {
    for (const next of contributionsOf(graph, { execution: link.execution, field })) {
      value = reduce(how, value, next);
    }
  }
  remember(state, chain, value ?? null);
  return value;
}

function remember(state: RunState, chain: Chain, value: Json): void {
  let chains = kept.get(state);
  if (chains === undefined) kept.set(state, (chains = []));
  chain.value = value;
  chains.push(chain);
  if (chains.length <= KEPT) return;
  const oldest = chains.shift();
  if (oldest !== undefined && oldest !== chain) delete oldest.value;
}

/** What an execution contributes to a field: one value, or of a map into a field with a reducer one for each item. */
function contributionsOf(
  graph: ExecutionGraph,
  { execution, field }: { readonly execution: NodeExecution; readonly field: string },
): readonly Json[] {
  const value = execution.writes[field] ?? null;
  const isList = execution.items !== null && graph.state[field]?.reduce !== undefined;
  return isList ? (value as readonly Json[]) : [value];
}

/** The counters that an execution of the node has now. */
export function momentOf(graph: ExecutionGraph, state: RunState, node: string): Moment {
  return { node, iterations: iterationsOf(state, topology(graph).place(node)) };
}
