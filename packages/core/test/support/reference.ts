// The executable specification beside the checkout (REFERENCE_DIR), and its random graphs as graphs of this engine.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import type { Expression } from '@configurable-agents/core/expression';
import { hashGraph, topology } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphEdge, GraphNode, Region, StateField } from '@configurable-agents/core/graph';
import {
  advance,
  evolve,
  finalState,
  initialState,
  provideProgram,
  replay,
  scopeOfKey,
} from '@configurable-agents/core/testing';
import type { Command, EngineEvent, RunState } from '@configurable-agents/core/testing';
import type { Fact } from '@configurable-agents/core';

const DIR = process.env['REFERENCE_DIR'] ?? fileURLToPath(new URL('../../../../../shared/reference', import.meta.url));

type Snap = { state: JsonObject; nodes: JsonObject; loop: { index: number | null }; item?: Json; index?: number };
type RefRoute = { when?: (snap: Snap) => boolean; to: string[]; max_iterations?: number; on_limit?: string };
export type RefNode = {
  id: string;
  kind: string;
  run?: (snap: Snap, attempt: number) => Json;
  child?: RefGraph;
  with?: (snap: Snap) => JsonObject;
  outputs?: string[];
  when?: (snap: Snap) => boolean;
  join?: 'all' | 'any';
  losers?: 'cancel' | 'finish';
  on_error?: 'continue' | { to: string };
  finally?: boolean;
  retry?: { max_attempts: number };
  next?: string[];
  routes?: RefRoute[];
  for_each?: { in: (snap: Snap) => Json[]; max_parallel?: number; on_item_error?: 'fail' | 'continue' | 'collect' };
};
export type RefGraph = {
  state: { [field: string]: { default?: Json; reduce?: 'append' | 'merge' | 'sum' | 'max' | 'min' | 'last' } };
  nodes: RefNode[];
  on_failure?: 'cancel' | 'drain';
  prepared?: unknown;
};
type Prepared = {
  nodes: Map<string, { topo: number; regions: PreparedRegion[]; loserNodes?: string[] }>;
  flow: { id: string; topo: number }[];
  edges: { from: string; to: string; kind: string; route?: number }[];
  regions: PreparedRegion[];
};
type PreparedRegion = { header: string; latch: string; nodes: Set<string>; max: number };
export type RefOutcome = {
  status: string;
  nodes: { [key: string]: string };
  attempts: { [key: string]: number };
  state: JsonObject;
  result: Json;
  error_node: string | null;
  winners: { [key: string]: string };
  execs: Map<string, { late: boolean; lost?: boolean; broken?: boolean; node: { id: string } }>;
};
type Random = { (): number; int: (n: number) => number };
interface RefRun {
  run(): RefOutcome;
  snapshot(past: unknown, node: unknown): Snap;
}
export type Reference = {
  readonly generate: (random: Random, profile: object) => RefGraph;
  readonly random: (seed: number) => Random;
  readonly describe: (graph: RefGraph) => string;
  readonly PROFILES: { readonly [name: string]: object };
  readonly prepare: (graph: RefGraph) => Prepared;
  readonly Run: new (graph: RefGraph, inputs: object, options: object) => RefRun;
};

/** The reference, or undefined where it is not beside the checkout. */
export async function loadReference(): Promise<Reference | undefined> {
  if (!existsSync(`${DIR}/properties.mjs`)) return undefined;
  const [semantics, properties] = await Promise.all(
    ['semantics.mjs', 'properties.mjs'].map((name) => import(pathToFileURL(`${DIR}/${name}`).href)),
  );
  return { ...semantics, ...properties } as Reference;
}

/** What a node sees, without the order in which it came to be seen. */
function canonical({ state, nodes, loop, item, index, ...rest }: Snap): Snap {
  const seen: JsonObject = {};
  for (const [name, result] of Object.entries(nodes).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { output = null, error = null } = (result ?? {}) as { output?: Json; error?: Json };
    // A result that is null is one that is not there; the reference still looks it up.
    const enumerable = output !== null || error !== null;
    Object.defineProperty(seen, name, { value: sorted({ output, error }), enumerable });
  }
  return {
    ...rest,
    state: sorted(state) as JsonObject,
    nodes: seen,
    loop,
    ...(item === undefined ? {} : { item }),
    ...(index === undefined ? {} : { index }),
  };
}

function sorted(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}

/** Which of the keys that may complete does so next. */
export type Pick = (keys: readonly string[]) => string;

/** Runs a graph by the reference: what may start starts, then one of what runs completes. */
export function runReference(reference: Reference, graph: RefGraph, pick: Pick): RefOutcome {
  class Canonical extends reference.Run {
    override snapshot(past: unknown, node: unknown): Snap {
      return canonical(super.snapshot(past, node));
    }
  }
  const schedule = (events: readonly string[]): number => {
    const start = events.findIndex((event) => event.startsWith('start '));
    if (start >= 0) return start;
    const keys = events.map((event) => event.replace(/^\w+ /, ''));
    return keys.indexOf(pick(keys.toSorted()));
  };
  return new Canonical(graph, {}, { schedule }).run();
}

