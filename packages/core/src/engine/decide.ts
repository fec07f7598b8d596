// decide(step, fact): what follows from a fact that `evolve` has just applied. Decisions are facts, put into the step's queue.
import { EvaluationError } from '../expression/evaluate.ts';
import { render } from '../expression/render.ts';
import { topology } from '../graph/topology.ts';
import type { ActionNode, ExecutionGraph } from '../graph/graph.ts';
import { scopeOfKey } from './begin.ts';
import { allowanceOf, callsOf } from './budget.ts';
import type { Allowance } from './budget.ts';
import { stopAll } from './cancel.ts';
import type { Command } from './event.ts';
import type { Fact, FactOf, Failure } from './fact.ts';
import { dueAt } from './finish.ts';
import { follow, followAll, joinFired, loopEnded, loopTurned } from './follow.ts';
import { mapKeyOf } from './key.ts';
import { itemFailed } from './map.ts';
import { fail, succeed, templateFailure } from './outcome.ts';
import { isEnding } from './state.ts';
import type { NodeExecution, RunState } from './state.ts';
import { executionOf } from './step.ts';
import type { Step } from './step.ts';
import { compare } from './view.ts';

/** Losses of an execution that ran alone in its thread before it is given up. */
const MAX_LOSSES_ALONE = 3;
/** After so many losses an execution runs alone, so that it takes no neighbour with it. */
const LOSSES_BEFORE_ALONE = 2;

/** The facts and commands that follow directly from one fact. */
export function decide(step: Step, fact: Fact): void {
  const { state, queue, commands } = step;
  switch (fact.kind) {
    case 'run.accepted':
    case 'run.superseded':
    case 'run.forked':
      break;
    case 'run.started':
    case 'run.retried':
      watchClock(step);
      followAll(step);
      break;
    case 'node.scheduled':
      send(step, fact);
      break;
    case 'map.started':
      step.maps.add(fact.key);
      break;
    case 'node.completed':
    case 'node.skipped':
    case 'node.cancelled':
    case 'node.failed':
      over(step, fact);
      break;
    case 'node.attempt_failed':
      commands.push({ kind: 'wake', for: 'retry.due', key: fact.key, at: fact.retry_at });
      break;
    case 'node.retry_due':
      queue.push(schedule(step, executionOf(state, fact.key)));
      break;
    case 'attempt.lost':
      queue.push(sendAgain(step, executionOf(state, fact.key)));
      break;
    case 'run.resumed':
      queue.push(...fact.keys.map((key) => schedule(step, executionOf(state, key))));
      break;
    case 'loop.limit_reached':
    case 'run.timed_out':
    case 'run.cancel_requested':
      stopAll(step, { isDrained: fact.kind === 'loop.limit_reached' && isDraining(step) });
      break;
    case 'run.finalizing':
      watchClock(step);
      break;
    case 'run.finished':
      commands.push({ kind: 'finish' });
      break;
    default:
      decideFlow(step, fact);
  }
}

/** What follows from joins and loops, and for executions that wait. */
function decideFlow(step: Step, fact: FlowFact): void {
  const { state, queue } = step;
  switch (fact.kind) {
    case 'join.fired':
      joinFired(step, fact);
      break;
    case 'loop.turned':
      loopTurned(step, fact);
      break;
    case 'loop.ended':
      loopEnded(step, fact);
      break;
    case 'node.waiting':
      waiting(step, fact);
      break;
    case 'timer.fired':
      timeIsUp(step, executionOf(state, fact.key));
      break;
    case 'signal.received':
      deliver(step, fact.name);
      break;
    case 'signal.consumed':
    case 'approval.answered': {
      const { key, output } = executionOf(state, fact.key);
      queue.push(succeed(step.graph, state, { ...endingOf(step, key) }, { output }));
      break;
    }
    case 'child.ended':
      break;
  }
}

type FlowFact = FactOf<
  | 'join.fired'
  | 'loop.turned'
  | 'loop.ended'
  | 'node.waiting'
  | 'timer.fired'
  | 'signal.received'
  | 'signal.consumed'
  | 'approval.answered'
  | 'child.ended'
>;

function isDraining({ graph }: Step): boolean {
  return graph.execution?.on_failure === 'drain';
}

/** An execution is over: its map goes on, or what comes after it. A failure that nothing handles ends the run. */
function over(step: Step, fact: FactOf<'node.completed' | 'node.skipped' | 'node.cancelled' | 'node.failed'>): void {
  const { state, maps } = step;
  const execution = executionOf(state, fact.key);
  if (execution.item !== null) {
    const mapKey = mapKeyOf(fact.key);
    if (fact.kind === 'node.failed') itemFailed(step, executionOf(state, mapKey));
    maps.add(mapKey);
  } else if (fact.kind === 'node.failed' && fact.handled === undefined) {
    stopAll(step, { isDrained: isDraining(step) });
  } else follow(step, execution);
}

