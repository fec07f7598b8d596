// One step of the engine: what it works with, and what it has decided so far.
import type { ExecutionGraph } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import type { Topology } from '../graph/topology.ts';
import type { Command } from './event.ts';
import type { Fact } from './fact.ts';
import type { NodeExecution, RunState } from './state.ts';

export type Step = {
  readonly graph: ExecutionGraph;
  readonly top: Topology;
  readonly state: RunState;
  readonly time: number;
  /** Decisions that have not been applied yet, in order. */
  readonly queue: Fact[];
  readonly commands: Command[];
  /** Keys of executions, and of turns of loops, whose first fact is in the queue or applied. */
  readonly begun: Set<string>;
  /** `join: any` nodes with a taken edge: they fire once everything else of the step is settled, so that the lowest edge wins. */
  readonly joins: Set<string>;
  /** Executions whose attempt was decided in this step: nothing of it has been sent yet. */
  readonly unsent: Set<string>;
  /** Maps whose items have changed: they go on once everything else of the step is settled. */
  readonly maps: Set<string>;
};

export function newStep(graph: ExecutionGraph, state: RunState, time: number): Step {
  return {
    graph,
    top: topology(graph),
    state,
    time,
    queue: [],
    commands: [],
    begun: new Set(),
    joins: new Set(),
    unsent: new Set(),
    maps: new Set(),
  };
}

/** What was decided to begin is forgotten once the run is failing or cancelled: it was never recorded. */
export function forget({ queue, begun, joins, maps }: Step): void {
  queue.length = 0;
  begun.clear();
  joins.clear();
  maps.clear();
}

export function executionOf(state: RunState, key: string): NodeExecution {
  const execution = state.executions.get(key);
  if (execution === undefined) throw new Error(`invariant: no execution ${key}`);
  return execution;
}
