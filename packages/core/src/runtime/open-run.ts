import { initialState } from '../engine/state.ts';
import type { RunState } from '../engine/state.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import type { OpenRun } from './run-loop.ts';

/** A run that is open from now on. */
export function newOpenRun({
  id,
  run,
  graph,
  state,
}: {
  readonly id: string;
  readonly run: number;
  readonly graph: ExecutionGraph;
  readonly state?: RunState;
}): OpenRun {
  return { id, run, graph, state: state ?? initialState(id), abort: new Map(), timers: new Map() };
}
