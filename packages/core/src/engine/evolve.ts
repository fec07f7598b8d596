// evolve(state, fact): applies one fact. All that a replay runs, so it must read every fact ever written.
import type { Fact } from './fact.ts';
import { newExecution } from './state.ts';
import type { ExecutionStatus, NodeExecution, RunState } from './state.ts';

/** Applies one fact to the state, in place, and returns it. `docs/facts.md` says what each kind does. */
export function evolve(state: RunState, fact: Fact): RunState {
  state.sequence += 1;
  switch (fact.kind) {
    case 'run.accepted':
      state.workflowName = fact.workflow_name;
      state.revision = fact.revision;
      state.graph = fact.graph;
      state.provider = fact.provider ?? null;
      state.inputs = fact.inputs;
      state.trigger = fact.trigger;
      state.acceptedAt = fact.time;
      break;
    case 'run.started':
      state.status = 'running';
      state.startedAt = fact.time;
      break;
    case 'node.scheduled': {
      const execution = executionOf(state, fact);
      execution.status = 'running';
      execution.attempt = fact.attempt;
      execution.alone = fact.alone;
      execution.retryAt = null;
      execution.startedAt ??= fact.time;
      break;
    }
    case 'node.skipped':
      settle(state, executionOf(state, fact), 'skipped', fact.time);
      break;
    case 'node.cancelled':
      settle(state, executionOf(state, fact), 'cancelled', fact.time);
      break;
    case 'node.completed': {
      const execution = executionOf(state, fact);
      execution.attempt = fact.attempt;
      execution.input = fact.input ?? null;
      execution.output = fact.output;
      execution.text = fact.text ?? null;
      execution.writes = fact.writes;
      execution.usage = fact.usage;
      execution.costUsd = fact.cost_usd;
      execution.error = null;
      execution.startedAt ??= fact.time;
      settle(state, execution, 'succeeded', fact.time);
      break;
    }
    case 'node.attempt_failed': {
      const execution = executionOf(state, fact);
      execution.status = 'waiting';
      execution.failures += 1;
      execution.error = fact.error;
      execution.retryAt = fact.retry_at;
      break;
    }
    case 'node.retry_due':
      executionOf(state, fact).status = 'ready';
      break;
    case 'attempt.lost': {
      const execution = executionOf(state, fact);
      execution.status = 'ready';
      execution.losses += 1;
      if (fact.alone) execution.lossesAlone += 1;
      break;
    }
    case 'node.failed': {
      const execution = executionOf(state, fact);
      execution.error = fact.error;
      execution.input = fact.input ?? null;
      execution.startedAt ??= fact.time;
      settle(state, execution, 'failed', fact.time);
      state.error ??= { code: fact.error.code, message: fact.error.message, node: fact.node };
      break;
    }
    case 'run.cancel_requested':
      state.cancelRequested = true;
      break;
    case 'run.finished':
      state.status = fact.status;
      state.finishedAt = fact.time;
      state.result = fact.result;
      state.error = fact.error;
      break;
  }
  return state;
}

function executionOf(state: RunState, fact: { readonly key: string; readonly node: string }): NodeExecution {
  let execution = state.executions.get(fact.key);
  if (execution === undefined) {
    execution = newExecution(fact.key, fact.node);
    state.executions.set(fact.key, execution);
  }
  return execution;
}

function settle(state: RunState, execution: NodeExecution, status: ExecutionStatus, time: number): void {
  execution.status = status;
  execution.finishedAt = time;
  state.settled += 1;
}
