// The imperative shell of the engine: it hears events, lets `advance` decide, appends the facts, then acts. One instance per
// runtime holds every open run.
import type { Json } from '@configurable-agents/plugin-sdk';
import { advance } from '../engine/advance.ts';
import type { Command, EngineEvent } from '../engine/event.ts';
import { evolve } from '../engine/evolve.ts';
import type { Fact, Failure, TriggerInfo } from '../engine/fact.ts';
import { scopeOf } from '../engine/scope.ts';
import { initialState, isFinished } from '../engine/state.ts';
import type { RunState } from '../engine/state.ts';
import type { ActionNode, ExecutionGraph } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import type { LaneOutcome, Lanes } from '../lane/lanes.ts';
import type { Write } from '../store/store.ts';
import { runInsert, runUpdate } from '../store/writes.ts';
import type { Journal } from './journal.ts';

/** A run that has not ended. `abort` holds how to stop each attempt in flight, by execution key. */
export type OpenRun = {
  readonly id: string;
  /** The store's integer key. */
  readonly run: number;
  readonly graph: ExecutionGraph;
  readonly state: RunState;
  readonly abort: Map<string, () => void>;
  readonly timers: Map<string, NodeJS.Timeout>;
};

export type Accepted = { readonly id: string; readonly committed: Promise<void> };

export type AcceptRequest = {
  readonly id: string;
  readonly graph: ExecutionGraph;
  readonly workflowName: string;
  readonly revision: number | null;
  readonly inputs: { readonly [name: string]: Json };
  readonly trigger: TriggerInfo;
  readonly provider?: string;
  /** Rows that belong in the same transaction: the graph, the delivery, its dedupe key. */
  readonly writes?: readonly Write[];
};

export type RunLoop = {
  /** Makes a run: its first facts and rows join the open group. Starts it at once where there is room. */
  readonly accept: (request: AcceptRequest) => Accepted;
  /** Takes over a run that a recovery replayed, and goes on with it. */
  readonly resume: (run: OpenRun, options: { readonly alone: boolean }) => void;
  readonly hear: (run: OpenRun, event: EngineEvent) => void;
  readonly find: (id: string) => OpenRun | undefined;
  readonly running: () => number;
  readonly queued: () => number;
  /** Stops starting and sending; open runs stay as their journal has them. */
  readonly stop: () => void;
};

/** A node asks for a run of another workflow. */
export type SpawnCommand = Command & { readonly kind: 'spawn' };

export type RunLoopOptions = {
  readonly journal: Journal;
  readonly lanes: Lanes;
  readonly maxRunning: number;
  /** The run that a node asks for: what to make, or why not. */
  readonly childOf: (parent: OpenRun, asked: SpawnCommand) => AcceptRequest | Failure;
  /** Called once a run's end is durable. */
  readonly onEnd: (run: OpenRun) => void;
};

