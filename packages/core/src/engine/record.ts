// record(graph, state, event): what an event becomes in the journal. An event that is no longer about anything becomes nothing.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { member } from '../expression/value.ts';
import type { ExecutionGraph, OutputWrite } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import type { EngineEvent } from './event.ts';
import type { Fact } from './fact.ts';
import { isRetried, retryDelayMs } from './retry.ts';
import { isFinished } from './state.ts';
import type { NodeExecution, RunState } from './state.ts';

/** The fact that an event becomes, or undefined where it comes too late to mean anything. */
export function record(graph: ExecutionGraph, state: RunState, event: EngineEvent): Fact | undefined {
  const { time } = event;
  switch (event.kind) {
    case 'start':
      return state.status === 'queued' && state.startedAt === null ? { kind: 'run.started', time } : undefined;
    case 'cancel':
      return isFinished(state) ? undefined : { kind: 'run.cancel_requested', time, reason: event.reason };
    case 'retry.due': {
      const execution = state.executions.get(event.key);
      if (execution?.status !== 'waiting') return undefined;
      return { kind: 'node.retry_due', time, key: execution.key, node: execution.node };
    }
    case 'attempt.lost': {
      const execution = current(state, event);
      return (
        execution && {
          kind: 'attempt.lost',
          time,
          key: execution.key,
          node: execution.node,
          attempt: event.attempt,
          alone: event.alone,
        }
      );
    }
    case 'attempt.succeeded': {
      const execution = current(state, event);
      return execution && completed(graph, execution, event);
    }
    case 'attempt.failed': {
      const execution = current(state, event);
      return execution && failed(graph, execution, event);
    }
  }
}

/** The execution whose current attempt this is: late completions of lost or cancelled attempts are fenced off here. */
function current(
  state: RunState,
  event: { readonly key: string; readonly attempt: number },
): NodeExecution | undefined {
  const execution = state.executions.get(event.key);
  return execution?.status === 'running' && execution.attempt === event.attempt ? execution : undefined;
}

function completed(
  graph: ExecutionGraph,
  execution: NodeExecution,
  event: EngineEvent & { readonly kind: 'attempt.succeeded' },
): Fact {
  const node = topology(graph).node(execution.node);
  return {
    kind: 'node.completed',
    time: event.time,
    key: execution.key,
    node: execution.node,
    attempt: event.attempt,
    output: event.output,
    ...(event.text === undefined ? {} : { text: event.text }),
    ...(event.input === undefined ? {} : { input: event.input }),
    writes: writesOf(node.writes, event.output),
    usage: event.usage,
    cost_usd: event.costUsd,
    duration_ms: event.durationMs,
  };
}

/** What an output contributes to the state. A property that is absent writes nothing. */
export function writesOf(writes: readonly OutputWrite[], output: Json): JsonObject {
  const found: [string, Json][] = [];
  for (const { field, path } of writes) {
    let value: Json | undefined = output;
    for (const step of path) value = value === undefined ? undefined : member(value, step);
    if (value !== undefined) found.push([field, value]);
  }
  return Object.fromEntries(found);
}

function failed(
  graph: ExecutionGraph,
  execution: NodeExecution,
  event: EngineEvent & { readonly kind: 'attempt.failed' },
): Fact {
  const node = topology(graph).node(execution.node);
  const failures = execution.failures + 1;
  const common = {
    time: event.time,
    key: execution.key,
    node: execution.node,
    attempt: event.attempt,
    error: event.error,
    ...(event.input === undefined ? {} : { input: event.input }),
    duration_ms: event.durationMs,
  };
  const failure = { class: event.error.class, retryable: event.retryable, failures };
  if (node.kind !== 'action' || !isRetried(node.retry, failure)) return { kind: 'node.failed', ...common };
  const delay = retryDelayMs(node.retry, { failures, random: event.random, retryAfterMs: event.retryAfterMs ?? 0 });
  return { kind: 'node.attempt_failed', ...common, retry_at: event.time + delay };
}
