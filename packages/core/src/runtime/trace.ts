// Where attempts and runs below stand in the trace of a run.
import { spanIdOf, traceIdOf, traceparentOf } from '@configurable-agents/plugin-sdk';
import type { RunTrace } from '@configurable-agents/plugin-sdk';
import type { OpenRun } from './open-run.ts';

type Placed = Pick<OpenRun, 'id' | 'state'>;

/** What an attempt sends on. */
export function placeInTrace(
  { id, state }: Placed,
  { key, attempt }: { readonly key: string; readonly attempt: number },
): { readonly traceparent: string } {
  return { traceparent: traceparentOf({ runId: id, trace: state.trigger.trace, key, attempt }) };
}

/** A run that an execution asks for is part of the same trace, below it. */
export function traceBelow({ id, state }: Placed, key: string): RunTrace {
  const { trace } = state.trigger;
  return {
    trace_id: traceIdOf(id, trace),
    parent_id: spanIdOf(id, key),
    ...(trace?.sampled === undefined ? {} : { sampled: trace.sampled }),
  };
}