let programs = 0;

/** A graph of the reference as one of this engine. */
export function graphOf(reference: Reference, ref: RefGraph): ExecutionGraph {
  const prepared = reference.prepare(ref);
  const known = knownOf(ref);
  const program = (compute: (snap: Snap) => Json): Expression => {
    const tree: Expression = { kind: 'int', value: String((programs += 1)), at: [0, 0] };
    provideProgram(tree, (scope) => compute(snapOf(scope as JsonObject, known)));
    return tree;
  };
  const flow = prepared.flow.toSorted((a, b) => a.topo - b.topo).map(({ id }) => id);
  const finals = ref.nodes.filter((node) => node.finally).map(({ id }) => id);
  const nodes = [...flow, ...finals].map((id) =>
    nodeOf(
      ref.nodes.find((node) => node.id === id)!,
      { ...known, program },
    ),
  );
  const at = new Map(flow.map((id, index) => [id, index]));
  const edges: GraphEdge[] = prepared.edges.map(({ from, to, kind, route }) => ({
    from,
    to,
    ...(kind === 'plain' ? {} : { kind: kind as 'route' }),
    ...(route === undefined ? {} : { route }),
  }));
  const regions: Region[] = prepared.regions.map((region) => ({
    id: region.header,
    header: region.header,
    latch: region.latch,
    nodes: [...region.nodes].toSorted((a, b) => (at.get(a) ?? 0) - (at.get(b) ?? 0)),
    max_iterations: region.max,
    on_limit:
      ref.nodes.find(({ id }) => id === region.latch)?.routes?.find((route) => route.max_iterations)?.on_limit ?? null,
  }));
  const body: Omit<ExecutionGraph, 'hash'> = {
    version: 1,
    name: 'reference',
    features: [],
    inputs: { type: 'object' },
    outputs: true,
    state: Object.fromEntries(
      Object.entries(ref.state).map(([name, field]): [string, StateField] => [name, { schema: true, ...field }]),
    ),
    nodes,
    edges,
    regions,
    execution: { on_failure: ref.on_failure ?? 'cancel' },
    triggers: [],
    final: {},
    observability: {},
  };
  return { ...body, hash: hashGraph(body) };
}

type Known = {
  readonly names: readonly string[];
  readonly fields: readonly string[];
  /** Nodes under `on_item_error: collect`. */
  readonly collecting: ReadonlySet<string>;
};

export function knownOf({ nodes, state }: RefGraph): Known {
  const collecting = nodes.filter(({ for_each: map }) => map?.on_item_error === 'collect').map(({ id }) => id);
  return { names: nodes.map(({ id }) => id), fields: Object.keys(state), collecting: new Set(collecting) };
}

/** The reference collects an output as it is and a failure as `{error: {class, message}}`; the language says `{ok, output, error}`. */
export function asReference(output: Json): Json {
  if (!Array.isArray(output)) return output;
  return output.map((each: Json) => {
    const { ok, output: own = null, error } = each as { ok: boolean; output?: Json; error?: JsonObject };
    return ok ? own : { error: { class: error?.['class'] ?? null, message: error?.['message'] ?? null } };
  });
}

function snapOf(scope: JsonObject, { names, fields, collecting }: Known): Snap {
  const state = scope['state'] as JsonObject;
  // A field that nobody has written and that has no default is not there for the reference.
  const known = Object.fromEntries(
    fields.filter((field) => state[field] !== null).map((field) => [field, state[field] ?? null]),
  );
  return canonical({
    state: known,
    nodes: Object.fromEntries(
      names.map((name) => {
        const result = (scope[name] ?? null) as { output?: Json } | null;
        return [
          name,
          collecting.has(name) && result !== null ? { ...result, output: asReference(result.output ?? null) } : result,
        ];
      }),
    ),
    loop: (scope['loop'] ?? { index: null }) as Snap['loop'],
    ...(scope['item'] === undefined ? {} : { item: scope['item'] }),
    ...(scope['index'] === undefined ? {} : { index: scope['index'] as number }),
  });
}

function nodeOf(
  ref: RefNode,
  { program, names, fields }: Known & { readonly program: (compute: (snap: Snap) => Json) => Expression },
): GraphNode {
  const { when, routes, for_each: map, on_error: onError, outputs = [], retry } = ref;
  return {
    kind: 'action',
    name: ref.id,
    uses: 'test.work',
    effects: 'read',
    idempotent: true,
    retry: { max_attempts: retry?.max_attempts ?? 1, initial_ms: 1, factor: 1, max_ms: 1, jitter: false },
    timeout_ms: 1000,
    writes: outputs.map((field) => ({ field, path: [field] })),
    reads: { state: Object.fromEntries(fields.map((field) => [field, []])), nodes: names, inputs: false },
    ...(when === undefined ? {} : { when: program(when) }),
    ...(ref.join === 'any' ? { join: 'any' } : {}),
    ...(ref.losers === 'finish' ? { losers: 'finish' } : {}),
    ...(onError === undefined ? {} : { on_error: onError }),
    ...(ref.finally ? { finally: true } : {}),
    ...(routes === undefined
      ? {}
      : {
          routes: routes.map((route) => ({
            to: route.to,
            ...(route.when === undefined ? {} : { when: program(route.when) }),
          })),
        }),
    ...(map === undefined
      ? {}
      : {
          for_each: {
            in: { kind: 'value', expression: program(map.in) },
            as: 'item',
            index_as: 'index',
            max_parallel: map.max_parallel ?? 1000,
            max_items: 100_000,
            on_item_error: map.on_item_error ?? 'fail',
          },
        }),
  };
}

