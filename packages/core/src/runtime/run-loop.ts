// The imperative shell of the engine: it hears events, lets `advance` decide, appends the facts, then acts. One instance per
// runtime holds every open run.
import type { AdmissionState } from '../admit/state.ts';
import { advance } from '../engine/advance.ts';
import { scopeOfKey } from '../engine/begin.ts';
import { pendingWakes } from '../engine/decide.ts';
import type { Command, EngineEvent } from '../engine/event.ts';
import { evolve } from '../engine/evolve.ts';
import type { CopiedExecution, Fact } from '../engine/fact.ts';
import { heldExecutions, isFinished, shownStatus } from '../engine/state.ts';
import type { ActionNode } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import type { LaneOutcome, Lanes } from '../lane/lanes.ts';
import type { LaneJob } from '../lane/pool.ts';
import type { Write } from '../store/store.ts';
import { approvalWrites } from '../store/approvals.ts';
import { callbackWrites } from '../store/callbacks.ts';
import { runInsert, runUpdate } from '../store/writes.ts';
import { openAdmissions } from './admissions.ts';
import type { Admissions } from './admissions.ts';
import { openChildren } from './children.ts';
import type { ChildOf, StoredRun } from './children.ts';
import type { Clock } from './clock.ts';
import type { ChangeOf } from './plugin-change.ts';
import { acceptedFact } from './accepted.ts';
import type { Accepted, AcceptRequest } from './accepted.ts';
import { newOpenRun } from './open-run.ts';
import type { OpenRun } from './open-run.ts';
import { openRuns } from './open-runs.ts';
import type { OpenRuns } from './open-runs.ts';
import { placeInTrace } from './trace.ts';
import { openWakes } from './wakes.ts';
import { eventOf } from './event-of.ts';
import type { Environment } from './env.ts';
import type { Journal } from './journal.ts';
import type { OpenHidings } from './hidings.ts';

export type RunLoop = {
  /** Makes a run: its first facts and rows join the open group. Starts it at once where nothing keeps it. */
  readonly accept: (request: AcceptRequest) => Accepted;
  /** Takes over a run that a recovery replayed, and goes on with it. */
  readonly resume: (run: OpenRun, options: { readonly alone: boolean }) => void;
  /** Opens a run that had failed or was cancelled, and goes on with what never completed. */
  readonly reopen: (run: OpenRun, happened?: CopiedExecution) => Promise<void>;
  /** Resolves once what follows from the event is durable. Its time is the loop's clock's, whatever it says. */
  readonly hear: (run: OpenRun, event: EngineEvent) => Promise<void>;
  readonly find: (id: string) => OpenRun | undefined;
  readonly running: () => number;
  readonly open: Pick<OpenRuns, 'has' | 'inMemory' | 'unloaded'>;
  /** Other plugins have come: what was held back by the former ones goes on where these fit. */
  readonly pluginsChanged: () => void;
  /** Which runs wait, and for what. */
  readonly admissions: Admissions;
  /** Stops starting and sending; open runs stay as their journal has them. */
  readonly stop: () => void;
};

type ExecuteCommand = Command & { readonly kind: 'execute' };

/** A node asks for a run of another workflow. */
export type SpawnCommand = Command & { readonly kind: 'spawn' };

export type RunLoopOptions = {
  readonly journal: Journal;
  readonly lanes: Lanes;
  readonly clock: Clock;
  /** What workflows read of by `env`. */
  readonly env: Environment;
  readonly maxRunning: number;
  /** What is paused, and starts that still count. */
  readonly admission: AdmissionState;
  /** Whether attempts send on their place in a trace. */
  readonly sendsTrace: boolean;
  /** Why a node is not sent: its plugin no longer does what the run's graph was compiled against. */
  readonly changeOf: ChangeOf;
  /** What of runs is hidden, and for how long after their end it is here. */
  readonly hiding: OpenHidings;
  /** The run that a node asks for: what to make, or why not. */
  readonly childOf: ChildOf;
  /** A run that is not open: how it ended, and how to open it again. */
  readonly stored: (runId: string) => StoredRun | undefined;
  /** An open run that is in the store only. */
  readonly load: (runId: string) => OpenRun;
  /** Called when an attempt has ended, however it did. */
  readonly onAttempt: (uses: string, outcome: LaneOutcome, seconds: number) => void;
  /** Called when an attempt is over, also one that was aborted. */
  readonly onAttemptOver: (runId: string, key: string) => void;
  /** Called once a run's end is durable. */
  readonly onEnd: (run: OpenRun) => void;
};

const DONE = Promise.resolve();

