// A run without store, clock and network: what `configurable-agents test` does with one case. The engine is the real one; time
// stands still and jumps to the next thing that is waited for.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { advance } from '../engine/advance.ts';
import { scopeOfKey } from '../engine/begin.ts';
import type { Command, EngineEvent, Wake } from '../engine/event.ts';
import { evolve } from '../engine/evolve.ts';
import type { RunEnd, RunError, TriggerInfo } from '../engine/fact.ts';
import { finalState, resultOf } from '../engine/scope.ts';
import { initialState, isFinished } from '../engine/state.ts';
import type { NodeExecution, RunState } from '../engine/state.ts';
import type { ActionNode, ExecutionGraph } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import type { Lanes } from '../lane/lanes.ts';
import { envOf } from '../runtime/env.ts';
import type { Environment } from '../runtime/env.ts';
import { checkInputs } from '../runtime/inputs.ts';
import { eventOf } from '../runtime/event-of.ts';
import { own } from '../own.ts';
import { mockedEvent, openMocks } from './mock.ts';
import type { Mocks } from './mock.ts';

/** What a rehearsed run is given. `inputs` are valid, with their defaults. */
export type RehearsalRequest = {
  readonly graph: ExecutionGraph;
  readonly inputs: JsonObject;
  readonly trigger: TriggerInfo;
  /** Where the workflow's `env` is read. */
  readonly env?: Environment;
  readonly mocks: Mocks;
  /** Answers to approvals, by node. */
  readonly answers: { readonly [node: string]: JsonObject };
  /** Payloads by signal, in the order in which they are waited for. */
  readonly signals: { readonly [signal: string]: readonly Json[] };
};

/** How a rehearsed run ended. `stuck`: it waits for an answer or a signal that nobody gives. */
export type Rehearsal = {
  readonly status: RunEnd | 'stuck';
  readonly error: RunError | null;
  readonly result: Json;
  readonly state: JsonObject;
  /** Nodes that ran, in topological order. */
  readonly visited: readonly string[];
  /** Nodes that still wait. */
  readonly waiting: readonly string[];
  readonly llm_calls: number;
  /** The names that a condition over the end sees: fields, results of nodes, `state`, `inputs`, `result`, `run`. */
  readonly scope: JsonObject;
};

/** When every rehearsed run begins. */
const START = Date.UTC(2026, 0, 1);
/** Far beyond what bounded loops make of a test. */
const MOST_EVENTS = 100_000;

type Rehearsing = {
  readonly request: RehearsalRequest;
  readonly lanes: () => Promise<Lanes>;
  readonly state: RunState;
  readonly events: EngineEvent[];
  readonly wakes: Map<string, { readonly what: Wake; readonly key: string; readonly at: number }>;
  readonly mockOf: ReturnType<typeof openMocks>;
  readonly signals: Map<string, Json[]>;
  readonly answered: Set<string>;
  readonly inFlight: Map<string, () => void>;
  /** Told when an attempt has ended. */
  changed: PromiseWithResolvers<void>;
  now: number;
  llmCalls: number;
};

/** Rehearses one run. `lanes` is asked for when a node without a mock computes or asks a model. */
export async function rehearse(request: RehearsalRequest, lanes: () => Promise<Lanes>): Promise<Rehearsal> {
  const { graph, inputs, trigger } = request;
  const state = initialState('rehearsal');
  const accepted = { kind: 'run.accepted', time: START, workflow_name: graph.name, revision: null } as const;
  evolve(state, {
    ...accepted,
    graph: graph.hash,
    inputs,
    env: envOf(graph, request.env ?? {}),
    trigger,
    provider: 'echo',
  });
  const run: Rehearsing = {
    request,
    lanes,
    state,
    events: [{ kind: 'start', time: START }],
    wakes: new Map(),
    mockOf: openMocks(request.mocks),
    signals: new Map(Object.entries(request.signals).map(([name, payloads]) => [name, [...payloads]])),
    answered: new Set(),
    inFlight: new Map(),
    changed: Promise.withResolvers<void>(),
    now: START,
    llmCalls: 0,
  };
  for (let heard = 0; heard < MOST_EVENTS && !isFinished(state); heard += 1) {
    const event = run.events.shift() ?? fromOutside(run);
    if (event !== undefined) for (const command of advance(graph, state, event).commands) perform(run, command);
    else if (run.inFlight.size > 0) await run.changed.promise;
    else break;
  }
  for (const abort of run.inFlight.values()) abort();
  return outcomeOf(run);
}