export type Ran = {
  readonly state: RunState;
  readonly facts: readonly Fact[];
  readonly seen: JsonObject;
  readonly commandsAfterEnd: number;
};

/** Runs a graph of the reference by this engine. `crash`: after each append the state is dropped and replayed. */
export function runEngine(
  reference: Reference,
  {
    ref,
    graph,
    pick,
    crash = false,
  }: { ref: RefGraph; graph: ExecutionGraph; pick: Pick; crash?: boolean | ((step: number) => boolean) },
): Ran {
  let state = initialState('run-1');
  const facts: Fact[] = [
    {
      kind: 'run.accepted',
      time: 0,
      workflow_name: 'reference',
      revision: null,
      graph: graph.hash,
      inputs: {},
      trigger: { name: 'manual', uses: 'manual' },
    },
  ];
  evolve(state, facts[0] as Fact);
  const known = knownOf(ref);
  const running = new Set<string>();
  let time = 0;
  let steps = 0;
  let isRecovering = false;
  let isOver = false;
  let commandsAfterEnd = 0;
  const hear = (event: EngineEvent): void => {
    const step = advance(graph, state, event);
    facts.push(...step.facts);
    if (isOver) commandsAfterEnd += step.commands.length;
    steps += 1;
    if (!isRecovering && (crash === true || (typeof crash === 'function' && crash(steps)))) {
      isRecovering = true;
      state = replay(
        'run-1',
        facts.map((fact) => JSON.parse(JSON.stringify(fact)) as Fact),
      );
      running.clear();
      // What was sent and never completed is lost with the process, and sent again.
      for (const { key, attempt, status, items, retryAt } of Array.from(state.executions.values())) {
        if (status === 'running' && items === null)
          hear({ kind: 'attempt.lost', time: (time += 1), key, attempt, alone: false });
        else if (status === 'waiting' && retryAt !== null) hear({ kind: 'retry.due', time: (time += 1), key });
      }
      isRecovering = false;
      return;
    }
    for (const command of step.commands) perform(command);
    isOver ||= state.status !== 'running' && state.status !== 'queued';
  };
  const perform = (command: Command): void => {
    if (command.kind === 'execute') running.add(command.key);
    else if (command.kind === 'abort') running.delete(command.key);
    else if (command.kind === 'wake' && command.for === 'retry.due')
      hear({ kind: 'retry.due', time: (time += 1), key: command.key });
  };
  const isRunning = (key: string): boolean => state.executions.get(key)?.status === 'running';
  hear({ kind: 'start', time: (time += 1) });
  for (;;) {
    const keys = [...state.executions.values()]
      .filter(({ status, items }) => status === 'running' && items === null)
      .map(({ key }) => key);
    if (keys.length === 0) break;
    const key = pick(keys.toSorted());
    if (!isRunning(key)) throw new Error(`the schedule chose ${key}, which does not run`);
    hear(completionOf(reference, { ref, graph, state, key, time: (time += 1), known }));
  }
  return { state, facts, seen: finalState(graph, state), commandsAfterEnd };
}

export function completionOf(
  reference: Reference,
  {
    ref,
    graph,
    state,
    key,
    time,
    known,
  }: { ref: RefGraph; graph: ExecutionGraph; state: RunState; key: string; time: number; known: Known },
): EngineEvent {
  const execution = state.executions.get(key)!;
  const node = ref.nodes.find(({ id }) => id === execution.node)!;
  const snap = snapOf(scopeOfKey({ graph, state, top: topology(graph) }, key), known);
  // Losses count as attempts; the reference counts failures only.
  const attempt = execution.failures + 1;
  try {
    let output: Json;
    if (node.kind !== 'sub' || node.child === undefined) output = node.run?.(snap, attempt) ?? null;
    else {
      const child = new reference.Run(node.child, node.with?.(snap) ?? {}, { schedule: () => 0 }).run();
      if (child.status !== 'succeeded') throw new Error('a child of the generator never fails');
      output = child.result;
    }
    const usage = { input_tokens: null, output_tokens: null };
    return {
      kind: 'attempt.succeeded',
      time,
      key,
      attempt: execution.attempt,
      output,
      usage,
      costUsd: null,
      durationMs: 1,
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const failure = { code: 'NODE_FAILED', class: 'error', message };
    return {
      kind: 'attempt.failed',
      time,
      key,
      attempt: execution.attempt,
      error: failure,
      retryable: true,
      durationMs: 1,
      random: 0,
    };
  }
}
