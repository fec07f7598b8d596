// What it costs to keep a plugin apart: an execution and a trigger's call in a process of its own beside those in a worker thread, and
// what a call of the context costs in each. In memory, so that no store is measured.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import type { PluginSource, Runtime } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { plugin } from './context-plugin.ts';
import { load, median, timed } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

type Tier = NonNullable<PluginSource['isolation']>;
type Figures = { readonly [name in 'first' | 'alone' | 'perSecond' | Hook | Call]: number };
type Hook = 'firstHook' | 'hook' | 'largeHook';
type Call = 'secret' | 'config' | 'now' | 'log' | 'fetch' | 'plain_fetch';

/** Calls of each kind that are measured: cheap ones often. */
const CALLS: { readonly [call in Call]: number } = {
  secret: 10_000,
  config: 10_000,
  now: 10_000,
  log: 2000,
  fetch: 300,
  plain_fetch: 300,
};
/** Bytes. */
const SMALL_BODY = 1024;
const LARGE_BODY = 1024 * 1024;
const SECRET = 'a-token-that-is-shown-nowhere';

export const isolation: Benchmark = {
  name: 'isolation',
  run: async ({ quick }) => {
    const server = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const options = { target: `127.0.0.1:${port}`, total: quick ? 200 : 10_000, rounds: quick ? 1 : 5 };
      return resultsOf(await tierOf('worker', options), await tierOf('process', options));
    } finally {
      server.close();
    }
  },
};

type TierOptions = { readonly target: string; readonly total: number; readonly rounds: number };

async function tierOf(tier: Tier, { target, total, rounds }: TierOptions): Promise<Figures> {
  const first = [];
  for (let i = 0; i < rounds; i += 1) {
    const runtime = await open(tier, target);
    first.push(await timed(() => outcomeOf(runtime, NOOP, { message: 'hello' })));
    await runtime.close();
  }
  const runtime = await open(tier, target);
  try {
    const hooks = await hooksOf(runtime, Math.min(total, 1000));
    const one = async (): Promise<unknown> => await outcomeOf(runtime, NOOP, { message: 'hello' });
    await load(one, { total, inFlight: 200 });
    const { perSecond } = await load(one, { total, inFlight: 200 });
    const { latencies } = await load(one, { total: Math.min(total, 1000), inFlight: 1 });
    const calls: { [call: string]: number } = {};
    for (const [call, times] of Object.entries(CALLS))
      calls[call] = (await outcomeOf(runtime, CALL, { call, times, url: `http://${target}/` })) as number;
    return {
      first: median(first),
      alone: median(latencies),
      perSecond,
      ...hooks,
      ...(calls as { [call in Call]: number }),
    };
  } finally {
    await runtime.close();
  }
}

/** What a delivery's verification takes in milliseconds: the first one, which starts the thread or the process, and later ones. */
async function hooksOf(runtime: Runtime, total: number): Promise<{ readonly [name in Hook]: number }> {
  const hook = runtime.triggers.get('bench.hook');
  if (hook === undefined) throw new Error('the plugin has no trigger');
  const verified = (bytes: number) => async (): Promise<unknown> =>
    await hook.verify({ headers: {}, rawBody: new Uint8Array(bytes) }, { secrets: [SECRET], nowMs: 1 });
  const firstHook = await timed(verified(SMALL_BODY));
  const small = await load(verified(SMALL_BODY), { total, inFlight: 1 });
  const large = await load(verified(LARGE_BODY), { total: Math.min(total, 100), inFlight: 1 });
  return { firstHook, hook: median(small.latencies), largeHook: median(large.latencies) };
}

async function open(isolation: Tier, target: string): Promise<Runtime> {
  const specifier = new URL('context-plugin.ts', import.meta.url).href;
  const source = { specifier, firstParty: false, folder: import.meta.dirname, manifest: manifestOf(plugin), isolation };
  const env = { ...process.env, BENCH_TOKEN: SECRET };
  return await createRuntime({ dataDir: '', memory: true, plugins: [source], workers: 1, env, allowPrivate: [target] });
}

const NOOP = graphOf(`name: bench
state: { type: object, properties: { message: { type: string } } }
nodes: [{ name: only, uses: bench.noop, with: { message: "{message}" } }]
`);
const CALL = graphOf(`name: bench
state: { type: object, properties: { call: { type: string }, times: { type: integer }, url: { type: string } } }
nodes: [{ name: only, uses: bench.calls, with: { call: "{call}", times: '\${{ state.times }}', url: "{url}" } }]
`);

function graphOf(source: string): ExecutionGraph {
  const { graph, diagnostics } = compile(source, { file: 'bench.yaml', plugins: [manifestOf(plugin)] });
  if (graph === undefined) throw new Error(`the workflow does not compile: ${diagnostics[0]?.message}`);
  return graph;
}

async function outcomeOf(runtime: Runtime, graph: ExecutionGraph, inputs: JsonObject): Promise<Json> {
  const trigger = { name: 'manual', uses: 'manual' };
  const { run_id } = await runtime.start({ graph, workflowName: graph.name, revision: null, inputs, trigger });
  const { status, result, error } = await runtime.result(run_id);
  if (status !== 'succeeded') throw new Error(`a run ended ${status}: ${error?.message}`);
  return result;
}

function resultsOf(worker: Figures, apart: Figures): readonly Result[] {
  const shown = { target: 'shown', met: true };
  const beside = (name: string, key: keyof Figures, unit: string): Result => {
    const [value, floor] = [apart[key], worker[key]];
    return { name: `${name}, in a process beside a thread`, value, unit, floor, ratio: value / floor, ...shown };
  };
  const call = (name: Call): Result => {
    const value = worker[name];
    return { name: `context.${name}`, value, unit: 'us', ratio: null, ...shown };
  };
  const { fetch: value, plain_fetch: floor } = worker;
  return [
    beside('first execution, which starts it, median', 'first', 'ms'),
    beside('a run of one node at a time, median', 'alone', 'ms'),
    beside('200 runs at a time', 'perSecond', 'runs/s'),
    beside('first call of a trigger, which starts it', 'firstHook', 'ms'),
    beside('a call of a trigger with 1 KiB, median', 'hook', 'ms'),
    beside('a call of a trigger with 1 MiB, median', 'largeHook', 'ms'),
    call('secret'),
    call('config'),
    call('now'),
    call('log'),
    { name: 'context.fetch of a small answer beside fetch', value, unit: 'us', floor, ratio: value / floor, ...shown },
  ];
}
