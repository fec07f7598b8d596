// evolve(state, fact): applies one fact. All that a replay runs, so it must read every fact ever written.
import { NO_ADMISSION } from '../admit/admission.ts';
import type { CopiedExecution, Fact, FactOf } from './fact.ts';
import { mapKeyOf, parseKey } from './key.ts';
import { FINALLY_MS, heldBy, isFinished, isOver, isWaiting, newExecution } from './state.ts';
import { forget, heardOf, setAside, setUsage, settle, spendOn, use } from './spend.ts';
import type { ExecutionStatus, NodeExecution, RunState } from './state.ts';

/** Applies one fact to the state, in place, and returns it. `docs/facts.md` says what each kind does. */
export function evolve(state: RunState, fact: Fact): RunState {
  state.sequence += 1;
  if (fact.kind.startsWith('node.') || fact.kind === 'attempt.lost' || fact.kind === 'map.started') {
    evolveNode(state, fact as NodeFact);
  } else if (isOutside(fact)) evolveOutside(state, fact);
  else evolveRun(state, fact as Exclude<Fact, NodeFact | OutsideFact>);
  noteWaiting(state, fact.time);
  return state;
}

type NodeFact = Fact & { readonly kind: `node.${string}` | 'attempt.lost' | 'map.started' };

function evolveNode(state: RunState, fact: NodeFact): void {
  const execution = executionOf(state, fact);
  switch (fact.kind) {
    case 'node.scheduled':
      setStatus(state, execution, { status: 'running', time: fact.time });
      execution.attempt = fact.attempt;
      execution.alone = fact.alone;
      setAside(state, execution, fact.calls ?? 0);
      execution.retryAt = null;
      execution.startedAt ??= fact.time;
      break;
    case 'map.started':
      // A map is no work of its own: its items are.
      state.active -= 1;
      setStatus(state, execution, { status: 'running', time: fact.time });
      execution.attempt = 1;
      execution.startedAt = fact.time;
      execution.items = { count: fact.count, next: 0, open: 0, failed: null };
      break;
    case 'node.waiting':
      settle(state, execution, 0);
      execution.waiting = fact;
      execution.input = fact.input ?? null;
      execution.startedAt ??= fact.time;
      execution.attempt ||= 1;
      setStatus(state, execution, { status: 'waiting', time: fact.time });
      break;
    case 'node.skipped':
      execution.skipped = fact.reason;
      execution.route = fact.route ?? null;
      setStatus(state, execution, { status: 'skipped', time: fact.time });
      break;
    case 'node.cancelled':
      use(state, execution, fact);
      settle(state, execution);
      setStatus(state, execution, { status: 'cancelled', time: fact.time });
      break;
    case 'node.completed':
      complete(state, execution, fact);
      settle(state, execution, fact.llm_calls);
      setStatus(state, execution, { status: 'succeeded', time: fact.time });
      break;
    case 'node.attempt_failed':
      execution.failures += 1;
      use(state, execution, fact);
      settle(state, execution, fact.llm_calls);
      execution.error = fact.error;
      execution.retryAt = fact.retry_at;
      setStatus(state, execution, { status: 'waiting', time: fact.time });
      break;
    case 'node.retry_due':
      setStatus(state, execution, { status: 'ready', time: fact.time });
      break;
    case 'attempt.lost':
      use(state, execution, fact);
      settle(state, execution);
      execution.losses += 1;
      if (fact.alone) execution.lossesAlone += 1;
      setStatus(state, execution, { status: 'ready', time: fact.time });
      break;
    case 'node.failed':
      use(state, execution, fact);
      settle(state, execution, fact.llm_calls);
      failed(state, execution, fact);
      break;
  }
}

/** What reaches a run from outside while it waits. */
function evolveOutside(state: RunState, fact: OutsideFact): void {
  switch (fact.kind) {
    case 'signal.received':
      state.signals.push({ name: fact.name, payload: fact.payload });
      break;
    case 'signal.consumed': {
      const index = state.signals.findIndex(({ name }) => name === fact.name);
      const [signal] = state.signals.splice(index, 1);
      executionOf(state, fact).output = signal?.payload ?? null;
      break;
    }
    case 'timer.fired':
      break;
    case 'run.resumed':
      resumed(state, fact);
      break;
    case 'approval.answered':
      executionOf(state, fact).output = fact.answer;
      break;
    case 'child.ended': {
      const execution = executionOf(state, fact);
      heardOf(state, execution, fact);
      break;
    }
  }
}

