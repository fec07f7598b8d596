import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { RunOutcome, Runtime } from '@configurable-agents/core';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { plugin } from '../fixtures/test-plugin.ts';
import { closeAll, open, runToEnd, startRequest } from '../support/runtime.ts';

function workflow(llm: string, more = ''): ExecutionGraph {
  const text = `models: { good: { provider: test, model: any, temperature: 1 } }\nnodes:\n  - name: a\n    llm: ${llm}\n    prompt: Go\n${more}`;
  const { graph, diagnostics } = compile(text, { file: 'w.yaml', plugins: [manifestOf(plugin)] });
  assert.ok(graph !== undefined, JSON.stringify(diagnostics));
  return graph;
}

const falling = (first: string, others: string, more = ''): ExecutionGraph =>
  workflow(`{ provider: test, model: ${first}, fallback: [${others}] }`, more);

function inputOf(runtime: Runtime, { run_id: id }: RunOutcome): JsonObject {
  const entry = runtime.reader
    .journal(id)
    .find(({ fact }) => fact.kind === 'node.completed' || fact.kind === 'node.failed');
  return entry?.fact['input'] as JsonObject;
}

describe('a node whose model is not there', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('asks the next one of its list, and keeps the reason in the journal', async () => {
    const runtime = await open();
    const outcome = await runToEnd(runtime, falling('refuse', 'good'));
    assert.deepEqual([outcome.status, outcome.result], ['succeeded', 'answer to Go']);
    const { provider, model, fallbacks } = inputOf(runtime, outcome);
    assert.deepEqual([provider, model], ['test', 'any']);
    assert.deepEqual(fallbacks, [
      { provider: 'test', model: 'refuse', error: { code: 'NODE_FAILED', class: 'rate_limit', message: 'too often' } },
    ]);
  });

  it('counts what each of them used, under its own name', async () => {
    const runtime = await open();
    const { run_id: id } = await runToEnd(
      runtime,
      falling('break', 'refuse, good'.replace('refuse', '{ provider: test, model: refuse }')),
    );
    const completed = runtime.reader.journal(id).find(({ fact }) => fact.kind === 'node.completed')?.fact;
    const models = (completed?.['models'] ?? []) as readonly JsonObject[];
    assert.deepEqual(
      models.map(({ model, calls, cost_usd: cost, unknown_calls: unknown }) => [model, calls, cost, unknown]),
      [
        ['break', 1, null, 1],
        ['refuse', 1, null, 0],
        ['any', 1, 0.25, 0],
      ],
    );
  });

  it('stays with the one that answered, for the rest of the attempt', async () => {
    const runtime = await open();
    const schema = '    output_schema: { type: object, properties: { score: { type: integer } }, required: [score] }\n';
    const graph = falling('refuse', '{ provider: test, model: wrong-1 }', schema);
    const { status, run_id: id } = await runToEnd(runtime, graph);
    assert.equal(status, 'succeeded');
    const completed = runtime.reader.journal(id).find(({ fact }) => fact.kind === 'node.completed')?.fact;
    assert.equal(completed?.['llm_calls'], 3);
  });

  it('fails with what all of them said, and is tried again where that helps one of them', async () => {
    const runtime = await open();
    const graph = falling(
      'refuse',
      '{ provider: test, model: break }',
      '    retry: { max_attempts: 2, initial: 1ms }\n',
    );
    const outcome = await runToEnd(runtime, graph);
    assert.deepEqual([outcome.error?.code, outcome.error?.message], ['NODE_FAILED', 'too often; then cut']);
    const kinds = runtime.reader.journal(outcome.run_id).map(({ fact }) => fact.kind);
    assert.equal(kinds.filter((kind) => kind === 'node.attempt_failed').length, 1);
  });

  it('asks nobody else where the run has one provider for all', async () => {
    const runtime = await open();
    const graph = falling('refuse', 'good');
    const { run_id: id } = await runtime.start({ ...startRequest(graph), provider: 'test' });
    assert.equal((await runtime.result(id)).error?.message, 'too often');
  });

  it('asks nobody else once a budget is spent', async () => {
    const runtime = await open();
    const budget = '    budget: { max_llm_calls: 1 }\n';
    const { error } = await runToEnd(runtime, falling('refuse', 'good', budget));
    assert.equal(error?.code, 'RUN_BUDGET_EXCEEDED');
  });

  it('asks nobody else where the model answered, but not what was asked for', async () => {
    const schema =
      '    repair: 0\n    output_schema: { type: object, properties: { score: { type: integer } }, required: [score] }\n';
    const { error } = await runToEnd(await open(), falling('wrong-9', 'good', schema));
    assert.equal(error?.code, 'NODE_OUTPUT_INVALID');
  });
});

describe('a list of models to fall back on', () => {
  it('has the settings of the node but its options, and those of each entry over them', () => {
    const [node] = workflow(
      '{ provider: test, model: any, temperature: 0, max_tokens: 9, options: { a: 1 }, fallback: [good, { provider: test, model: b, max_tokens: 5 }] }',
    ).nodes;
    assert.ok(node?.kind === 'action');
    assert.deepEqual(node.llm?.fallback, [
      { provider: 'test', model: 'any', parameters: { max_tokens: 9, temperature: 1 } },
      { provider: 'test', model: 'b', parameters: { temperature: 0, max_tokens: 5 } },
    ]);
  });

  for (const [what, list, code, message] of [
    ['an alias that is none', '[bad]', 'W316', 'there is no alias `bad` in `models`'],
    ['an entry without a model', '[{ provider: test }]', 'W315', 'a model to fall back on has no `model`'],
    ['a provider that is none', '[{ provider: tset, model: a }]', 'W302', 'there is no provider `tset`'],
    [
      'a list within the list',
      '[{ provider: test, model: a, fallback: [good] }]',
      'W105',
      'a model to fall back on has a `fallback` of its own, which is never asked',
    ],
  ] as const) {
    it(`is told of ${what}`, () => {
      const text = `models: { good: { provider: test, model: any } }\nnodes:\n  - name: a\n    llm: { provider: test, model: any, fallback: ${list} }\n    prompt: Go\n`;
      const { diagnostics } = compile(text, { file: 'w.yaml', plugins: [manifestOf(plugin)] });
      assert.deepEqual(
        diagnostics.map((each) => [each.code, each.message, each.line]),
        [[code, message, 4]],
      );
    });
  }
});