/** So many runs that wait are in memory: they start without a look into the store. */
const MOST_WAITING = 1000;

export function createRunLoop(options: RunLoopOptions): RunLoop {
  const { journal, lanes, clock, env, maxRunning, changeOf, onAttempt, onAttemptOver, onEnd } = options;
  const open = openRuns(options.load);
  const hiding = options.hiding(open.get);
  const wake = openWakes(clock, (run, event) => void hear(run, event));
  let running = 0;
  let isStopped = false;
  const admissions = openAdmissions({
    state: options.admission,
    clock,
    room: () => maxRunning - running,
    find: open.get,
    start,
    hear: (run, event) => void hear(run, event),
  });
  const children = openChildren({
    find: open.get,
    childOf: options.childOf,
    stored: options.stored,
    judge: admissions.judge,
    accept: (request) => accept(request),
    hear: (run, event) => void hear(run, event),
    reopen: (run) => void reopen(run),
  });

  function accept(request: AcceptRequest): Accepted {
    const { id, graph, trigger, writes = [] } = request;
    const run = newOpenRun({ id, run: journal.nextRun(), graph });
    const parent = open.get(trigger.parent_run_id ?? '');
    const hidden = hiding.accepted(run, request, parent);
    const fact = acceptedFact(request, { env, time: clock.now(), redact: hidden.rules });
    const facts = [fact, ...(request.facts ?? [])];
    for (const each of facts) evolve(run.state, each);
    open.add(run);
    const committed = journal.append(run, facts, [...writes, runInsert(run.run, run.state), ...hidden.rows]);
    admissions.add(run);
    // A run that another one awaits never waits for room, which the other one may hold.
    if (trigger.parent_key !== undefined) start(run);
    else admissions.pump();
    if (waitsLong(run, admissions)) void committed.then(() => waitsLong(run, admissions) && open.unload(id));
    return { id, committed };
  }

  function start(run: OpenRun): void {
    running += 1;
    void hear(run, { kind: 'start', time: clock.now() });
  }

  function hear(run: OpenRun, event: EngineEvent): Promise<void> {
    if (isStopped) return DONE;
    const shown = shownStatus(run.state);
    const isLate = isFinished(run.state);
    const time = clock.now();
    const { facts, commands } = advance(run.graph, run.state, event.time === time ? event : { ...event, time });
    let committed = DONE;
    if (facts.length > 0) {
      const rows = [...rowsOf(run, facts, shown), ...hiding.rows(run, event)];
      committed = journal.append(run, isLate ? hiding.late(run, facts) : facts, rows);
      if (run.state.cancelRequested) admissions.cancelling(run.id);
    }
    for (const command of commands) perform(run, command, committed);
    return committed;
  }

  function perform(run: OpenRun, command: Command, committed: Promise<void>): void {
    switch (command.kind) {
      case 'execute': {
        const node = topology(run.graph).node(command.node) as ActionNode;
        if (isHeld(run, node, command)) break;
        // An effect on the world waits for its `node.scheduled` to be durable; looking and computing may overlap the commit,
        // since the key is deterministic and a lost fact is derived again.
        if (node.effects === 'write')
          void committed.then(() => isDue(run, command) && !isHeld(run, node, command) && execute(run, node, command));
        else execute(run, node, command);
        break;
      }
      case 'spawn':
        // After the other commands of this step, and in its transaction.
        queueMicrotask(() => {
          if (!isStopped && !isFinished(run.state)) children.spawn(run, command);
        });
        break;
      case 'wake':
        wake(run, command);
        break;
      case 'abort':
        run.abort.get(command.key)?.();
        run.abort.delete(command.key);
        onAttemptOver(run.id, command.key);
        break;
      case 'cancel_run':
        queueMicrotask(() => children.cancel(command.runId));
        break;
      case 'finish':
        void committed.then(() => end(run));
        break;
    }
  }

  /** Whether an attempt is not sent, since its plugin has changed. */
  function isHeld(run: OpenRun, node: ActionNode, { key, attempt }: ExecuteCommand): boolean {
    const error = changeOf(run, node);
    if (error === undefined) return false;
    queueMicrotask(() => void hear(run, { kind: 'hold', time: clock.now(), key, attempt, error }));
    return true;
  }

  function execute(run: OpenRun, node: ActionNode, command: ExecuteCommand): void {
    const { key, attempt, alone } = command;
    if (isStopped || isFinished(run.state)) return;
    const started = performance.now();
    const abort = lanes.execute(
      { message: messageOf(run, command, options.sendsTrace), graph: run.graph, node, alone },
      (outcome) => {
        run.abort.delete(key);
        const durationMs = performance.now() - started;
        onAttempt(node.uses, outcome, durationMs / 1000);
        onAttemptOver(run.id, key);
        void hear(run, eventOf(outcome, { key, attempt, node, durationMs, time: clock.now() }));
      },
      () => {
        if (!isHeld(run, node, command)) return true;
        run.abort.delete(key);
        return false;
      },
    );
    run.abort.set(key, abort);
  }

  function end(run: OpenRun): void {
    // What was begun again in the meantime goes on.
    if (!isFinished(run.state)) return;
    for (const callOff of run.timers.values()) callOff();
    open.delete(run.id);
    if (run.state.startedAt !== null) running -= 1;
    onEnd(run);
    children.ended(run);
    admissions.ended(run.id);
    admissions.pump();
  }

  function resume(run: OpenRun, { alone }: { readonly alone: boolean }): void {
    open.add(run);
    admissions.add(run);
    if (run.state.status === 'queued') {
      if (run.state.trigger.parent_key !== undefined) start(run);
      else if (waitsLong(run, admissions)) open.unload(run.id);
      return;
    }
    running += 1;
    for (const command of pendingWakes(run.graph, run.state, clock.now())) perform(run, command, DONE);
    for (const { key, attempt, status, items, waiting } of Array.from(run.state.executions.values())) {
      if (waiting?.for === 'run' && status === 'waiting')
        queueMicrotask(() => children.resume(run, key, waiting.run_id));
      // Of a map only its items are under way.
      else if (status === 'running' && items === null) {
        void hear(run, { kind: 'attempt.lost', key, attempt, time: clock.now(), alone });
      }
    }
    goOnWherePluginsFit(run);
  }

  function goOnWherePluginsFit(run: OpenRun): void {
    const isBack = heldExecutions(run.state).some(
      ({ node }) => changeOf(run, topology(run.graph).node(node) as ActionNode) === undefined,
    );
    if (isBack) void hear(run, { kind: 'resume', time: clock.now(), accepted: false });
  }

  async function reopen(run: OpenRun, happened?: CopiedExecution): Promise<void> {
    open.add(run);
    admissions.addAgain(run);
    running += 1;
    await hear(run, { kind: 'retry', time: clock.now(), ...(happened === undefined ? {} : { happened }) });
  }

  return {
    accept,
    resume,
    reopen,
    hear,
    find: open.get,
    running: () => running,
    open,
    pluginsChanged: () => {
      for (const run of open.inMemory()) goOnWherePluginsFit(run);
    },
    admissions,
    stop: () => {
      isStopped = true;
      admissions.stop();
      for (const run of open.inMemory()) for (const callOff of run.timers.values()) callOff();
    },
  };
}