type OutsideFact = FactOf<
  'signal.received' | 'signal.consumed' | 'timer.fired' | 'approval.answered' | 'child.ended' | 'run.resumed'
>;

function isOutside(fact: Fact): fact is OutsideFact {
  return /^(?:signal|timer|approval|child)\./.test(fact.kind) || fact.kind === 'run.resumed';
}

function evolveRun(state: RunState, fact: Exclude<Fact, NodeFact | OutsideFact>): void {
  switch (fact.kind) {
    case 'run.accepted':
      accepted(state, fact);
      break;
    case 'run.superseded':
      break;
    case 'run.forked':
      forked(state, fact);
      break;
    case 'run.started':
      state.status = 'running';
      state.startedAt = fact.time;
      break;
    case 'run.retried':
      retried(state, fact);
      break;
    case 'join.fired':
      state.fired.set(fact.key, { from: fact.from, lost: fact.lost });
      break;
    case 'loop.turned':
      state.loops.set(fact.loop, { iteration: fact.iteration, isEnded: false });
      break;
    case 'loop.ended':
      state.loops.set(fact.loop, { iteration: fact.iterations, isEnded: true });
      break;
    case 'loop.limit_reached':
      state.error ??= { code: fact.error.code, message: fact.error.message, node: fact.node };
      break;
    case 'run.timed_out':
      if (fact.scope === 'finally') state.isFinallyOver = true;
      else state.error ??= { code: fact.error.code, message: fact.error.message, node: null };
      break;
    case 'run.cancel_requested':
      state.cancelRequested = true;
      break;
    case 'run.finalizing':
      state.isFinalizing = true;
      if (state.cancelRequested || fact.error?.code === 'RUN_TIMEOUT') state.finallyDueAt = fact.time + FINALLY_MS;
      state.result = fact.result;
      state.error = fact.error;
      break;
    case 'run.finished':
      state.status = fact.status;
      state.finishedAt = fact.time;
      state.result = fact.result;
      state.error = fact.error;
      state.gates = fact.gates;
      break;
  }
}

function accepted(state: RunState, fact: FactOf<'run.accepted'>): void {
  state.workflowName = fact.workflow_name;
  state.revision = fact.revision;
  state.graph = fact.graph;
  state.provider = fact.provider ?? null;
  state.inputs = fact.inputs;
  state.env = fact.env ?? {};
  state.trigger = fact.trigger;
  state.forkedFrom = fact.forked_from ?? null;
  state.acceptedAt = fact.time;
  state.admission = fact.admission ?? NO_ADMISSION;
  state.onFinish = fact.on_finish ?? null;
}

function executionOf(state: RunState, fact: { readonly key: string; readonly node: string }): NodeExecution {
  let execution = state.executions.get(fact.key);
  if (execution === undefined) {
    execution = newExecution(fact.key, fact.node);
    const before = state.forgotten.get(fact.key);
    if (before !== undefined) setUsage(execution, before);
    state.executions.set(fact.key, execution);
    state.active += 1;
    if (execution.item === null) state.open += 1;
    else admit(state, execution);
  }
  return execution;
}

function admit(state: RunState, { key, item }: NodeExecution): void {
  const items = state.executions.get(mapKeyOf(key))?.items;
  if (items === null || items === undefined) return;
  items.open += 1;
  items.next = Math.max(items.next, (item ?? 0) + 1);
}

function setStatus(
  state: RunState,
  execution: NodeExecution,
  { status, time }: { readonly status: ExecutionStatus; readonly time: number },
): void {
  // A wait for the next attempt is none: the node is at work.
  if (execution.status === 'waiting') state.waiting.delete(execution.key);
  if (heldBy(execution) !== null) state.held -= 1;
  execution.status = status;
  if (status === 'waiting' && execution.waiting !== null) state.waiting.add(execution.key);
  if (heldBy(execution) !== null) state.held += 1;
  if (!isOver(status)) return;
  execution.finishedAt = time;
  if (execution.items === null) state.active -= 1;
  if (execution.item === null) state.open -= 1;
  else {
    const items = state.executions.get(mapKeyOf(execution.key))?.items;
    if (items !== null && items !== undefined) items.open -= 1;
  }
}

