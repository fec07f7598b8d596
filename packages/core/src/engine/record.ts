// record(graph, state, event): what an event becomes in the journal. An event that is no longer about anything becomes nothing.
import type { ExecutionGraph, GraphNode } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import type { EngineEvent } from './event.ts';
import type { Fact, ModelUse } from './fact.ts';
import { dueAt } from './finish.ts';
import { mapKeyOf } from './key.ts';
import { fail, succeed } from './outcome.ts';
import { isRetried, retryDelayMs } from './retry.ts';
import { FINALLY_MS, heldExecutions, isEnding, isFinished } from './state.ts';
import type { NodeExecution, RunState } from './state.ts';
import { unheard } from './usage.ts';
import { isLost } from './view.ts';

type EventOf<Kind extends EngineEvent['kind']> = EngineEvent & { readonly kind: Kind };

/** The facts that an event becomes; none where it comes too late to mean anything. */
export function record(graph: ExecutionGraph, state: RunState, event: EngineEvent): readonly Fact[] {
  const { time } = event;
  switch (event.kind) {
    case 'start':
      return state.status === 'queued' && state.startedAt === null ? [{ kind: 'run.started', time }] : [];
    case 'cancel':
      return cancelled(state, event);
    case 'supersede':
      return superseded(state, event);
    case 'hold':
      return current(state, event).map(({ key, node }) => ({
        kind: 'node.waiting',
        time,
        key,
        node,
        wake_at: null,
        for: 'plugin',
        error: event.error,
      }));
    case 'resume':
      return resumed(state, event);
    case 'retry':
      return goneOn(graph, state, event);
    case 'retry.due':
      return waitingFact(state, event.key, false).map(({ key, node }) => ({ kind: 'node.retry_due', time, key, node }));
    case 'timer.due':
      return waitingFact(state, event.key, true).map(({ key, node }) => ({ kind: 'timer.fired', time, key, node }));
    case 'run.due':
      return timedOut(graph, state, time);
    case 'signal':
      return isFinished(state) || isEnding(state)
        ? []
        : [{ kind: 'signal.received', time, name: event.name, payload: event.payload }];
    case 'answer':
      return waitingFact(state, event.key, true)
        .filter(({ waiting }) => waiting?.for === 'approval')
        .map(({ key, node }) => ({ kind: 'approval.answered', time, key, node, answer: event.answer, by: event.by }));
    case 'attempt.lost':
      return current(state, event).map(({ key, node }) => ({
        kind: 'attempt.lost',
        time,
        key,
        node,
        attempt: event.attempt,
        alone: event.alone,
        ...unheard(topology(graph).node(node), state),
        ...(event.plugin === undefined ? {} : { plugin: event.plugin }),
      }));
    case 'attempt.succeeded':
      return current(state, event).map(({ node }) => succeed(graph, state, { ...event, node }, event));
    case 'attempt.failed':
      return current(state, event).map((execution) => failed(graph, state, { execution, event }));
    case 'child.started':
      return current(state, event).map((execution) => childStarted(graph, execution, event));
    case 'child.ended':
      return childEnded(graph, state, event);
  }
}

function cancelled(state: RunState, { time, reason }: EventOf<'cancel'>): readonly Fact[] {
  return isFinished(state) || state.cancelRequested ? [] : [{ kind: 'run.cancel_requested', time, reason }];
}

/** Only a run that has not started is: it has done nothing, so there is nothing to end. */
function superseded(state: RunState, { time, by }: EventOf<'supersede'>): readonly Fact[] {
  if (state.status !== 'queued') return [];
  return [
    { kind: 'run.superseded', time, by },
    { kind: 'run.finished', time, status: 'superseded', result: null, error: null },
  ];
}

/** The execution whose current attempt this is: late completions of lost or cancelled attempts are fenced off here. */
function current(state: RunState, event: { readonly key: string; readonly attempt: number }): readonly NodeExecution[] {
  const execution = state.executions.get(event.key);
  return execution?.status === 'running' && execution.attempt === event.attempt ? [execution] : [];
}

function goneOn(graph: ExecutionGraph, state: RunState, { time, happened }: EventOf<'retry'>): readonly Fact[] {
  if (state.status !== 'failed' && state.status !== 'cancelled') return [];
  const dropped = droppedKeys(graph, state);
  return [{ kind: 'run.retried', time, dropped, ...(happened === undefined ? {} : { happened }) }];
}

function resumed(state: RunState, { time, accepted }: EventOf<'resume'>): readonly Fact[] {
  const keys = heldExecutions(state).map(({ key }) => key);
  return isFinished(state) || keys.length === 0 ? [] : [{ kind: 'run.resumed', time, keys, accepted }];
}

function waitingFact(state: RunState, key: string, isWait: boolean): readonly NodeExecution[] {
  const execution = state.executions.get(key);
  return execution?.status === 'waiting' && (execution.waiting !== null) === isWait ? [execution] : [];
}

