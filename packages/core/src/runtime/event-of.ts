import type { EngineEvent } from '../engine/event.ts';
import type { ActionNode } from '../graph/graph.ts';
import type { LaneOutcome } from '../lane/lanes.ts';

/** How an attempt ended, as the engine hears it. */
export function eventOf(
  outcome: LaneOutcome,
  attempted: { readonly key: string; readonly attempt: number; readonly node: ActionNode; readonly durationMs: number },
): EngineEvent {
  const { key, attempt, node } = attempted;
  const time = Date.now();
  if (outcome.kind === 'lost') return { kind: 'attempt.lost', key, attempt, time, alone: outcome.alone };
  if (outcome.kind === 'timeout') {
    const error = {
      code: 'NODE_TIMEOUT',
      class: 'timeout',
      message: `\`${node.name}\` took longer than ${node.timeout_ms} ms; give it more by \`timeout:\``,
    };
    const durationMs = Math.round(attempted.durationMs);
    return { kind: 'attempt.failed', key, attempt, time, error, retryable: true, durationMs, random: Math.random() };
  }
  const { result } = outcome;
  const common = {
    key,
    attempt,
    time,
    durationMs: result.durationMs,
    ...(result.input === undefined ? {} : { input: result.input }),
    ...(result.llmCalls === undefined ? {} : { llmCalls: result.llmCalls }),
  };
  if (result.ok) {
    const text = result.text === undefined ? {} : { text: result.text };
    return {
      kind: 'attempt.succeeded',
      ...common,
      output: result.output,
      ...text,
      usage: result.usage,
      costUsd: result.costUsd,
    };
  }
  const retryAfter = result.retryAfterMs === undefined ? {} : { retryAfterMs: result.retryAfterMs };
  return {
    kind: 'attempt.failed',
    ...common,
    error: result.error,
    retryable: result.retryable,
    ...retryAfter,
    random: Math.random(),
  };
}