/** An attempt goes to a worker; the run of another workflow is started by the runtime itself. */
function send(step: Step, { key, node: name, attempt, alone, calls: wanted }: FactOf<'node.scheduled'>): void {
  const { graph, state, queue, commands } = step;
  const node = topology(graph).node(name);
  if (node.kind !== 'subrun') {
    step.unsent.add(key);
    const allowed: Partial<Allowance> | Failure =
      wanted === undefined ? {} : allowanceOf(graph, state, { node, wanted });
    if ('code' in allowed) {
      queue.push(fail(graph, state, { ...endingOf(step, key), attempt, llmCalls: 0 }, allowed));
    } else commands.push({ kind: 'execute', key, node: name, attempt, alone, ...allowed });
    return;
  }
  try {
    const inputs = render(node.with, scopeOfKey(step, key));
    const { workflow, graph: hash } = node;
    commands.push({
      kind: 'spawn',
      key,
      node: name,
      attempt,
      workflow,
      inputs,
      isAwaited: node.wait,
      ...(hash === undefined ? {} : { graph: hash }),
    });
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    queue.push(fail(graph, state, { ...endingOf(step, key), attempt }, templateFailure(node, error)));
  }
}

function isSafeAgain({ on_unknown: decided, effects, idempotent }: ActionNode): boolean {
  return decided === undefined ? effects !== 'write' || idempotent : decided === 'retry';
}

function endingOf({ state, time }: Step, key: string): Parameters<typeof succeed>[2] {
  const { node, attempt, startedAt } = executionOf(state, key);
  return { time, key, node, attempt, durationMs: time - (startedAt ?? time) };
}

function schedule({ graph, top, time }: Step, execution: NodeExecution): Fact {
  const alone = execution.losses >= LOSSES_BEFORE_ALONE;
  const { key, node, attempt } = execution;
  return { kind: 'node.scheduled', time, key, node, attempt: attempt + 1, alone, ...callsOf(graph, top.node(node)) };
}

/** What becomes of an execution whose thread or process died: sent again, unless that could do harm or never ends. */
function sendAgain(step: Step, execution: NodeExecution): Fact {
  const { graph, state, top } = step;
  const node = top.node(execution.node);
  const giveUp = (code: string, message: string): Fact =>
    fail(graph, state, endingOf(step, execution.key), { code, class: 'error', message });
  if (node.kind === 'action' && !isSafeAgain(node)) {
    return giveUp(
      'RUN_OUTCOME_UNKNOWN',
      `\`${node.name}\` was under way when its worker died, and it is not safe to send twice; find out whether it happened`,
    );
  }
  if (execution.lossesAlone >= MAX_LOSSES_ALONE) {
    return giveUp(
      'RUN_ATTEMPT_LOST',
      `\`${node.name}\` took its worker down ${MAX_LOSSES_ALONE} times while it ran alone`,
    );
  }
  return schedule(step, execution);
}

function waiting({ state, queue, commands, time }: Step, fact: FactOf<'node.waiting'>): void {
  const { key, node, wake_at: at } = fact;
  if (fact.for === 'signal' && state.signals.some(({ name }) => name === fact.signal)) {
    queue.push({ kind: 'signal.consumed', time, key, node, name: fact.signal });
  } else if (at !== null) commands.push({ kind: 'wake', for: 'timer.due', key, at });
}

/** A signal goes to the first that waits for it; without one it is kept. */
function deliver({ state, top, queue, time }: Step, name: string): void {
  const [first] = [...state.waiting]
    .map((key) => executionOf(state, key))
    .filter(({ waiting: for_ }) => for_?.for === 'signal' && for_.signal === name)
    .toSorted((a, b) => compare(top, a, b));
  if (first === undefined || isEnding(state)) return;
  queue.push({ kind: 'signal.consumed', time, key: first.key, node: first.node, name });
}

function timeIsUp(step: Step, execution: NodeExecution): void {
  const { graph, state, queue, commands, time } = step;
  const { key, waiting: wait, node } = execution;
  if (wait === null || wait.for === 'plugin') return;
  const ending = endingOf(step, key);
  if (wait.for === 'time') {
    queue.push(succeed(graph, state, ending, { output: { woke_at: new Date(time).toISOString() } }));
    return;
  }
  if (wait.for !== 'run' && wait.default !== undefined) {
    queue.push(succeed(graph, state, ending, { output: wait.default }));
    return;
  }
  if (wait.for === 'run') commands.push({ kind: 'cancel_run', runId: wait.run_id });
  const what = { signal: 'the signal', approval: 'the answer', run: 'the end of the run' }[wait.for];
  const message = `\`${node}\` waited too long for ${what}; give it more by \`timeout\`, or a \`default\``;
  queue.push(fail(graph, state, ending, { code: 'NODE_TIMEOUT', class: 'timeout', message }));
}

function watchClock({ graph, state, commands, time }: Step): void {
  const at = dueAt(state, { timeoutMs: graph.execution?.timeout_ms, time });
  if (at !== null) commands.push({ kind: 'wake', for: 'run.due', key: '', at });
}

/** The wakes that a run is waiting for, as after a restart. */
export function pendingWakes(graph: ExecutionGraph, state: RunState, time: number): readonly Command[] {
  const wakes: Command[] = [];
  for (const { key, status, retryAt, waiting: wait } of state.executions.values()) {
    if (status !== 'waiting') continue;
    if (wait === null) wakes.push({ kind: 'wake', for: 'retry.due', key, at: retryAt ?? 0 });
    else if (wait.wake_at !== null) wakes.push({ kind: 'wake', for: 'timer.due', key, at: wait.wake_at });
  }
  const at = dueAt(state, { timeoutMs: graph.execution?.timeout_ms, time });
  if (at !== null && state.startedAt !== null) wakes.push({ kind: 'wake', for: 'run.due', key: '', at });
  return wakes;
}
