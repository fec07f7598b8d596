// How a run ended, as whoever waits for it is told.
import { finalState } from '../engine/scope.ts';
import type { RunDetail } from '../store/rows.ts';
import type { RunOutcome } from './api.ts';
import type { OpenRun } from './run-loop.ts';

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

export function storedOutcome(detail: RunDetail): RunOutcome {
  const { run_id, workflow_name, status, result, state, usage, duration_ms, error } = detail;
  const ended = status === 'succeeded' || status === 'cancelled' ? status : 'failed';
  return { run_id, workflow_name, status: ended, result, state, usage, duration_ms: duration_ms ?? 0, error };
}
