import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import type { Failure, RunEnd, RunError, TriggerInfo, Usage } from './fact.ts';

export type ExecutionStatus = 'ready' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'skipped' | 'cancelled';

/** One execution of a node. Mutable: `advance` owns it. */
export type NodeExecution = {
  readonly key: string;
  readonly node: string;
  status: ExecutionStatus;
  /** Sends so far, lost ones included; fences late completions. */
  attempt: number;
  /** Failed attempts; what `max_attempts` bounds. */
  failures: number;
  losses: number;
  lossesAlone: number;
  alone: boolean;
  retryAt: number | null;
  startedAt: number | null;
  finishedAt: number | null;
  input: Json;
  output: Json;
  text: string | null;
  writes: JsonObject;
  usage: Usage;
  costUsd: number | null;
  error: Failure | null;
};

/**
 * The fold of a run's journal. Mutable and owned by `advance`: immutable spreads cost hundreds of microseconds a fact at a
 * thousand executions, owned state costs the same at any size.
 */
export type RunState = {
  status: 'queued' | 'running' | RunEnd;
  sequence: number;
  readonly runId: string;
  workflowName: string;
  revision: number | null;
  graph: string;
  provider: string | null;
  inputs: JsonObject;
  trigger: TriggerInfo;
  acceptedAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  readonly executions: Map<string, NodeExecution>;
  /** Executions that are over: succeeded, failed, skipped or cancelled. */
  settled: number;
  cancelRequested: boolean;
  error: RunError | null;
  result: Json;
};

const NO_USAGE: Usage = { input_tokens: null, output_tokens: null };

/** The state before the first fact. */
export function initialState(runId: string): RunState {
  return {
    status: 'queued',
    sequence: 0,
    runId,
    workflowName: '',
    revision: null,
    graph: '',
    provider: null,
    inputs: {},
    trigger: { name: 'manual', uses: 'manual' },
    acceptedAt: 0,
    startedAt: null,
    finishedAt: null,
    executions: new Map(),
    settled: 0,
    cancelRequested: false,
    error: null,
    result: null,
  };
}

/** An execution that has just come into being. */
export function newExecution(key: string, node: string): NodeExecution {
  return {
    key,
    node,
    status: 'ready',
    attempt: 0,
    failures: 0,
    losses: 0,
    lossesAlone: 0,
    alone: false,
    retryAt: null,
    startedAt: null,
    finishedAt: null,
    input: null,
    output: null,
    text: null,
    writes: {},
    usage: NO_USAGE,
    costUsd: null,
    error: null,
  };
}

export function isOver(status: ExecutionStatus): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'skipped' || status === 'cancelled';
}

export function isFinished(state: RunState): boolean {
  return state.status !== 'queued' && state.status !== 'running';
}
