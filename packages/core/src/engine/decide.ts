// decide(graph, state, fact): what follows from a fact that `evolve` has just applied. Looks only at the successors of the
// fact's node, so a step costs the same in a run of three nodes and of three thousand.
import type { Json } from '@configurable-agents/plugin-sdk';
import { evaluate, EvaluationError } from '../expression/evaluate.ts';
import { render } from '../expression/render.ts';
import type { ExecutionGraph, GraphNode } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import type { Command } from './event.ts';
import type { Fact, Failure } from './fact.ts';
import { writesOf } from './record.ts';
import { scopeOf } from './scope.ts';
import { isFinished, isOver } from './state.ts';
import type { NodeExecution, RunState } from './state.ts';

export type Decision = { readonly facts: readonly Fact[]; readonly commands: readonly Command[] };

const NOTHING: Decision = { facts: [], commands: [] };
/** Losses of an execution that ran alone in its thread before it is given up. */
const MAX_LOSSES_ALONE = 3;
/** After so many losses an execution runs alone, so that it takes no neighbour with it. */
const LOSSES_BEFORE_ALONE = 2;

/** The facts and commands that follow directly from one fact. */
export function decide(graph: ExecutionGraph, state: RunState, fact: Fact): Decision {
  switch (fact.kind) {
    case 'run.accepted':
      return NOTHING;
    case 'run.started':
      return {
        facts: topology(graph).entries.map((name) => begin(graph, state, { name, time: fact.time })),
        commands: [],
      };
    case 'node.scheduled':
      return send(graph, state, fact);
    case 'node.completed':
    case 'node.skipped':
      return follow(graph, state, fact);
    case 'node.attempt_failed':
      return { facts: [], commands: [{ kind: 'wake', key: fact.key, at: fact.retry_at }] };
    case 'node.retry_due':
      return { facts: [schedule(executionOf(state, fact.key), fact.time)], commands: [] };
    case 'attempt.lost':
      return { facts: [sendAgain(graph, executionOf(state, fact.key), fact.time)], commands: [] };
    case 'node.failed':
    case 'run.cancel_requested':
      return isFinished(state) ? NOTHING : stop(graph, state, fact.time);
    case 'node.cancelled':
      return NOTHING;
    case 'run.finished':
      return { facts: [], commands: [{ kind: 'finish' }] };
  }
}

function executionOf(state: RunState, key: string): NodeExecution {
  const execution = state.executions.get(key);
  if (execution === undefined) throw new Error(`invariant: no execution ${key}`);
  return execution;
}

/** After a node is over: successors whose every predecessor is over begin; without any node left the run ends. */
function follow(
  graph: ExecutionGraph,
  state: RunState,
  fact: { readonly node: string; readonly time: number },
): Decision {
  // A failure or a cancel decided in the same step has already ended the run.
  if (isFinished(state) || state.error !== null || state.cancelRequested) return NOTHING;
  const { successors, predecessors } = topology(graph);
  const isPassed = (name: string): boolean => {
    const status = state.executions.get(name)?.status;
    return status !== undefined && isOver(status);
  };
  const facts = successors(fact.node)
    .filter((name) => !state.executions.has(name) && predecessors(name).every(isPassed))
    .map((name) => begin(graph, state, { name, time: fact.time }));
  if (facts.length === 0 && state.settled === graph.nodes.length) facts.push(finish(graph, state, fact.time));
  return { facts, commands: [] };
}

/** The first fact of a node whose turn has come. Outside loops the key of an execution is its node's name. */
function begin(graph: ExecutionGraph, state: RunState, { name, time }: { name: string; time: number }): Fact {
  const node = topology(graph).node(name);
  const at = { time, key: name, node: name };
  try {
    if (node.when === undefined && node.kind !== 'set')
      return { kind: 'node.scheduled', ...at, attempt: 1, alone: false };
    const scope = scopeOf(graph, state, node.reads);
    if (node.when !== undefined) {
      const verdict = evaluate(node.when, scope);
      if (verdict === false) return { kind: 'node.skipped', ...at, reason: 'when' };
      if (verdict !== true) throw new EvaluationError('the condition gives no bool');
    }
    if (node.kind !== 'set') return { kind: 'node.scheduled', ...at, attempt: 1, alone: false };
    return completeSet(node, { at, output: render(node.with, scope) });
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { kind: 'node.failed', ...at, attempt: 1, duration_ms: 0, error: conditionFailure(node, error) };
  }
}