function failed(
  graph: ExecutionGraph,
  state: RunState,
  { execution, event }: { readonly execution: NodeExecution; readonly event: EventOf<'attempt.failed'> },
): Fact {
  const { key, attempt, time, error, retryable, durationMs } = event;
  const node = topology(graph).node(execution.node);
  const failures = execution.failures + 1;
  const failure = { code: error.code, class: error.class, retryable, failures };
  const ending = { ...event, node: node.name, ...usedBy(node, state, event) };
  // Under `drain` the attempt that is under way is the last.
  const isLast = isEnding(state) && node.finally !== true;
  if (isLast || node.kind !== 'action' || !isRetried(node.retry, failure)) return fail(graph, state, ending, error);
  const delay = retryDelayMs(node.retry, { failures, random: event.random, retryAfterMs: event.retryAfterMs ?? 0 });
  const input = event.input === undefined ? {} : { input: event.input };
  return {
    kind: 'node.attempt_failed',
    time,
    key,
    node: node.name,
    attempt,
    error,
    ...input,
    duration_ms: durationMs,
    ...(event.llmCalls === undefined ? {} : { llm_calls: event.llmCalls }),
    ...usedBy(node, state, event),
    ...(event.steps === undefined ? {} : { steps: event.steps }),
    ...(event.plugin === undefined ? {} : { plugin: event.plugin }),
    retry_at: time + delay,
  };
}

/** An attempt whose time is up is ended without a word. */
function usedBy(
  node: GraphNode,
  state: RunState,
  { models, error }: EventOf<'attempt.failed'>,
): { readonly models?: readonly ModelUse[] } {
  if (models !== undefined) return { models };
  return error.code === 'NODE_TIMEOUT' ? unheard(node, state) : {};
}

function childStarted(
  graph: ExecutionGraph,
  { key, node: name }: NodeExecution,
  { time, runId, input }: EventOf<'child.started'>,
): Fact {
  const node = topology(graph).node(name);
  const timeout = node.kind === 'subrun' ? node.timeout_ms : undefined;
  const wakeAt = timeout === undefined ? null : time + timeout;
  return { kind: 'node.waiting', time, key, node: name, input, for: 'run', run_id: runId, wake_at: wakeAt };
}

function childEnded(graph: ExecutionGraph, state: RunState, event: EventOf<'child.ended'>): readonly Fact[] {
  const { time, runId, status, result, error, usage, costUsd, llmCalls: calls } = event;
  return waitingFact(state, event.key, true)
    .filter(({ waiting }) => waiting?.for === 'run' && waiting.run_id === runId)
    .flatMap(({ key, node, attempt, startedAt }): readonly Fact[] => {
      const ending = { time, key, node, attempt, durationMs: time - (startedAt ?? time) };
      const ended = { kind: 'child.ended' as const, time, key, node, run_id: runId, status, result, error, usage };
      const message = error?.message ?? `the run of \`${node}\` was cancelled`;
      return [
        { ...ended, cost_usd: costUsd, ...(calls === undefined ? {} : { llm_calls: calls }) },
        status === 'succeeded'
          ? succeed(graph, state, ending, { output: result, usage, costUsd })
          : fail(graph, state, ending, { code: error?.code ?? 'RUN_CANCELLED', class: 'error', message }),
      ];
    });
}

function timedOut(graph: ExecutionGraph, state: RunState, time: number): readonly Fact[] {
  if (isFinished(state) || state.startedAt === null) return [];
  const timeoutMs = graph.execution?.timeout_ms;
  const at = dueAt(state, { timeoutMs, time });
  if (at === null || time < at) return [];
  const scope = state.isFinalizing ? 'finally' : 'run';
  if (scope === 'run' && isEnding(state)) return [];
  const message =
    scope === 'run'
      ? `the run took longer than ${timeoutMs} ms; give it more by \`execution.timeout\``
      : `the \`finally\` nodes took longer than ${FINALLY_MS} ms after the run had ended`;
  return [
    {
      kind: 'run.timed_out',
      time,
      scope,
      error: { code: scope === 'run' ? 'RUN_TIMEOUT' : 'RUN_FINALLY_TIMEOUT', class: 'timeout', message },
    },
  ];
}

/** Keys of what never completed. What a failure was handled for, and what lost against a join, stands. */
function droppedKeys(graph: ExecutionGraph, state: RunState): readonly string[] {
  const top = topology(graph);
  const isDropped = (execution: NodeExecution): boolean => {
    const { status, handled, node } = execution;
    if (top.node(node).finally === true) return true;
    if (status === 'cancelled') return !isLost(top, state, execution);
    return status === 'failed' && handled !== 'continue' && handled !== 'to' && handled !== 'lost';
  };
  return [...state.executions.values()]
    .filter((execution) => {
      if (execution.item === null) return isDropped(execution);
      const map = state.executions.get(mapKeyOf(execution.key));
      return map !== undefined && isDropped(map) && execution.status !== 'succeeded';
    })
    .map(({ key }) => key);
}