/** What comes next where nothing is under way: an answer, a signal, or the time that is waited for. */
function fromOutside(run: Rehearsing): EngineEvent | undefined {
  const { state, request } = run;
  if (run.inFlight.size > 0) return undefined;
  for (const { key, node, status, waiting } of state.executions.values()) {
    if (status !== 'waiting' || waiting === null) continue;
    const answer = Object.hasOwn(request.answers, node) ? request.answers[node] : undefined;
    if (waiting.for === 'approval' && answer !== undefined && !run.answered.has(key)) {
      run.answered.add(key);
      return { kind: 'answer', time: run.now, key, answer, by: 'test' };
    }
    const payload = waiting.for === 'signal' ? run.signals.get(waiting.signal)?.shift() : undefined;
    if (waiting.for === 'signal' && payload !== undefined) {
      return { kind: 'signal', time: run.now, name: waiting.signal, payload };
    }
  }
  const [next] = [...run.wakes].toSorted(([, a], [, b]) => a.at - b.at);
  if (next === undefined) return undefined;
  const [id, { what, key, at }] = next;
  run.wakes.delete(id);
  run.now = Math.max(run.now, at);
  return { kind: what, time: run.now, key };
}

function perform(run: Rehearsing, command: Command): void {
  switch (command.kind) {
    case 'execute':
      execute(run, command);
      break;
    case 'spawn':
      spawn(run, command);
      break;
    case 'wake':
      run.wakes.set(`${command.for} ${command.key}`, { what: command.for, key: command.key, at: command.at });
      break;
    case 'abort':
      run.inFlight.get(command.key)?.();
      run.inFlight.delete(command.key);
      break;
    case 'cancel_run':
    case 'finish':
      break;
  }
}

function ended(run: Rehearsing, key: string, event: EngineEvent): void {
  run.inFlight.delete(key);
  run.events.push(event);
  run.changed.resolve();
  run.changed = Promise.withResolvers<void>();
}

function execute(run: Rehearsing, { key, node: name, attempt }: Command & { readonly kind: 'execute' }): void {
  const { graph } = run.request;
  const { node } = topology(graph).place(name);
  if (node.kind !== 'action') return;
  if (node.llm !== undefined) run.llmCalls += 1;
  const mock = run.mockOf(name, key) ?? (isInside(node, graph) ? undefined : outsideMock(name));
  if (mock !== undefined) {
    run.events.push(mockedEvent(mock, { node, key, attempt, time: run.now }));
    return;
  }
  const { state } = run;
  const message = {
    runId: state.runId,
    workflowName: graph.name,
    key,
    attempt,
    graph: graph.hash,
    node: node.name,
    provider: 'echo',
    hops: 0,
    scope: scopeOfKey({ graph, state, top: topology(graph) }, key),
  };
  run.inFlight.set(key, () => {});
  void run.lanes().then(
    (lanes) => {
      if (!run.inFlight.has(key)) return;
      const abort = lanes.execute({ message, graph, node, alone: false }, (outcome) => {
        // The first call is counted already.
        if (outcome.kind === 'result') run.llmCalls += (outcome.result.llmCalls ?? 1) - 1;
        ended(run, key, eventOf(outcome, { key, attempt, node, durationMs: 0, time: run.now }));
      });
      run.inFlight.set(key, abort);
    },
    (error: unknown) => {
      const message = `no worker could be started: ${error instanceof Error ? error.message : String(error)}`;
      ended(run, key, mockedEvent({ error: { class: 'error', message } }, { node, key, attempt, time: run.now }));
    },
  );
}

