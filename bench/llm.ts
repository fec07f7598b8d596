// A node that asks a model, beside the bare call of the same client; and how long the first token takes from the model to a reader of the run's events.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { createServer } from '@configurable-agents/server';
import { load, median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

const MODEL = fileURLToPath(new URL('floor/model.ts', import.meta.url));
const PLUGIN = import.meta.resolve('@configurable-agents/plugin-openai-compatible');

type Model = { readonly url: string; readonly close: () => Promise<void> };

async function openModel(): Promise<Model> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MODEL], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${String(port).trim()}/v1`,
    close: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** The client that the plugin uses, as a program would use it that has nothing but it. */
async function bareCall({ url }: Model): Promise<() => Promise<void>> {
  const path = createRequire(PLUGIN).resolve('@ai-sdk/openai-compatible');
  const { createOpenAICompatible } = (await import(pathToFileURL(path).href)) as {
    readonly createOpenAICompatible: (settings: object) => (model: string) => {
      readonly doStream: (options: object) => Promise<{ readonly stream: ReadableStream<unknown> }>;
    };
  };
  const model = createOpenAICompatible({ name: 'bench', baseURL: url, includeUsage: true })('quick');
  const prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }];
  return async () => {
    const { stream } = await model.doStream({ prompt });
    await Array.fromAsync(stream);
  };
}

async function openEngine({ url }: Model): Promise<Runtime> {
  return await createRuntime({
    dataDir: '',
    memory: true,
    plugins: [{ specifier: PLUGIN, firstParty: true }],
    config: { 'openai-compatible': { base_url: url } },
    workers: 1,
  });
}

function asking(runtime: Runtime, model: string): ExecutionGraph {
  const text = `name: bench\nnodes:\n  - { name: ask, llm: { provider: openai-compatible, model: ${model} }, prompt: Hello }\n`;
  const { graph } = compile(text, { file: 'bench.yaml', plugins: runtime.manifests });
  if (graph === undefined) throw new Error('the benchmark workflow does not compile');
  return graph;
}

const requestOf = (graph: ExecutionGraph): Parameters<Runtime['start']>[0] => ({
  graph,
  workflowName: 'bench',
  revision: null,
  inputs: {},
  trigger: { name: 'manual', uses: 'manual' },
});

async function overhead(model: Model, total: number): Promise<Result> {
  const bare = await bareCall(model);
  const runtime = await openEngine(model);
  const graph = asking(runtime, 'quick');
  const run = async (): Promise<void> => {
    const { run_id: id } = await runtime.start(requestOf(graph));
    const { status } = await runtime.result(id);
    if (status !== 'succeeded') throw new Error(`a run ended as ${status}`);
  };
  const floors: number[] = [];
  const values: number[] = [];
  // V8 has compiled what runs often after some hundred calls.
  await load(bare, { total: total / 4, inFlight: 1 });
  await load(run, { total: total / 4, inFlight: 1 });
  // In turns, so that what else the machine does is in both.
  for (let round = 0; round < 10; round += 1) {
    floors.push(...(await load(bare, { total: total / 10, inFlight: 1 })).latencies);
    values.push(...(await load(run, { total: total / 10, inFlight: 1 })).latencies);
  }
  await runtime.close();
  const [floor, value] = [median(floors), median(values)];
  return {
    name: 'run of one LLM node in memory, beside the bare call of its client, median',
    value,
    unit: 'ms',
    floor,
    ratio: value / floor,
    target: '<= 1 ms more',
    met: value - floor <= 1,
  };
}

async function firstToken(model: Model, total: number): Promise<Result> {
  const runtime = await openEngine(model);
  const graph = asking(runtime, 'late');
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const server = await createServer({ runtime, port: 0, workflowsDir: folder, env: {} });
  const late: number[] = [];
  for (let i = 0; i < total + 3; i += 1) {
    const { run_id: id } = await runtime.start(requestOf(graph));
    const response = await fetch(`${server.url}/api/runs/${id}/events?texts=true`);
    const ms = await readFirst(response);
    // The first ones load the client.
    if (i >= 3) late.push(ms);
    await runtime.result(id);
  }
  await server.close();
  await runtime.close();
  rmSync(folder, { recursive: true, force: true });
  const value = median(late);
  return {
    name: "first token, from the model's process to a reader of the run's events, median",
    value,
    unit: 'ms',
    ratio: null,
    target: '<= 5 ms',
    met: value <= 5,
  };
}

/** Milliseconds from when the model says that it spoke. */
async function readFirst({ body }: Response): Promise<number> {
  let all = '';
  for await (const text of (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
    all += text;
    const [, said] = /^event: node\.text\ndata: .*"text":"([\d.]+)"/m.exec(all) ?? [];
    if (said !== undefined) return performance.timeOrigin + performance.now() - Number(said);
  }
  throw new Error(`the events ended without a text:\n${all}`);
}

export const llm: Benchmark = {
  name: 'llm',
  run: async ({ quick }) => {
    const model = await openModel();
    try {
      return [await overhead(model, quick ? 100 : 2000), await firstToken(model, quick ? 5 : 50)];
    } finally {
      await model.close();
    }
  },
};