function conditionFailure(node: GraphNode, error: EvaluationError): Failure {
  if (node.kind === 'set') return templateFailure(node, error);
  return {
    code: 'RUN_CONDITION_FAILED',
    class: 'error',
    message: `the condition of \`${node.name}\` cannot be evaluated: ${error.message}`,
  };
}

function templateFailure({ name }: GraphNode, error: EvaluationError): Failure {
  return {
    code: 'RUN_TEMPLATE_FAILED',
    class: 'error',
    message: `a value of \`${name}\` cannot be evaluated: ${error.message}`,
  };
}

/** An attempt goes to a worker; the run of another workflow is started by the runtime itself. */
function send(graph: ExecutionGraph, state: RunState, fact: Fact & { readonly kind: 'node.scheduled' }): Decision {
  const { key, attempt, alone, time } = fact;
  const node = topology(graph).node(fact.node);
  if (node.kind !== 'subrun') {
    return { facts: [], commands: [{ kind: 'execute', key, node: node.name, attempt, alone }] };
  }
  try {
    const inputs = render(node.with, scopeOf(graph, state, node.reads));
    const { workflow } = node;
    return { facts: [], commands: [{ kind: 'spawn', key, node: node.name, attempt, workflow, inputs }] };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const failure = { key, node: node.name, attempt, duration_ms: 0, error: templateFailure(node, error) };
    return { facts: [{ kind: 'node.failed', time, ...failure }], commands: [] };
  }
}

function completeSet(
  node: GraphNode,
  {
    at,
    output,
  }: { readonly at: { readonly time: number; readonly key: string; readonly node: string }; readonly output: Json },
): Fact {
  return {
    kind: 'node.completed',
    ...at,
    attempt: 1,
    output,
    writes: writesOf(node.writes, output),
    usage: { input_tokens: null, output_tokens: null },
    cost_usd: null,
    duration_ms: 0,
  };
}

function schedule(execution: NodeExecution, time: number): Fact {
  const alone = execution.losses >= LOSSES_BEFORE_ALONE;
  return {
    kind: 'node.scheduled',
    time,
    key: execution.key,
    node: execution.node,
    attempt: execution.attempt + 1,
    alone,
  };
}

/** What becomes of an execution whose thread or process died: sent again, unless that could do harm or never ends. */
function sendAgain(graph: ExecutionGraph, execution: NodeExecution, time: number): Fact {
  const node = topology(graph).node(execution.node);
  const fail = (code: string, message: string): Fact => ({
    kind: 'node.failed',
    time,
    key: execution.key,
    node: execution.node,
    attempt: execution.attempt,
    duration_ms: 0,
    error: { code, class: 'error', message },
  });
  if (node.kind === 'action' && node.effects === 'write' && !node.idempotent) {
    return fail(
      'RUN_OUTCOME_UNKNOWN',
      `\`${node.name}\` was under way when its worker died, and it is not safe to send twice; find out whether it happened`,
    );
  }
  if (execution.lossesAlone >= MAX_LOSSES_ALONE) {
    return fail(
      'RUN_ATTEMPT_LOST',
      `\`${node.name}\` took its worker down ${MAX_LOSSES_ALONE} times while it ran alone`,
    );
  }
  return schedule(execution, time);
}

/** A failure that nothing handles, or a cancel: what runs is cancelled, what waits is dropped, the run ends. */
function stop(graph: ExecutionGraph, state: RunState, time: number): Decision {
  const open = [...state.executions.values()].filter((execution) => !isOver(execution.status));
  const order = new Map(graph.nodes.map((node, index) => [node.name, index]));
  open.sort((a, b) => (order.get(a.node) ?? 0) - (order.get(b.node) ?? 0));
  return {
    facts: [
      ...open.map(({ key, node }): Fact => ({ kind: 'node.cancelled', time, key, node })),
      {
        kind: 'run.finished',
        time,
        status: state.error === null ? 'cancelled' : 'failed',
        result: null,
        error: state.error,
      },
    ],
    commands: open
      .filter((execution) => execution.status === 'running')
      .map(({ key, attempt }): Command => ({ kind: 'abort', key, attempt })),
  };
}

/** The end of a run in which every node is over. Exits that succeeded count: one gives its output, several an object by name. */
function finish(graph: ExecutionGraph, state: RunState, time: number): Fact {
  const counted = topology(graph).exits.filter((name) => state.executions.get(name)?.status === 'succeeded');
  const outputs = counted.map((name): [string, Json] => [name, state.executions.get(name)?.output ?? null]);
  const result = outputs.length > 1 ? Object.fromEntries(outputs) : (outputs[0]?.[1] ?? null);
  return { kind: 'run.finished', time, status: 'succeeded', result, error: null };
}
