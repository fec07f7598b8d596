// How a run ended, as whoever waits for it is told.
import { finalState } from '../engine/scope.ts';
import type { RunDetail } from '../store/rows.ts';
import type { RunOutcome } from './api.ts';
import type { OpenRun } from './open-run.ts';

export function outcomeOf({ id, graph, state }: OpenRun): RunOutcome {
  return {
    run_id: id,
    workflow_name: state.workflowName,
    status: state.status === 'queued' || state.status === 'running' ? 'failed' : state.status,
    result: state.result,
    state: finalState(graph, state),
    usage: state.usage,
    duration_ms: (state.finishedAt ?? 0) - (state.startedAt ?? state.acceptedAt),
    error: state.error,
  };
}

/** What the run that awaits it hears: with the calls of models, those of runs that it awaited itself too. */
export function childOutcomeOf(run: OpenRun): ChildOutcome {
  return { ...outcomeOf(run), llm_calls: run.state.calls };
}

export type ChildOutcome = RunOutcome & { readonly llm_calls: number };

const ENDS = ['succeeded', 'cancelled', 'superseded'] as const;

export function storedOutcome(detail: RunDetail): RunOutcome {
  const { run_id, workflow_name, status, result, state, usage, duration_ms, error, redaction } = detail;
  const ended = ENDS.find((each) => each === status) ?? 'failed';
  const hides = redaction === undefined ? {} : { redaction };
  return { run_id, workflow_name, status: ended, result, state, usage, duration_ms: duration_ms ?? 0, error, ...hides };
}
