// Ending what is under way: one execution, the losers of a join, or all of a run.
import { iterationsOf, loopKey } from './edges.ts';
import { keyOf } from './key.ts';
import { isOver } from './state.ts';
import type { NodeExecution } from './state.ts';
import type { Step } from './step.ts';
import { unheard } from './usage.ts';
import { compare } from './view.ts';

/** Cancels an execution and what it has under way: its attempt, its items, the run that it awaits. */
export function stopExecution(step: Step, execution: NodeExecution, reason?: 'lost' | 'item'): void {
  const { state, queue, commands, time } = step;
  const { key, node, status, attempt, waiting, items } = execution;
  if (items !== null) {
    for (let item = 0; item < items.next; item += 1) {
      const each = state.executions.get(`${key}[${item}]`);
      if (each !== undefined && !isOver(each.status)) stopExecution(step, each, reason);
    }
  }
  const isSent = !step.unsent.has(key);
  const used = status === 'running' && isSent ? unheard(step.top.node(node), state) : {};
  queue.push({ kind: 'node.cancelled', time, key, node, ...(reason === undefined ? {} : { reason }), ...used });
  if (status === 'running' && items === null) {
    if (isSent) commands.push({ kind: 'abort', key, attempt });
    else withdraw(step, key);
  }
  if (waiting?.for === 'run') commands.push({ kind: 'cancel_run', runId: waiting.run_id });
}

/** What was to be sent with this step is not sent at all. */
function withdraw({ commands }: Step, key: string): void {
  const at = commands.findIndex((command) => command.kind === 'execute' && command.key === key);
  if (at !== -1) commands.splice(at, 1);
}

/**
 * Ends the run's work: what waits is dropped, what runs is cancelled, or under `drain` finishes the attempt that it is at.
 * `finally` nodes are told apart by what asked for it.
 */
export function stopAll(step: Step, { isDrained }: { readonly isDrained: boolean }): void {
  const { state, top, maps } = step;
  const open = [...state.executions.values()].filter(({ status, item }) => !isOver(status) && item === null);
  for (const execution of open.toSorted((a, b) => compare(top, a, b))) {
    const isLeft = isDrained && execution.status === 'running';
    if (!isLeft) stopExecution(step, execution);
    else if (execution.items !== null) {
      for (let item = 0; item < execution.items.next; item += 1) {
        const each = state.executions.get(`${execution.key}[${item}]`);
        if (each !== undefined && !isOver(each.status) && each.status !== 'running') stopExecution(step, each);
      }
      maps.add(execution.key);
    }
  }
}

/** Ends the losers of a `join: any`, begun or not. A write that is not idempotent and under way finishes, and counts for nothing. */
export function cancelLosers(step: Step, lost: readonly string[]): void {
  const { state, top, queue, begun, time } = step;
  const names = new Set(lost);
  for (const loop of top.loops) {
    if (!loop.nodes.every((name) => names.has(name))) continue;
    const iterations = iterationsOf(state, top.place(loop.header));
    const key = loopKey(loop, iterations);
    if (state.loops.get(key)?.isEnded === true) continue;
    queue.push({ kind: 'loop.ended', time, loop: key, iterations: iterations[loop.depth] ?? 1 });
  }
  for (const name of lost) {
    const key = keyOf(name, iterationsOf(state, top.place(name)));
    const execution = state.executions.get(key);
    if (execution === undefined) {
      begun.add(key);
      queue.push({ kind: 'node.cancelled', time, key, node: name, reason: 'lost' });
    } else if (!isOver(execution.status) && !isHarmful(step, execution)) stopExecution(step, execution, 'lost');
  }
}

function isHarmful({ top }: Step, { node: name, status }: NodeExecution): boolean {
  const node = top.node(name);
  return node.kind === 'action' && node.effects === 'write' && !node.idempotent && status === 'running';
}