function complete(state: RunState, execution: NodeExecution, fact: FactOf<'node.completed'>): void {
  const used = { ...fact.usage, cost_usd: fact.cost_usd };
  // A map's counts are those of its items; an awaited run's came with its end.
  if (execution.items === null && execution.waiting?.for !== 'run') spendOn(state, execution, used, fact.models);
  else setUsage(execution, used);
  execution.attempt = fact.attempt;
  execution.input = fact.input ?? execution.input;
  execution.output = fact.output;
  execution.text = fact.text ?? null;
  execution.writes = fact.writes;
  execution.error = null;
  execution.route = fact.route ?? null;
  execution.startedAt ??= fact.time;
}

function failed(state: RunState, execution: NodeExecution, fact: FactOf<'node.failed'>): void {
  execution.error = fact.error;
  execution.output = null;
  execution.input = fact.input ?? execution.input;
  execution.route = fact.route ?? null;
  execution.handled = fact.handled ?? null;
  execution.startedAt ??= fact.time;
  setStatus(state, execution, { status: 'failed', time: fact.time });
  if (fact.handled === 'item') {
    const items = state.executions.get(mapKeyOf(fact.key))?.items;
    if (items !== null && items !== undefined && execution.item !== null) {
      items.failed = Math.min(items.failed ?? execution.item, execution.item);
    }
  }
  if (fact.handled === undefined) {
    state.error ??= { code: fact.error.code, message: fact.error.message, node: fact.node };
  }
}

/** What never completed is forgotten, so that it begins again under the same key. */
function retried(state: RunState, { dropped, happened, time }: FactOf<'run.retried'>): void {
  for (const key of dropped) forget(state, key);
  if (happened !== undefined) takeOver(state, happened, time);
  state.status = 'running';
  // One that was cancelled while it waited had not started.
  state.startedAt ??= time;
  state.isFinalizing = false;
  state.finallyDueAt = null;
  state.isFinallyOver = false;
  state.cancelRequested = false;
  state.error = null;
  state.result = null;
  state.finishedAt = null;
  state.retries += 1;
}

/** What was held back is to be sent again. */
function resumed(state: RunState, { keys, accepted, time }: FactOf<'run.resumed'>): void {
  state.acceptsPlugins ||= accepted;
  for (const key of keys) {
    const execution = state.executions.get(key);
    if (execution === undefined) continue;
    setStatus(state, execution, { status: 'ready', time });
    execution.waiting = null;
  }
}

/** An execution that is over and stands as it is given. */
function takeOver(state: RunState, copy: CopiedExecution, time: number): void {
  const { node } = parseKey(copy.key);
  const execution = newExecution(copy.key, node);
  const { status, output, text, writes, route, error, reason, items, handled = null } = copy;
  Object.assign(execution, { status, output, text, writes, route, error, attempt: 1 });
  execution.skipped = reason ?? null;
  execution.handled = status === 'failed' ? handled : null;
  execution.finishedAt = time;
  if (items !== undefined) execution.items = { count: items, next: items, open: 0, failed: null };
  state.executions.set(copy.key, execution);
}

function forked(state: RunState, fact: FactOf<'run.forked'>): void {
  for (const copy of fact.executions) takeOver(state, copy, fact.time);
  for (const [loop, iteration] of Object.entries(fact.loops)) state.loops.set(loop, { iteration, isEnded: true });
  for (const [key, fired] of Object.entries(fact.fired)) state.fired.set(key, fired);
  state.edits = fact.edits;
}

/** A run's clock stands still while all that is under way waits. */
function noteWaiting(state: RunState, time: number): void {
  const isNow = !isFinished(state) && isWaiting(state);
  if (isNow && state.waitingSince === null) state.waitingSince = time;
  else if (!isNow && state.waitingSince !== null) {
    state.waitedMs += time - state.waitingSince;
    state.waitingSince = null;
  }
}
