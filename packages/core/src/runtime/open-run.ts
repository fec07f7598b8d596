import { initialState } from '../engine/state.ts';
import type { RunState } from '../engine/state.ts';
import { NOTHING_HIDDEN } from '../hiding/hidden.ts';
import type { Hidden } from '../hiding/hidden.ts';
import type { ExecutionGraph } from '../graph/graph.ts';

/** A run that has not ended. `abort` holds how to stop each attempt in flight, by execution key. */
export type OpenRun = {
  readonly id: string;
  /** The store's integer key. */
  readonly run: number;
  readonly graph: ExecutionGraph;
  readonly state: RunState;
  /** What of it nobody is shown. A signal and a run that it starts may add to it. */
  hidden: Hidden;
  readonly abort: Map<string, () => void>;
  /** How to call off each wake. */
  readonly timers: Map<string, () => void>;
};

/** A run that is open from now on. */
export function newOpenRun({
  id,
  run,
  graph,
  state,
  hidden = NOTHING_HIDDEN,
}: {
  readonly id: string;
  readonly run: number;
  readonly graph: ExecutionGraph;
  readonly state?: RunState;
  readonly hidden?: Hidden;
}): OpenRun {
  return { id, run, graph, hidden, state: state ?? initialState(id), abort: new Map(), timers: new Map() };
}
