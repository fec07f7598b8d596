import { traceIdOf } from '@configurable-agents/plugin-sdk';
import type { TrackedRun } from '@configurable-agents/plugin-sdk';
import type { Sampler } from './settings.ts';

/** The last seven bytes of a trace's id are random: https://www.w3.org/TR/trace-context-2/#random-trace-id-flag */
const RANDOM_DIGITS = 14;

/** Whether the trace of a run is sent. By its id, so that all runs of a trace, and everybody who asks so, decide the same. */
export function isSampled({ run_id: id, trigger }: TrackedRun, { ratio, isParentAsked }: Sampler): boolean {
  const { trace } = trigger;
  if (isParentAsked && trace?.sampled !== undefined) return trace.sampled;
  const random = BigInt(`0x${traceIdOf(id, trace).slice(-RANDOM_DIGITS)}`);
  return random >= BigInt(Math.round((1 - ratio) * 2 ** (RANDOM_DIGITS * 4)));
}
