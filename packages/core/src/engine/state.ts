import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { NO_ADMISSION } from '../admit/admission.ts';
import type { OnFinish } from '../graph/graph.ts';
import type { Admission } from '../admit/admission.ts';
import type { Failure, Fired, ForkedFrom, Handled, RunEnd, RunError, TriggerInfo, Usage, Waiting } from './fact.ts';
import type { GateResult } from './gates.ts';
import { parseKey } from './key.ts';
import { NO_USAGE } from './usage.ts';
import type { UsageAndCost } from './usage.ts';
import type { View } from './view.ts';

export type ExecutionStatus = 'ready' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'skipped' | 'cancelled';

/** One execution of a node, or of one item of its list. Mutable: `advance` owns it. */
export type NodeExecution = {
  readonly key: string;
  readonly node: string;
  /** Counters of the enclosing loops, outermost first. */
  readonly iterations: readonly number[];
  readonly item: number | null;
  status: ExecutionStatus;
  /** Sends so far, lost ones included; fences late completions. */
  attempt: number;
  /** Failed attempts; what `max_attempts` bounds. */
  failures: number;
  losses: number;
  lossesAlone: number;
  alone: boolean;
  retryAt: number | null;
  /** Calls of a model that the attempt under way has set aside. */
  calls: number;
  startedAt: number | null;
  finishedAt: number | null;
  input: Json;
  output: Json;
  text: string | null;
  writes: JsonObject;
  usage: Usage;
  costUsd: number | null;
  error: Failure | null;
  /** The way that its routes chose. */
  route: number | null;
  /** Why it was skipped: `when` goes on after it, `path` does not. */
  skipped: 'when' | 'path' | null;
  /** Why the run does not fail with its failure. */
  handled: Handled | null;
  waiting: Waiting | null;
  /** Of a node with `for_each`. */
  items: ItemCounts | null;
};

/** What budgets bound. `calls` are counted where there is a budget, with those that are set aside. */
export type Spent = { calls: number; tokens: number; costUsd: number };

/** How far a map is: items of the list, items admitted so far, admitted ones that are not over, the lowest that failed. */
export type ItemCounts = { readonly count: number; next: number; open: number; failed: number | null };

/** One loop within one iteration of the loops around it. */
export type LoopState = { iteration: number; isEnded: boolean };

/**
 * The fold of a run's journal. Mutable and owned by `advance`: immutable spreads cost hundreds of microseconds a fact at a
 * thousand executions, owned state costs the same at any size.
 */
export type RunState = {
  status: 'queued' | 'running' | RunEnd;
  /** After the last node but `finally` ones is over. */
  isFinalizing: boolean;
  /** When `finally` nodes must be done (ms), where they have a limit of their own; then no further one begins. */
  finallyDueAt: number | null;
  isFinallyOver: boolean;
  sequence: number;
  readonly runId: string;
  workflowName: string;
  revision: number | null;
  graph: string;
  provider: string | null;
  inputs: JsonObject;
  env: JsonObject;
  trigger: TriggerInfo;
  /** What models have cost so far, with the calls that attempts under way have set aside. Calls are counted where there is a budget. */
  readonly spent: Spent;
  /** The same by node, of those that ask a model. */
  readonly spentBy: Map<string, Spent>;
  /** Tokens and cost of all attempts, and of the runs that were awaited. */
  usage: UsageAndCost;
  /** What of it came with each awaited run: one that is tried again tells its sums again. */
  readonly awaited: Map<string, UsageAndCost & { readonly calls: number }>;
  /** Calls of models, those of awaited runs too. */
  calls: number;
  /** What executions had used that were forgotten, by key: they go on from there when they begin again. */
  readonly forgotten: Map<string, UsageAndCost>;
  forkedFrom: ForkedFrom | null;
  admission: Admission;
  onFinish: OnFinish | null;
  /** Fields that a fork gave another value. */
  edits: JsonObject;
  acceptedAt: number;
  /** What came of the gates when the run ended. */
  gates: readonly GateResult[] | undefined;
  startedAt: number | null;
  finishedAt: number | null;
  readonly executions: Map<string, NodeExecution>;
  /** By `region#i.j`: the counters of the loops around it. A loop that is not there is in its first iteration. */
  readonly loops: Map<string, LoopState>;
  /** By the key of a `join: any` execution. */
  readonly fired: Map<string, Fired>;
  /** Signals that came before anybody waited for them, oldest first. */
  readonly signals: { readonly name: string; readonly payload: Json }[];
  /** Executions that are neither over nor items. */
  open: number;
  /** Keys of executions, items too, that wait for time, a signal, an answer or another run. */
  readonly waiting: Set<string>;
  /** How many of them a changed plugin holds back. */
  held: number;
  /** A person takes the plugins as they are now. */
  acceptsPlugins: boolean;
  /** Executions that are not over, with items and without maps: what could be at work. */
  active: number;
  /** Time that the run was waiting, in all (ms), and since when it is. */
  waitedMs: number;
  waitingSince: number | null;
  cancelRequested: boolean;
  retries: number;
  error: RunError | null;
  result: Json;
};

