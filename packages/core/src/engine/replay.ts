import type { Fact } from './fact.ts';
import { evolve } from './evolve.ts';
import { initialState } from './state.ts';
import type { RunState } from './state.ts';

/** Folds a journal into run state. Facts must be all of the run's, in order: a gap means lost facts. */
export function replay(runId: string, facts: Iterable<Fact>): RunState {
  const state = initialState(runId);
  for (const fact of facts) evolve(state, fact);
  return state;
}
