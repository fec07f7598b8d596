import type { EngineEvent } from '../engine/event.ts';
import type { ActionNode } from '../graph/graph.ts';
import type { LaneOutcome } from '../lane/lanes.ts';

/** How an attempt ended, as the engine hears it. */
export function eventOf(
  outcome: LaneOutcome,
  attempted: {
    readonly key: string;
    readonly attempt: number;
    readonly node: ActionNode;
    readonly durationMs: number;
    readonly time: number;
  },
): EngineEvent {
  const { key, attempt, node, time } = attempted;
  const by = outcome.plugin === undefined ? {} : { plugin: outcome.plugin };
  if (outcome.kind === 'lost') return { kind: 'attempt.lost', key, attempt, time, alone: outcome.alone, ...by };
  if (outcome.kind === 'timeout') {
    const error = {
      code: 'NODE_TIMEOUT',
      class: 'timeout',
      message: `\`${node.name}\` took longer than ${node.timeout_ms} ms; give it more by \`timeout:\``,
    };
    const durationMs = Math.round(attempted.durationMs);
    const random = Math.random();
    return { kind: 'attempt.failed', key, attempt, time, error, retryable: true, durationMs, random, ...by };
  }
  const { result } = outcome;
  const common = {
    key,
    attempt,
    time,
    durationMs: result.durationMs,
    ...by,
    ...(result.input === undefined ? {} : { input: result.input }),
    ...(result.llmCalls === undefined ? {} : { llmCalls: result.llmCalls }),
    ...(result.models === undefined ? {} : { models: result.models }),
    ...(result.steps === undefined ? {} : { steps: result.steps }),
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
