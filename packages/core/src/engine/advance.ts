// The one function that the shell calls: event in, facts to append and commands to perform out.
import type { ExecutionGraph } from '../graph/graph.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { Command, EngineEvent } from './event.ts';
import type { Fact } from './fact.ts';
import { conclude, dueAt } from './finish.ts';
import { fireJoin } from './follow.ts';
import { continueMap } from './map.ts';
import { record } from './record.ts';
import { isFinished, isOver } from './state.ts';
import type { RunState } from './state.ts';
import { forget, newStep } from './step.ts';
import type { Step } from './step.ts';

export type Advance = { readonly facts: readonly Fact[]; readonly commands: readonly Command[] };

const NOTHING: Advance = { facts: [], commands: [] };

/**
 * Advances a run by one event. Owns and changes `state`. Deterministic and total: no clock, no randomness, no I/O.
 * Append the facts before anything that others can see follows from them; then perform the commands in order.
 */
export function advance(graph: ExecutionGraph, state: RunState, event: EngineEvent): Advance {
  const heard = record(graph, state, event);
  if (heard.length === 0) return event.kind === 'run.due' ? watchAgain(graph, state, event.time) : NOTHING;
  const step = newStep(graph, state, event.time);
  step.queue.push(...heard);
  const facts: Fact[] = [];
  // A decision is itself a fact that others follow from: a skipped node lets its successors begin.
  for (let at = 0; ; at += 1) {
    if (at === step.queue.length) {
      step.queue.length = 0;
      at = 0;
      settle(step);
      if (step.queue.length === 0) break;
    }
    const fact = step.queue[at] as Fact;
    if (isTooLate(state, fact)) continue;
    evolve(state, fact);
    facts.push(fact);
    if (isTurningPoint(fact)) {
      forget(step);
      at = -1;
    }
    decide(step, fact);
    if (isFinished(state)) break;
  }
  return { facts, commands: isFinished(state) ? step.commands.filter(outlivesRun) : step.commands };
}

/** A cancel that was decided while the end of its execution stood in the queue: the item beside it was refused in the same step. */
function isTooLate({ executions }: RunState, fact: Fact): boolean {
  if (fact.kind !== 'node.cancelled') return false;
  const execution = executions.get(fact.key);
  return execution !== undefined && isOver(execution.status);
}

/** What waits for everything else of the step: joins, maps, and the end of the run. */
function settle(step: Step): void {
  const { state, maps, joins } = step;
  if (isFinished(state)) return;
  for (const key of maps) continueMap(step, key);
  maps.clear();
  while (step.queue.length === 0 && joins.size > 0) fireJoin(step);
  const isAtWork = state.status === 'running' || state.cancelRequested;
  if (step.queue.length === 0 && state.open === 0 && isAtWork) conclude(step);
}

/** After these nothing that was decided before them happens. */
function isTurningPoint(fact: Fact): boolean {
  switch (fact.kind) {
    case 'node.failed':
      return fact.handled === undefined;
    case 'run.cancel_requested':
    case 'run.timed_out':
    case 'loop.limit_reached':
      return true;
    default:
      return false;
  }
}

function outlivesRun({ kind }: Command): boolean {
  return kind === 'abort' || kind === 'cancel_run' || kind === 'finish';
}

/** The run's clock stood still for a while: its time is up later. */
function watchAgain(graph: ExecutionGraph, state: RunState, time: number): Advance {
  const at = isFinished(state) ? null : dueAt(state, { timeoutMs: graph.execution?.timeout_ms, time });
  if (at === null || at <= time) return NOTHING;
  return { facts: [], commands: [{ kind: 'wake', for: 'run.due', key: '', at: Math.max(at, time + 1000) }] };
}
