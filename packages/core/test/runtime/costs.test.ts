import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { Runtime } from '@configurable-agents/core';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import { plugin } from '../fixtures/test-plugin.ts';
import { closeAll, open, runToEnd, TEST_PLUGIN } from '../support/runtime.ts';

function workflow(text: string): ExecutionGraph {
  const { graph, diagnostics } = compile(text, { file: 'w.yaml', plugins: [manifestOf(plugin)] });
  assert.ok(graph !== undefined, JSON.stringify(diagnostics));
  return graph;
}

const node = (name: string, model: string, more = ''): string =>
  `  - name: ${name}\n    llm: { provider: test, model: ${model} }\n    prompt: Go\n${more}`;
const SCORED = `    output_schema: { type: object, properties: { score: { type: integer } }, required: [score] }\n`;

/** What the attempts of a run used, by their facts. */
function modelsOf(runtime: Runtime, id: string): unknown {
  return runtime.reader
    .journal(id)
    .filter(({ fact }) => fact['models'] !== undefined)
    .map(({ fact }) => [fact.kind, fact['models']]);
}

describe('what an attempt used', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  const told = { provider: 'test', calls: 1, unknown_calls: 0, input_tokens: 3, output_tokens: 5 };

  it('stands with its end, by model, with where the price is from', async () => {
    const runtime = await open();
    const { run_id: id, usage } = await runToEnd(runtime, workflow(`nodes:\n${node('a', 'any')}`));
    assert.deepEqual(modelsOf(runtime, id), [
      ['node.completed', [{ ...told, model: 'any', cost_usd: 0.25, prices: 'provider' }]],
    ]);
    assert.deepEqual(usage, { input_tokens: 3, output_tokens: 5, cost_usd: 0.25 });
  });

  it('is priced by the configuration, by the name that the model is called by', async () => {
    const runtime = await open({
      config: { test: { aliases: { old: 'new' } } },
      pricing: { test: { new: { input_mtok: 1_000_000, output_mtok: 2_000_000 } } },
    });
    const { usage } = await runToEnd(runtime, workflow(`nodes:\n${node('a', 'old')}`));
    assert.equal(usage.cost_usd, 13);
  });

  it('is the same of a provider in a process of its own', async () => {
    const runtime = await open({
      plugins: [{ specifier: TEST_PLUGIN, firstParty: false, isolation: 'process', manifest: manifestOf(plugin) }],
      pricing: { test: { priced: { input_mtok: 1_000_000, output_mtok: 0 } } },
    });
    const {
      run_id: id,
      error,
      usage,
    } = await runToEnd(runtime, workflow(`nodes:\n${node('a', 'priced')}${node('b', 'no-price')}`));
    assert.equal(error, null);
    assert.equal(usage.cost_usd, 3);
    assert.equal(runtime.reader.costs('model', { run: id }).total.unknown_calls, 1);
  });

  it('is unknown where nobody knows the price, and the sum then is of the others', async () => {
    const runtime = await open();
    const both = await runToEnd(runtime, workflow(`nodes:\n${node('a', 'no-price')}${node('b', 'any')}`));
    assert.deepEqual(modelsOf(runtime, both.run_id), [
      ['node.completed', [{ ...told, unknown_calls: 1, model: 'no-price', cost_usd: null, prices: null }]],
      ['node.completed', [{ ...told, model: 'any', cost_usd: 0.25, prices: 'provider' }]],
    ]);
    assert.equal(both.usage.cost_usd, 0.25);
    const alone = await runToEnd(runtime, workflow(`nodes:\n${node('a', 'no-price')}`));
    assert.deepEqual(alone.usage, { input_tokens: 3, output_tokens: 5, cost_usd: null });
  });

  it('counts where the attempt failed, and with the next one is the node’s', async () => {
    const runtime = await open();
    const retried = '    retry: { max_attempts: 2, initial: 1ms }\n    repair: 1\n';
    const { run_id: id, usage } = await runToEnd(
      runtime,
      workflow(
        `nodes:\n${node('a', 'second', SCORED + retried)}  - { name: b, uses: set, with: { cost: "\${{ a.cost_usd }}" } }\n`,
      ),
    );
    const used = (calls: number): object => ({
      ...told,
      model: 'second',
      calls,
      input_tokens: 3 * calls,
      output_tokens: 5 * calls,
      cost_usd: 0.25 * calls,
      prices: 'provider',
    });
    assert.deepEqual(modelsOf(runtime, id), [
      ['node.attempt_failed', [used(2)]],
      ['node.completed', [used(1)]],
    ]);
    assert.deepEqual(usage, { input_tokens: 9, output_tokens: 15, cost_usd: 0.75 });
    const [a, b] = runtime.reader.detail(id)?.nodes ?? [];
    assert.deepEqual(a?.usage, usage);
    assert.deepEqual(b?.output, { cost: 0.75 });
  });

  it('is unknown where it ended without a word, and known to be nothing where it was refused', async () => {
    const runtime = await open();
    const more = '    on_error: continue\n';
    const { run_id: id } = await runToEnd(
      runtime,
      workflow(
        `nodes:\n${node('a', 'hang', `    timeout: 20ms\n${more}`)}${node('b', 'refuse', more)}${node('c', 'break', more)}`,
      ),
    );
    const nothing = { ...told, input_tokens: null, output_tokens: null, cost_usd: null, prices: null };
    assert.deepEqual(modelsOf(runtime, id), [
      ['node.failed', [{ ...nothing, unknown_calls: 1, model: 'hang' }]],
      ['node.failed', [{ ...nothing, unknown_calls: 0, model: 'refuse' }]],
      ['node.failed', [{ ...nothing, unknown_calls: 1, model: 'break' }]],
    ]);
  });

  it('is unknown where it was cancelled', async () => {
    const runtime = await open();
    const graph = workflow(`nodes:\n${node('a', 'hang')}`);
    const { run_id: id } = await runtime.start({
      graph,
      workflowName: 'w',
      revision: null,
      inputs: {},
      trigger: { name: 'manual', uses: 'manual' },
    });
    await runtime.cancel(id, 'enough');
    await runtime.result(id);
    const cancelled = runtime.reader.journal(id).find(({ fact }) => fact.kind === 'node.cancelled');
    assert.equal(
      (cancelled?.fact['models'] as readonly { unknown_calls: number }[] | undefined)?.[0]?.unknown_calls,
      1,
    );
  });

  it('stays counted when the run is tried again', async () => {
    const runtime = await open();
    const graph = workflow(`nodes:\n${node('a', 'any')}${node('b', 'wrong-9', SCORED)}`);
    const first = await runToEnd(runtime, graph);
    assert.deepEqual([first.status, first.usage.cost_usd], ['failed', 0.75]);
    await runtime.retry(first.run_id);
    const second = await runtime.result(first.run_id);
    assert.deepEqual([second.status, second.usage.cost_usd], ['failed', 1.25]);
    const nodes = runtime.reader.detail(first.run_id)?.nodes ?? [];
    assert.deepEqual(
      nodes.map(({ usage }) => usage.cost_usd),
      [0.25, 1],
    );
  });

  it('of an awaited run that is tried again is its parent’s once', async () => {
    const runtime = await open();
    const child = `name: child\nnodes:\n${node('asked', 'wrong-9', SCORED)}`;
    const { graph } = compile('nodes:\n  - { name: a, workflow: ./child.yaml }\n', {
      file: 'w.yaml',
      plugins: [manifestOf(plugin)],
      workflow: () => ({ file: 'child.yaml', source: child }),
    });
    assert.ok(graph !== undefined);
    const first = await runToEnd(runtime, graph);
    assert.equal(first.usage.cost_usd, 0.5);
    await runtime.retry(first.run_id);
    const second = await runtime.result(first.run_id);
    assert.equal(second.usage.cost_usd, 1);
    assert.equal(runtime.reader.detail(first.run_id)?.nodes[0]?.usage.cost_usd, 1);
  });
});
