// What a durable step costs as a run grows: journal, threads and commits included. The pure part of it is in engine.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { FLAT, LOOP, MAP, WINDOW } from './engine.ts';
import { median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

const STEPS = 1000;

export const steps: Benchmark = {
  name: 'steps',
  run: async ({ quick }) => {
    const rounds = quick ? 2 : 9;
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
    const plugin = { specifier: new URL('noop-plugin.ts', import.meta.url).href, firstParty: true };
    const runtime = await createRuntime({ dataDir, plugins: [plugin], workers: 2 });
    const list = Array.from({ length: STEPS }, (_, i) => i);
    const results = [
      await flatness(runtime, { name: 'durable step 1,000 of a loop beside its first', source: LOOP, rounds }),
      await flatness(runtime, {
        name: 'durable item 1,000 of a map beside its first',
        source: MAP(STEPS),
        inputs: { list },
        rounds,
      }),
    ];
    await runtime.close();
    rmSync(dataDir, { recursive: true, force: true });
    return results;
  },
};

type Subject = {
  readonly name: string;
  readonly source: string;
  readonly inputs?: { readonly list: readonly number[] };
  readonly rounds: number;
};

/** Milliseconds of a step in the last hundred by that in the first hundred, each the median of the rounds. */
async function flatness(runtime: Runtime, { name, source, inputs = { list: [] }, rounds }: Subject): Promise<Result> {
  const given = inputs.list.length === 0 ? {} : { list: [...inputs.list] };
  const { graph } = compile(source, { file: 'bench.yaml', plugins: runtime.manifests });
  if (graph === undefined) throw new Error('the benchmark workflow does not compile');
  await timesOf(runtime, { graph, inputs: given });
  const [early, late]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const times = await timesOf(runtime, { graph, inputs: given });
    // The first steps evaluate the list and wake the threads, the last one gathers the results.
    early.push(perStep(times, WINDOW));
    late.push(perStep(times, times.length - 1 - WINDOW));
  }
  const [first, last] = [median(early), median(late)];
  const ratio = last / first;
  return { name, value: last, unit: 'ms', floor: first, ratio, target: '<= 1.2 times', met: ratio <= FLAT };
}

function perStep(times: readonly number[], from: number): number {
  return ((times[from + WINDOW] ?? Number.NaN) - (times[from] ?? Number.NaN)) / WINDOW;
}

/** When each completion of the run's worker node was durable. */
async function timesOf(
  runtime: Runtime,
  { graph, inputs }: { readonly graph: ExecutionGraph; readonly inputs: { readonly list?: number[] } },
): Promise<readonly number[]> {
  const times: number[] = [];
  const unsubscribe = runtime.subscribe((entries) => {
    const now = performance.now();
    for (const { fact } of entries) {
      if (fact.kind === 'node.completed' && fact['node'] === 'work' && fact['key'] !== 'work') times.push(now);
    }
  });
  const trigger = { name: 'manual', uses: 'manual' };
  const { run_id: id } = await runtime.start({ graph, workflowName: graph.name, revision: null, inputs, trigger });
  const { status } = await runtime.result(id);
  unsubscribe();
  if (status !== 'succeeded' || times.length !== STEPS)
    throw new Error(`the run ended ${status} after ${times.length}`);
  return times;
}
