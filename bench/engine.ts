// What a step of the engine costs, without clock, store and threads: whether it grows with the run, and in a large graph.
import { compile } from '@configurable-agents/compiler';
import type { Fact } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { topology } from '@configurable-agents/core/graph';
import { advance, evolve, initialState, scopeOfKey } from '@configurable-agents/core/testing';
import type { EngineEvent, RunState } from '@configurable-agents/core/testing';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import { plugin } from './noop-plugin.ts';
import { median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

export const LOOP = `name: loop
state: { type: object, properties: { n: { type: integer, default: 0 }, seen: { type: array, items: { type: integer }, default: [], reduce: append } } }
nodes:
  - { name: count, uses: set, with: { n: '\${{ n + 1 }}', seen: ['\${{ n }}'] }, outputs: [n, seen] }
  - { name: work, uses: bench.noop, with: { message: '{n}' } }
edges:
  - { from: count, to: work }
  - from: work
    routes:
      - { when: n < 1000, to: count, max_iterations: 1000 }
      - { to: END }
`;

export const MAP = (items: number): string => `name: map
state: { type: object, properties: { list: { type: array, items: { type: integer } } } }
nodes:
  - { name: work, uses: bench.noop, for_each: { in: '\${{ list }}', as: n, max_parallel: 8, max_items: ${items} }, with: { message: '{n}' } }
`;

/** Ten branches of thirty nodes each, joined in the end. */
const WIDE = `name: wide
nodes:
${Array.from({ length: 299 }, (_, i) => `  - { name: n${i}, uses: bench.noop, with: { message: hello } }`).join('\n')}
  - { name: last, uses: bench.noop, with: { message: hello } }
edges:
${Array.from({ length: 289 }, (_, i) => `  - { from: n${i}, to: n${i + 10} }`).join('\n')}
  - { from: [${Array.from({ length: 10 }, (_, i) => `n${289 + i}`).join(', ')}], to: last }
`;

/** Part of a run whose steps are held against each other. */
export const WINDOW = 100;
export const FLAT = 1.2;

export const engine: Benchmark = {
  name: 'engine',
  run: async ({ quick }) => {
    const rounds = quick ? 5 : 31;
    const wide = compiled(WIDE);
    const steps = Array.from({ length: rounds }, () => runThrough(wide)).flat();
    const perFact = median(steps) * 1000;
    return await Promise.resolve([
      {
        name: 'advance on a graph of 300 nodes, median',
        value: perFact,
        unit: 'us',
        ratio: null,
        target: '<= 20 us',
        met: perFact <= 20,
      },
      flatness('step 1,000 of a loop beside step 1', compiled(LOOP), { rounds }),
      flatness('item 1,000 of a map beside item 1', compiled(MAP(1000)), { rounds, items: 1000 }),
      flatness('item 10,000 of a map beside item 1', compiled(MAP(10_000)), {
        rounds: Math.ceil(rounds / 5),
        items: 10_000,
      }),
    ]);
  },
};

function compiled(source: string): ExecutionGraph {
  const plugins = [manifestOf(plugin)];
  const { graph, diagnostics } = compile(source, { file: 'bench.yaml', plugins });
  if (graph === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return graph;
}

/** The median of the last steps by that of the first ones, over all rounds; the first and the last hundred are the run's ends. */
function flatness(
  name: string,
  graph: ExecutionGraph,
  { rounds, items = 0 }: { readonly rounds: number; readonly items?: number },
): Result {
  const list = Array.from({ length: items }, (_, i) => i);
  runThrough(graph, { list });
  const [early, late]: number[][] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const steps = runThrough(graph, { list });
    // The first and the last step evaluate the list and gather the results.
    early?.push(...steps.slice(1, 1 + WINDOW));
    late?.push(...steps.slice(-1 - WINDOW, -1));
  }
  const [first, last] = [median(early ?? []) * 1000, median(late ?? []) * 1000];
  const ratio = last / first;
  return { name, value: last, unit: 'us', floor: first, ratio, target: '<= 1.2 times', met: ratio <= FLAT };
}

/** Runs a graph; gives the milliseconds of each completion: what the engine decides, and the scopes of what it sends. */
function runThrough(graph: ExecutionGraph, inputs: { readonly list?: readonly number[] } = {}): readonly number[] {
  const state = initialState('run-1');
  evolve(state, {
    kind: 'run.accepted',
    time: 0,
    workflow_name: graph.name,
    revision: null,
    graph: graph.hash,
    inputs: inputs.list === undefined ? {} : { list: inputs.list },
    trigger: { name: 'manual', uses: 'manual' },
  } satisfies Fact);
  const sent: { key: string; attempt: number }[] = [];
  const hear = (event: EngineEvent): void => {
    for (const command of advance(graph, state, event).commands) {
      if (command.kind !== 'execute') continue;
      scopeOfKey({ graph, state, top: topology(graph) }, command.key);
      sent.push(command);
    }
  };
  hear({ kind: 'start', time: 1 });
  const took: number[] = [];
  for (let at = 0; at < sent.length; at += 1) {
    const event = done(sent[at] as { key: string; attempt: number });
    const began = performance.now();
    hear(event);
    took.push(performance.now() - began);
  }
  assertEnded(state);
  return took;
}

function done({ key, attempt }: { readonly key: string; readonly attempt: number }): EngineEvent {
  const usage = { input_tokens: null, output_tokens: null };
  return {
    kind: 'attempt.succeeded',
    time: 2,
    key,
    attempt,
    output: { text: 'ok' },
    usage,
    costUsd: null,
    durationMs: 1,
  };
}

function assertEnded({ status, error }: RunState): void {
  if (status !== 'succeeded') throw new Error(`a run ended ${status}: ${error?.message ?? ''}`);
}
