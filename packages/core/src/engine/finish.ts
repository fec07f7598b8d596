// The end of a run: its result, its `finally` nodes, its last fact.
import type { Json } from '@configurable-agents/plugin-sdk';
import { EvaluationError } from '../expression/evaluate.ts';
import { render } from '../expression/render.ts';
import { begin } from './begin.ts';
import { sourceOf, isTaken } from './edges.ts';
import type { FactOf, RunError } from './fact.ts';
import { failedGate, gatesOf } from './gates.ts';
import { endOf, resultScope } from './scope.ts';
import type { RunState } from './state.ts';
import type { Step } from './step.ts';
import { exitView } from './view.ts';

/** Goes on once nothing is under way: `finally` nodes one after the other, then the last fact. */
export function conclude(step: Step): void {
  const { state, top, queue, time } = step;
  if (state.isFinalizing) {
    const next = state.isFinallyOver ? undefined : top.finals.find((name) => !state.executions.has(name));
    if (next === undefined) queue.push(gated(step, finished(step)));
    else begin(step, next);
    return;
  }
  const { result, error } = resultOf(step);
  // A run that never started has nothing to clean up.
  const isPlain = top.finals.length === 0 || state.startedAt === null;
  if (isPlain && error === state.error) {
    queue.push(gated(step, { kind: 'run.finished', time, status: endOf(state), result, error }));
  } else {
    const status = error === null ? endOf(state) : 'failed';
    queue.push({ kind: 'run.finalizing', time, status, result, error });
  }
}

type Finished = FactOf<'run.finished'>;

/** The last fact with what came of the gates: a run that succeeded fails by one that it was to keep to. */
function gated({ graph, state, time }: Step, fact: Finished): Finished {
  const { gates } = gatesOf(graph, state, time);
  if (gates === undefined) return fact;
  const error = fact.status === 'succeeded' ? failedGate(gates) : null;
  return { ...fact, ...(error === null ? {} : { status: 'failed', result: null, error }), gates };
}

function finished({ state, top, time }: Step): Finished {
  const failing = top.finals
    .map((name) => state.executions.get(name))
    .find((execution) => execution?.handled === 'finally' || execution?.status === 'cancelled');
  const own: RunError | null =
    failing === undefined
      ? null
      : {
          code: failing.error?.code ?? 'RUN_FINALLY_TIMEOUT',
          message: failing.error?.message ?? `\`${failing.node}\` took too long after the run had ended`,
          node: failing.node,
        };
  const isFirst = state.error === null && !state.cancelRequested;
  const error = state.error ?? (isFirst ? own : null);
  const status = error === null ? endOf(state) : 'failed';
  return { kind: 'run.finished', time, status, result: status === 'succeeded' ? state.result : null, error };
}

/** Exits that succeeded count: one gives its output, several an object by name, none null; or what `result:` says. */
function resultOf({ graph, state, top }: Step): { readonly result: Json; readonly error: RunError | null } {
  if (state.error !== null || state.cancelRequested) return { result: null, error: state.error };
  if (graph.result !== undefined) {
    const { template, reads } = graph.result;
    try {
      return { result: render(template, resultScope(graph, state, exitView(graph, state), reads)), error: null };
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      const message = `the result cannot be evaluated: ${error.message}`;
      return { result: null, error: { code: 'RUN_RESULT_FAILED', message, node: null } };
    }
  }
  const outputs = new Map<string, Json>();
  for (const edge of top.ends) {
    const source = sourceOf(top, state, { edge, target: undefined, iterations: [] });
    if (source?.status === 'succeeded' && isTaken(top, { edge, source })) outputs.set(edge.from, source.output);
  }
  if (outputs.size > 1) return { result: Object.fromEntries(outputs), error: null };
  const [only = null] = outputs.values();
  return { result: only, error: null };
}

/** When the run's time is up; null while there is no limit. While the run waits its clock stands still. */
export function dueAt(
  state: RunState,
  { timeoutMs, time }: { readonly timeoutMs?: number | undefined; readonly time: number },
): number | null {
  if (state.isFinalizing) return state.finallyDueAt;
  if (timeoutMs === undefined || state.startedAt === null) return null;
  const waiting = state.waitingSince === null ? 0 : time - state.waitingSince;
  return state.startedAt + timeoutMs + state.waitedMs + waiting;
}
