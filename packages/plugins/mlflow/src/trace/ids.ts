import { traceIdOf } from '@configurable-agents/plugin-sdk';

/** The name that MLflow gives to a run's trace. */
export function mlflowTraceId(runId: string): string {
  return `tr-${traceIdOf(runId)}`;
}
