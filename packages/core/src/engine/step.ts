// One step of the engine: what it works with, and what it has decided so far.
import type { ExecutionGraph } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import type { Topology } from '../graph/topology.ts';
import type { Command } from './event.ts';
import type { Fact } from './fact.ts';
import type { NodeExecution, RunState } from './state.ts';

/** Keys, in the order in which they came. Most steps have none of most kinds, so the set is made for the first one. */
export class Keys {
  #keys: Set<string> | undefined;

  get size(): number {
    return this.#keys?.size ?? 0;
  }

  has(key: string): boolean {
    return this.#keys?.has(key) === true;
  }

  add(key: string): void {
    this.#keys ??= new Set();
    this.#keys.add(key);
  }

  delete(key: string): void {
    this.#keys?.delete(key);
  }

  clear(): void {
    this.#keys = undefined;
  }

  [Symbol.iterator](): Iterator<string> {
    return (this.#keys ?? NONE)[Symbol.iterator]();
  }
}

const NONE: readonly string[] = [];

export type Step = {
  readonly graph: ExecutionGraph;
  readonly top: Topology;
  readonly state: RunState;
  readonly time: number;
  /** Decisions that have not been applied yet, in order. */
  readonly queue: Fact[];
  readonly commands: Command[];
  /** Keys of executions, and of turns of loops, whose first fact is in the queue or applied. */
  readonly begun: Keys;
  /** `join: any` nodes with a taken edge: they fire once everything else of the step is settled, so that the lowest edge wins. */
  readonly joins: Keys;
  /** Executions whose attempt was decided in this step: nothing of it has been sent yet. */
  readonly unsent: Keys;
  /** Maps whose items have changed: they go on once everything else of the step is settled. */
  readonly maps: Keys;
};

export function newStep(graph: ExecutionGraph, state: RunState, time: number): Step {
  return {
    graph,
    top: topology(graph),
    state,
    time,
    queue: [],
    commands: [],
    begun: new Keys(),
    joins: new Keys(),
    unsent: new Keys(),
    maps: new Keys(),
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
