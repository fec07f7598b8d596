// Ids of traces and spans. They follow from the run and from what a span is about, so that whoever sends a span again, another process too,
// sends the same one.
import { createHash } from 'node:crypto';

/**
 * 32 hexadecimal digits. The id of a run is a UUID, which is just that: the trace of a run is found by it.
 *
 * @example
 * traceIdOf('01900000-0000-7000-8000-000000000001'); // '01900000000070008000000000000001'
 */
export function traceIdOf(runId: string): string {
  const digits = runId.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(digits) && !/^0+$/.test(digits) ? digits : digest(runId, 32);
}

/** The name that MLflow gives to a trace. */
export function mlflowTraceId(runId: string): string {
  return `tr-${traceIdOf(runId)}`;
}

/** 16 hexadecimal digits for a part of a run; the run itself is no part. */
export function spanIdOf(runId: string, ...part: readonly (string | number)[]): string {
  return digest(JSON.stringify([runId, ...part]), 16);
}

function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