/** Node's timers hold at most 2^31 - 1 ms: a longer wait is armed again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createRunLoop({ journal, lanes, maxRunning, childOf, onEnd }: RunLoopOptions): RunLoop {
  const open = new Map<string, OpenRun>();
  const queue: OpenRun[] = [];
  let running = 0;
  let isStopped = false;

  function accept(request: AcceptRequest): Accepted {
    const { id, graph, workflowName, revision, inputs, trigger, provider, writes = [] } = request;
    const run = newOpenRun({ id, run: journal.nextRun(), graph });
    const fact: Fact = {
      kind: 'run.accepted',
      time: Date.now(),
      workflow_name: workflowName,
      revision,
      graph: graph.hash,
      inputs,
      trigger,
      ...(provider === undefined ? {} : { provider }),
    };
    evolve(run.state, fact);
    const isRoom = running < maxRunning && queue.length === 0;
    open.set(id, run);
    const committed = journal.append(run, [fact], [...writes, runInsert(run.run, run.state)]);
    if (isRoom) start(run);
    else queue.push(run);
    return { id, committed };
  }

  function start(run: OpenRun): void {
    running += 1;
    hear(run, { kind: 'start', time: Date.now() });
  }

  function startQueued(): void {
    if (isStopped) return;
    while (running < maxRunning) {
      const run = queue.shift();
      if (run === undefined) return;
      // A run that was cancelled while it waited is over.
      if (!isFinished(run.state)) start(run);
    }
  }

  function hear(run: OpenRun, event: EngineEvent): void {
    if (isStopped) return;
    const wasRunning = run.state.status === 'running';
    const { facts, commands } = advance(run.graph, run.state, event);
    if (facts.length === 0) return;
    const isRowChanged = run.state.status !== 'running' || !wasRunning;
    const committed = journal.append(run, facts, isRowChanged ? [runUpdate(run.run, run.state)] : []);
    for (const command of commands) perform(run, command, committed);
  }

  function perform(run: OpenRun, command: Command, committed: Promise<void>): void {
    switch (command.kind) {
      case 'execute': {
        const node = topology(run.graph).node(command.node) as ActionNode;
        // An effect on the world waits for its `node.scheduled` to be durable; looking and computing may overlap the commit,
        // since the key is deterministic and a lost fact is derived again.
        if (node.effects === 'write') void committed.then(() => execute(run, node, command));
        else execute(run, node, command);
        break;
      }
      case 'spawn':
        // After the other commands of this step, and in its transaction.
        queueMicrotask(() => spawn(run, command));
        break;
      case 'wake':
        wake(run, command);
        break;
      case 'abort':
        run.abort.get(command.key)?.();
        run.abort.delete(command.key);
        break;
      case 'finish':
        void committed.then(() => end(run));
        break;
    }
  }

  function execute(
    run: OpenRun,
    node: ActionNode,
    { key, attempt, alone }: Command & { readonly kind: 'execute' },
  ): void {
    if (isStopped || isFinished(run.state)) return;
    const started = performance.now();
    const abort = lanes.execute(
      {
        runId: run.id,
        workflowName: run.state.workflowName,
        key,
        attempt,
        graph: run.graph,
        node,
        provider: run.state.provider,
        hops: run.state.trigger.hops ?? 0,
        scope: scopeOf(run.graph, run.state, node.reads),
        alone,
      },
      (outcome) => {
        run.abort.delete(key);
        hear(run, eventOf(outcome, { key, attempt, node, durationMs: performance.now() - started }));
      },
    );
    run.abort.set(key, abort);
  }

  /** The child and the end of the node that asked for it are written together: neither is there without the other. */
  function spawn(run: OpenRun, command: SpawnCommand): void {
    if (isStopped || isFinished(run.state)) return;
    const { key, attempt, inputs: input } = command;
    const child = childOf(run, command);
    const heard = { key, attempt, time: Date.now(), input, durationMs: 0 };
    if ('code' in child) {
      hear(run, { kind: 'attempt.failed', ...heard, error: child, retryable: false, random: 0 });
      return;
    }
    accept(child);
    const usage = { input_tokens: null, output_tokens: null };
    hear(run, { kind: 'attempt.succeeded', ...heard, output: { run_id: child.id }, usage, costUsd: null });
  }

  function wake(run: OpenRun, { key, at }: { readonly key: string; readonly at: number }): void {
    const wait = Math.max(0, at - Date.now());
    const timer = setTimeout(
      () => {
        run.timers.delete(key);
        if (wait > LONGEST_TIMER_MS) wake(run, { key, at });
        else hear(run, { kind: 'retry.due', key, time: Date.now() });
      },
      Math.min(wait, LONGEST_TIMER_MS),
    );
    run.timers.set(key, timer);
  }

  function end(run: OpenRun): void {
    for (const timer of run.timers.values()) clearTimeout(timer);
    open.delete(run.id);
    if (run.state.startedAt !== null) running -= 1;
    onEnd(run);
    startQueued();
  }

  function resume(run: OpenRun, { alone }: { readonly alone: boolean }): void {
    open.set(run.id, run);
    if (run.state.status === 'queued') {
      queue.push(run);
      startQueued();
      return;
    }
    running += 1;
    for (const execution of Array.from(run.state.executions.values())) {
      const { key, attempt, status, retryAt } = execution;
      if (status === 'running') hear(run, { kind: 'attempt.lost', key, attempt, time: Date.now(), alone });
      else if (status === 'waiting') wake(run, { key, at: retryAt ?? 0 });
    }
  }

  return {
    accept,
    resume,
    hear,
    find: (id) => open.get(id),
    running: () => running,
    queued: () => queue.length,
    stop: () => {
      isStopped = true;
      for (const run of open.values()) for (const timer of run.timers.values()) clearTimeout(timer);
    },
  };
}

/** A run that is open from now on. */
export function newOpenRun({
  id,
  run,
  graph,
  state,
}: {
  readonly id: string;
  readonly run: number;
  readonly graph: ExecutionGraph;
  readonly state?: RunState;
}): OpenRun {
  return { id, run, graph, state: state ?? initialState(id), abort: new Map(), timers: new Map() };
}

function eventOf(
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
