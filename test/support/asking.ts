// Workflows of one LLM node, on a runtime with the providers that they ask.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import type { RunOutcome, Runtime, RuntimeOptions } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { startRequest } from '../../packages/core/test/support/runtime.ts';

export type Ask = {
  readonly provider: string;
  readonly model: string;
  readonly prompt: string;
  /** More of `llm`, as YAML. */
  readonly parameters?: string;
  readonly schema?: object;
  /** More of the node, as YAML. */
  readonly node?: string;
};

export type Asking = {
  readonly runtime: Runtime;
  /** Starts a run; gives its id. */
  readonly start: (ask: Ask) => Promise<string>;
  readonly run: (ask: Ask) => Promise<RunOutcome>;
  /** What the model answered; an object as JSON. Fails where the run does. */
  readonly answer: (ask: Ask) => Promise<string>;
};

type Options = Omit<Partial<RuntimeOptions>, 'plugins'> & { readonly extra?: RuntimeOptions['plugins'] };

export async function openAsking(providers: readonly string[], { extra = [], ...options }: Options): Promise<Asking> {
  const named = providers.map((name) => ({
    specifier: import.meta.resolve(`@configurable-agents/plugin-${name}`),
    firstParty: true,
  }));
  const runtime = await createRuntime({
    plugins: [...named, ...extra],
    memory: true,
    workers: 1,
    ...options,
  });

  async function start(ask: Ask): Promise<string> {
    return (await runtime.start(startRequest(graphOf(ask, runtime)))).run_id;
  }

  async function run(ask: Ask): Promise<RunOutcome> {
    return await runtime.result(await start(ask));
  }

  return {
    runtime,
    start,
    run,
    answer: async (ask) => {
      const { status, result, error } = await run(ask);
      assert.equal(status, 'succeeded', JSON.stringify(error));
      return typeof result === 'string' ? result : JSON.stringify(result);
    },
  };
}

function graphOf({ provider, model, prompt, parameters, schema, node }: Ask, runtime: Runtime): ExecutionGraph {
  const text = `name: asked
nodes:
  - name: ask
    llm: { provider: ${provider}, model: ${model}${parameters === undefined ? '' : `, ${parameters}`} }
    prompt: ${JSON.stringify(prompt)}
    retry: { max_attempts: 3, initial: 1ms }
    ${schema === undefined ? '' : `output_schema: ${JSON.stringify(schema)}`}
    ${node ?? ''}
result: '\${{ ask }}'
`;
  const { graph, diagnostics } = compile(text, { file: 'asked.yaml', plugins: runtime.manifests, limits: {} });
  assert.ok(graph, `${JSON.stringify(diagnostics)}\n${text}`);
  return graph;
}