/** A model answers by `echo`, which calls a tool only where it must; what only computes stays inside. */
function isInside({ llm, effects }: ActionNode, { plugins }: ExecutionGraph): boolean {
  if (llm === undefined) return effects === 'pure';
  if (['auto', 'none'].includes(llm.tool_choice ?? 'auto')) return true;
  return (llm.tools ?? []).every(({ uses = '' }) => own(plugins?.tools ?? {}, uses)?.effects === 'pure');
}

function outsideMock(name: string): { readonly error: { readonly class: string; readonly message: string } } {
  return { error: { class: 'error', message: `\`${name}\` would reach outside; give it a mock` } };
}

function spawn(run: Rehearsing, command: Command & { readonly kind: 'spawn' }): void {
  const { key, node: name, attempt, inputs, isAwaited, graph: hash } = command;
  const { graph } = run.request;
  const { node } = topology(graph).place(name);
  const time = run.now;
  const mock = run.mockOf(name, key);
  const child = hash === undefined ? undefined : graph.subgraphs?.[hash];
  if (!isAwaited || child === undefined) {
    run.events.push(mockedEvent(mock ?? outsideMock(name), { node, key, attempt, time }));
    return;
  }
  run.events.push({ kind: 'child.started', key, attempt, time, runId: `rehearsal ${key}`, input: inputs });
  const end = (outcome: Pick<Rehearsal, 'status' | 'result' | 'error'>): EngineEvent => ({
    kind: 'child.ended',
    time: run.now,
    key,
    runId: `rehearsal ${key}`,
    status: outcome.status === 'stuck' ? 'failed' : outcome.status,
    result: outcome.result,
    error: outcome.error,
    usage: { input_tokens: null, output_tokens: null },
    costUsd: null,
  });
  if (mock !== undefined) {
    const error =
      'error' in mock ? { code: 'NODE_FAILED', message: mock.error.message ?? 'the mock fails', node: null } : null;
    const result = 'output' in mock ? mock.output : null;
    run.events.push(end({ status: error === null ? 'succeeded' : 'failed', result, error }));
    return;
  }
  const given = checkInputs(child, inputs as JsonObject, {}).inputs;
  const own = { ...run.request, graph: { ...child, subgraphs: graph.subgraphs ?? {} }, inputs: given, mocks: {} };
  run.inFlight.set(key, () => {});
  void rehearse(own, run.lanes).then((outcome) => {
    run.llmCalls += outcome.llm_calls;
    if (run.inFlight.has(key)) ended(run, key, end(outcome));
  });
}

function outcomeOf({ request: { graph }, state, llmCalls }: Rehearsing): Rehearsal {
  const last = new Map<string, NodeExecution>();
  for (const execution of state.executions.values()) if (execution.item === null) last.set(execution.node, execution);
  const ran = [...state.executions.values()].filter(({ status }) => status === 'succeeded' || status === 'failed');
  const fields = finalState(graph, state);
  const results = Object.fromEntries(graph.nodes.map(({ name }) => [name, resultOf(last.get(name))]));
  const isOver = isFinished(state);
  const status = isOver ? (state.status as RunEnd) : 'stuck';
  const { name: trigger, uses } = state.trigger;
  const run = {
    id: state.runId,
    workflow_name: graph.name,
    revision: null,
    started_at: new Date(START).toISOString(),
    parent_id: null,
  };
  return {
    status,
    error: state.error,
    result: state.result,
    state: fields,
    visited: graph.nodes.map(({ name }) => name).filter((name) => ran.some(({ node }) => node === name)),
    waiting: [...state.executions.values()].filter((each) => each.status === 'waiting').map(({ node }) => node),
    llm_calls: llmCalls,
    scope: {
      ...fields,
      ...results,
      state: fields,
      inputs: state.inputs,
      result: state.result,
      run: {
        ...run,
        status,
        error: state.error,
        usage: state.usage,
        trigger: { name: trigger, uses, event_type: null, delivery_id: null },
      },
    },
  };
}
