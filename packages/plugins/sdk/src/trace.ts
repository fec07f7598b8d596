import { createHash } from 'node:crypto';

/**
 * Where a run stands in a distributed trace, as its journal keeps it. Without `trace_id` the run begins a trace of its own. `link` is
 * the `traceparent` of a sender that is not trusted.
 *
 * @example
 * const trace: RunTrace = { trace_id: '0af7651916cd43dd8448eb211c80319c', parent_id: 'b7ad6b7169203331' };
 */
export type RunTrace = {
  readonly trace_id?: string;
  /** The span that the run's own is below. */
  readonly parent_id?: string;
  /** Whether whoever began the trace records it; absent where the run's own tracker decides. */
  readonly sampled?: boolean;
  readonly link?: string;
};

/**
 * The id of a run's trace: the one that it was given, else the digits of its own id.
 *
 * @example
 * traceIdOf('01900000-0000-7000-8000-000000000000'); // => '01900000000070008000000000000000'
 */
export function traceIdOf(runId: string, trace: RunTrace = {}): string {
  if (trace.trace_id !== undefined) return trace.trace_id;
  const digits = runId.replaceAll('-', '').toLowerCase();
  // The id of a run is a UUID, which is just what a trace wants; of any other text it has the digest.
  return /^[0-9a-f]{32}$/.test(digits) && !/^0+$/.test(digits) ? digits : digest(runId, 32);
}

/**
 * The id of a span, the same whenever it is asked for: a run's by its id, that of an execution by the run and its key, that of an
 * attempt by its number as well. What is sent twice is one span.
 *
 * @example
 * spanIdOf('01900000-0000-7000-8000-000000000000', 'greet', 1).length; // => 16
 */
export function spanIdOf(runId: string, ...path: readonly (string | number)[]): string {
  const id = digest(JSON.stringify([runId, ...path]), 16);
  // All zeros is no span's id: https://www.w3.org/TR/trace-context/#parent-id
  return /^0+$/.test(id) ? '1'.padStart(16, '0') : id;
}

/**
 * What an attempt sends on as `traceparent`: https://www.w3.org/TR/trace-context/
 *
 * @example
 * traceparentOf({ runId: '01900000-0000-7000-8000-000000000000', key: 'greet', attempt: 1 }).slice(0, 36);
 * // => '00-01900000000070008000000000000000-'
 */
export function traceparentOf({
  runId,
  trace = {},
  key,
  attempt,
}: {
  readonly runId: string;
  readonly trace?: RunTrace | undefined;
  readonly key: string;
  readonly attempt: number;
}): string {
  const flags = trace.sampled === false ? '00' : '01';
  return `00-${traceIdOf(runId, trace)}-${spanIdOf(runId, key, attempt)}-${flags}`;
}

function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