/** What an attempt is told. */
function messageOf(run: OpenRun, command: ExecuteCommand, sendsTrace: boolean): LaneJob['message'] {
  const { graph, state } = run;
  const { key, node, attempt, calls, limits } = command;
  return {
    runId: run.id,
    workflowName: state.workflowName,
    key,
    attempt,
    graph: graph.hash,
    node,
    provider: state.provider,
    hops: state.trigger.hops ?? 0,
    ...(sendsTrace ? placeInTrace(run, command) : {}),
    scope: scopeOfKey({ graph, state, top: topology(graph) }, key),
    ...(calls === undefined ? {} : { calls }),
    ...(limits === undefined || limits.length === 0 ? {} : { limits }),
  };
}

/** Whether many are before it, and nothing has happened to it since it was accepted. */
function waitsLong({ state }: OpenRun, { queued }: Admissions): boolean {
  return state.status === 'queued' && state.sequence === 1 && queued() > MOST_WAITING;
}

/** What changes beside the journal: the run in the list, where it says something else than before, what it asks, whom its end is told. */
function rowsOf(run: OpenRun, facts: readonly Fact[], before: string): readonly Write[] {
  const { state } = run;
  const shown = shownStatus(state);
  const isListed = shown !== before || isFinished(state);
  const told = facts.some(({ kind }) => kind === 'run.finished') ? callbackWrites(run) : [];
  return [...(isListed ? [runUpdate(run.run, state, shown)] : []), ...approvalWrites(run, facts), ...told];
}

/** Whether an attempt that waited for the commit of its own fact is still to be made: it may have been cancelled meanwhile. */
function isDue({ state }: OpenRun, { key, attempt }: { readonly key: string; readonly attempt: number }): boolean {
  const execution = state.executions.get(key);
  return execution?.status === 'running' && execution.attempt === attempt;
}