/** How long `finally` nodes have when the run was cancelled or ran out of time. */
export const FINALLY_MS = 30_000;

/** The state before the first fact. */
export function initialState(runId: string): RunState {
  return {
    status: 'queued',
    isFinalizing: false,
    finallyDueAt: null,
    isFinallyOver: false,
    sequence: 0,
    runId,
    workflowName: '',
    revision: null,
    graph: '',
    provider: null,
    inputs: {},
    env: {},
    spent: nothingSpent(),
    spentBy: new Map(),
    usage: NO_USAGE,
    awaited: new Map(),
    calls: 0,
    forgotten: new Map(),
    trigger: { name: 'manual', uses: 'manual' },
    forkedFrom: null,
    admission: NO_ADMISSION,
    onFinish: null,
    edits: {},
    acceptedAt: 0,
    gates: undefined,
    startedAt: null,
    finishedAt: null,
    executions: new Map(),
    loops: new Map(),
    fired: new Map(),
    signals: [],
    open: 0,
    waiting: new Set(),
    held: 0,
    acceptsPlugins: false,
    active: 0,
    waitedMs: 0,
    waitingSince: null,
    cancelRequested: false,
    retries: 0,
    error: null,
    result: null,
  };
}

function nothingSpent(): Spent {
  return { calls: 0, tokens: 0, costUsd: 0 };
}

/** What a node has spent so far, to be added to. */
export function spentBy({ spentBy: all }: RunState, node: string): Spent {
  let spent = all.get(node);
  if (spent === undefined) all.set(node, (spent = nothingSpent()));
  return spent;
}

/** An execution that has just come into being. */
export function newExecution(key: string, node: string): NodeExecution {
  return new Execution(key, node);
}

class Execution implements NodeExecution {
  readonly key: string;
  readonly node: string;
  readonly iterations: readonly number[];
  readonly item: number | null;
  status: ExecutionStatus = 'ready';
  attempt = 0;
  failures = 0;
  losses = 0;
  lossesAlone = 0;
  alone = false;
  retryAt: number | null = null;
  calls = 0;
  startedAt: number | null = null;
  finishedAt: number | null = null;
  input: Json = null;
  output: Json = null;
  text: string | null = null;
  writes: JsonObject = {};
  usage: Usage = { input_tokens: null, output_tokens: null };
  costUsd: number | null = null;
  error: Failure | null = null;
  route: number | null = null;
  skipped: NodeExecution['skipped'] = null;
  handled: Handled | null = null;
  waiting: Waiting | null = null;
  items: ItemCounts | null = null;
  #view: View | undefined;

  constructor(key: string, node: string) {
    const { iterations, item } = parseKey(key);
    this.key = key;
    this.node = node;
    this.iterations = iterations;
    this.item = item;
  }

  static viewAfter(execution: NodeExecution): View | undefined {
    return #view in execution ? execution.#view : undefined;
  }

  static keepView(execution: NodeExecution, view: View): void {
    if (!(#view in execution)) throw new Error(`invariant: the execution ${execution.key} is a copy`);
    execution.#view = view;
  }
}

/**
 * What is seen after an execution, where that was worked out. It is kept out of sight of who compares or copies states, and not in a WeakMap:
 * the collector looks at each entry of one again and again, which was a tenth of a durable run.
 */
export function viewAfter(execution: NodeExecution): View | undefined {
  return Execution.viewAfter(execution);
}

export function keepView(execution: NodeExecution, view: View): void {
  Execution.keepView(execution, view);
}

export function isOver(status: ExecutionStatus): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'skipped' || status === 'cancelled';
}

/** Why a changed plugin holds an execution back; null where none does. */
export function heldBy({ status, waiting }: NodeExecution): Failure | null {
  return status === 'waiting' && waiting?.for === 'plugin' ? waiting.error : null;
}

/** The executions that changed plugins hold back. */
export function heldExecutions({ executions, held }: RunState): readonly NodeExecution[] {
  return held === 0 ? [] : [...executions.values()].filter((each) => heldBy(each) !== null);
}

export function isFinished(state: RunState): boolean {
  return state.status !== 'queued' && state.status !== 'running';
}

/** Whether nothing more may start but `finally` nodes. */
export function isEnding(state: RunState): boolean {
  return state.error !== null || state.cancelRequested || state.isFinalizing;
}

/** Whether all that is under way waits for a time, a signal, an answer, another run or a plugin. */
export function isWaiting(state: RunState): boolean {
  return state.status === 'running' && state.waiting.size > 0 && state.waiting.size === state.active;
}

/** The status that others see: an open run in which nothing goes on is `waiting`, or `paused` where a changed plugin holds it back. */
export function shownStatus(state: RunState): RunState['status'] | 'waiting' | 'paused' {
  if (!isWaiting(state)) return state.status;
  return state.held > 0 ? 'paused' : 'waiting';
}
