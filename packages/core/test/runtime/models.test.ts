import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { plugin } from '../fixtures/test-plugin.ts';
import { closeAll, open, runToEnd } from '../support/runtime.ts';

function workflow(text: string, child = ''): ExecutionGraph {
  const { graph, diagnostics } = compile(text, {
    file: 'w.yaml',
    plugins: [manifestOf(plugin)],
    workflow: () => ({ file: 'child.yaml', source: child }),
  });
  assert.ok(graph !== undefined, JSON.stringify(diagnostics));
  return graph;
}

const SCORED = `
    output_schema: { type: object, properties: { score: { type: integer } }, required: [score] }`;

describe('a node that asks a model', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('sends the system prompt, the turns before the prompt, and the prompt', async () => {
    const { result } = await runToEnd(
      await open(),
      workflow(`
nodes:
  - name: a
    llm: { provider: test, model: mirror }
    system: "You are {run.workflow_name}."
    messages:
      - { role: user, content: Be short. }
      - { role: assistant, content: [{ text: I }, { text: will. }] }
    prompt: Begin.
`),
    );
    assert.deepEqual(JSON.parse(String(result)), {
      system: 'You are w.',
      messages: [
        { role: 'user', content: 'Be short.' },
        { role: 'assistant', content: 'I\nwill.' },
        { role: 'user', content: 'Begin.' },
      ],
    });
  });

  it('shows its model images, of a turn before and with the prompt, and the journal where they are from', async () => {
    const runtime = await open();
    const { result, run_id: id } = await runToEnd(
      runtime,
      workflow(`
nodes:
  - name: a
    llm: { provider: test, model: mirror }
    messages:
      - { role: user, content: [{ text: First. }, { image: "https://images.example.org/a.png" }] }
      - { role: assistant, content: Seen. }
    prompt: And this?
    images: ["data:image/png;base64,iVBORw0KGgo="]
`),
    );
    const { messages } = JSON.parse(String(result)) as { readonly messages: readonly object[] };
    assert.deepEqual(messages, [
      { role: 'user', content: 'First.', images: [{ url: 'https://images.example.org/a.png' }] },
      { role: 'assistant', content: 'Seen.' },
      { role: 'user', content: 'And this?', images: [{ data: 'iVBORw0KGgo=', mediaType: 'image/png' }] },
    ]);
    const input = runtime.reader.journal(id).find(({ fact }) => fact.kind === 'node.completed')?.fact[
      'input'
    ] as JsonObject;
    assert.deepEqual(input['messages'], [
      { role: 'user', content: 'First.', images: ['https://images.example.org/a.png'] },
      { role: 'assistant', content: 'Seen.' },
      { role: 'user', content: 'And this?', images: ['data:image/png;base64,… (34 characters)'] },
    ]);
  });

  it('fails where an image is none', async () => {
    const text =
      'nodes:\n  - name: a\n    llm: { provider: test, model: mirror }\n    prompt: Go\n    images: [nowhere.png]\n';
    const { error } = await runToEnd(await open(), workflow(text));
    assert.equal(error?.code, 'IMAGE_INVALID');
  });

  describe('whose answer breaks the schema', () => {
    const asking = (model: string, more = ''): ExecutionGraph =>
      workflow(
        `nodes:\n  - name: a\n    llm: { provider: test, model: ${model} }\n    prompt: Score it${SCORED}\n${more}`,
      );

    it('is asked again once, with what is wrong, and all calls are counted', async () => {
      const runtime = await open();
      const { status, result, usage, run_id: id } = await runToEnd(runtime, asking('wrong-1'));
      assert.deepEqual([status, result], ['succeeded', { score: 7 }]);
      assert.deepEqual(usage, { input_tokens: 6, output_tokens: 10, cost_usd: 0.5 });
      assert.equal(runtime.reader.journal(id).find(({ fact }) => fact.kind === 'node.completed')?.fact['llm_calls'], 2);
    });

    it('is asked as often as `repair` says, within one attempt', async () => {
      const runtime = await open();
      const { status } = await runToEnd(runtime, asking('wrong-2', '    repair: 2\n'));
      assert.equal(status, 'succeeded');
      const { error } = await runToEnd(runtime, asking('wrong-2'));
      assert.equal(error?.code, 'NODE_OUTPUT_INVALID');
      const none = await runToEnd(runtime, asking('wrong-1', '    repair: 0\n'));
      assert.equal(none.error?.code, 'NODE_OUTPUT_INVALID');
    });
  });

  describe('in a run with a budget', () => {
    const node = (name: string, model = 'any', more = ''): string =>
      `  - name: ${name}\n    llm: { provider: test, model: ${model} }\n    prompt: Go${more}\n`;
    const budget = (limit: string): string => `execution: { budget: { ${limit} } }\n`;

    for (const [limit, said] of [
      [
        'max_llm_calls: 2',
        'the run has made or set aside 2 of 2 calls of models; raise `execution.budget.max_llm_calls`',
      ],
      ['max_tokens: 16', 'the run has used 16 of 16 tokens; raise `execution.budget.max_tokens`'],
      ['max_cost: 0.5', 'the run has cost $0.5 of $0.5; raise `execution.budget.max_cost`'],
    ] as const) {
      it(`is not sent once it is spent: ${limit}`, async () => {
        const runtime = await open();
        const three = workflow(`${budget(limit)}nodes:\n${node('a')}${node('b')}${node('c')}`);
        const { status, error, run_id: id } = await runToEnd(runtime, three);
        assert.deepEqual([status, error?.code, error?.node], ['failed', 'RUN_BUDGET_EXCEEDED', 'c']);
        assert.ok(error?.message.includes(said), error?.message);
        const done = runtime.reader.journal(id).filter(({ fact }) => fact.kind === 'node.completed');
        assert.deepEqual(
          done.map(({ fact }) => fact['key']),
          ['a', 'b'],
        );
      });
    }

    it('goes to `on_error` like any failure', async () => {
      const text = `${budget('max_llm_calls: 1')}nodes:\n${node('a')}${node('b', 'any', '\n    on_error: continue')}  - { name: c, uses: set, with: { said: "\${{ b.error.code }}" } }\n`;
      const { status, result } = await runToEnd(await open(), workflow(text));
      assert.deepEqual([status, result], ['succeeded', { said: 'RUN_BUDGET_EXCEEDED' }]);
    });

    it('sets calls aside, so that nodes beside each other never go over it together', async () => {
      const runtime = await open();
      const edges = 'edges:\n  - { from: START, to: [a, b, c, d] }\n';
      const names = ['a', 'b', 'c', 'd'];
      const many = names.map((name) => node(name, 'any', '\n    on_error: continue')).join('');
      const { run_id: id, usage } = await runToEnd(
        runtime,
        workflow(`${budget('max_llm_calls: 3')}nodes:\n${many}${edges}`),
      );
      assert.equal(usage.input_tokens, 9);
      const refused = runtime.reader.journal(id).filter(({ fact }) => fact.kind === 'node.failed');
      assert.deepEqual(
        refused.map(({ fact }) => fact['key']),
        ['d'],
      );
    });

    it('ends a map of which it refuses several items at once', async () => {
      const items = '\n    for_each: { in: [x, y, z, w], max_parallel: 3 }';
      const text = `${budget('max_llm_calls: 1')}nodes:\n${node('a')}${node('b', 'any', items)}`;
      const runtime = await open();
      const { status, error, run_id: id } = await runToEnd(runtime, workflow(text));
      assert.deepEqual([status, error?.code, error?.node], ['failed', 'RUN_BUDGET_EXCEEDED', 'b']);
      const ends = runtime.reader
        .journal(id)
        .filter(({ fact }) => fact.key !== undefined && /^node\.(failed|cancelled)$/.test(fact.kind));
      assert.deepEqual(
        ends.map(({ fact }) => fact.key),
        ['b[0]', 'b[1]', 'b[2]', 'b'],
      );
    });

    it('counts no call of a node that it refused beside another one', async () => {
      const edges = 'edges:\n  - { from: a, to: [b, c] }\n';
      const runtime = await open();
      const graph = workflow(`${budget('max_llm_calls: 1')}nodes:\n${node('a')}${node('b')}${node('c')}${edges}`);
      const { error, run_id: run } = await runToEnd(runtime, graph);
      assert.deepEqual([error?.code, error?.node], ['RUN_BUDGET_EXCEEDED', 'b']);
      const { calls, unknown_calls: unknown } = runtime.reader.costs('workflow', { run }).total;
      assert.deepEqual([calls, unknown], [1, 0]);
    });

    it('counts what an awaited run has used, once', async () => {
      const child = `nodes:\n${node('asked')}`;
      const text = `${budget('max_tokens: 16')}nodes:\n  - { name: a, workflow: ./child.yaml }\n${node('b')}${node('c')}`;
      const { usage, error } = await runToEnd(await open(), workflow(text, child));
      assert.deepEqual([error?.code, error?.node], ['RUN_BUDGET_EXCEEDED', 'c']);
      assert.deepEqual([usage.input_tokens, usage.output_tokens], [6, 10]);
    });

    it('counts the calls of an awaited run, once, also when it is tried again', async () => {
      const child = `nodes:\n${node('asked')}${node('again')}`;
      const text = `${budget('max_llm_calls: 3')}nodes:\n  - { name: a, workflow: ./child.yaml }\n${node('b')}${node('c')}`;
      const runtime = await open();
      const { run_id: id, error } = await runToEnd(runtime, workflow(text, child));
      assert.deepEqual([error?.code, error?.node], ['RUN_BUDGET_EXCEEDED', 'c']);
      const ended = runtime.reader.journal(id).find(({ fact }) => fact.kind === 'child.ended');
      assert.equal(ended?.fact['llm_calls'], 2);
      assert.match(error?.message ?? '', /the run has made or set aside 3 of 3/);
      await runtime.retry(id);
      assert.match((await runtime.result(id)).error?.message ?? '', /the run has made or set aside 3 of 3/);
    });

    it('counts repairs, and gives back calls that were not needed', async () => {
      const runtime = await open();
      const text = (limit: number): string =>
        `${budget(`max_llm_calls: ${limit}`)}nodes:\n${node('a', 'any', SCORED)}${node('b', 'wrong-1', SCORED)}${node('c')}`;
      assert.equal((await runToEnd(runtime, workflow(text(4)))).status, 'succeeded');
      const { error } = await runToEnd(runtime, workflow(text(3)));
      assert.deepEqual([error?.code, error?.node], ['RUN_BUDGET_EXCEEDED', 'c']);
      const short = await runToEnd(runtime, workflow(text(2)));
      assert.deepEqual([short.error?.code, short.error?.node], ['NODE_OUTPUT_INVALID', 'b']);
    });

    it('stops between the calls of an attempt, and says how far it was', async () => {
      const runtime = await open();
      const text = `${budget('max_cost: 0.5')}nodes:\n${node('a', 'wrong-4', `${SCORED}\n    repair: 5`)}`;
      const { error, usage } = await runToEnd(runtime, workflow(text));
      assert.equal(
        error?.message,
        '`a` asked no further: the run has cost $0.5 of $0.5; raise `execution.budget.max_cost`, or let the run ask less',
      );
      assert.equal(usage.cost_usd, 0.5);
    });

    it('counts failed attempts, so that retries end with it', async () => {
      const more = `${SCORED}\n    repair: 0\n    retry: { max_attempts: 9, initial: 1ms, jitter: false }`;
      const { error, usage } = await runToEnd(
        await open(),
        workflow(`${budget('max_tokens: 24')}nodes:\n${node('a', 'wrong-9', more)}`),
      );
      assert.deepEqual([error?.code, usage.input_tokens, usage.output_tokens], ['RUN_BUDGET_EXCEEDED', 9, 15]);
    });

    it('does not count what has no price, and says so', async () => {
      const lines: string[] = [];
      const runtime = await open({ log: (level, message) => void (level === 'warn' && lines.push(message)) });
      const text = `${budget('max_cost: 0.1')}nodes:\n${node('a', 'no-price')}${node('b')}`;
      const { status, usage } = await runToEnd(runtime, workflow(text));
      assert.deepEqual([status, usage.cost_usd], ['succeeded', 0.25]);
      assert.deepEqual(lines, [
        'w: a: nobody knows what test/no-price costs, so `max_cost` does not count it: give its price under `pricing` in the configuration',
      ]);
    });
  });

  describe('with a budget of its own', () => {
    const node = (name: string, more: string, model = 'any'): string =>
      `  - name: ${name}\n    llm: { provider: test, model: ${model} }\n    prompt: Go\n${more}`;
    const items = '    for_each: { in: [1, 2, 3, 4], as: n, on_item_error: continue }\n';

    for (const [limit, said] of [
      ['max_llm_calls: 2', 'it has made or set aside 2 of 2 calls of models; raise `budget.max_llm_calls` of `a`'],
      ['max_tokens: 16', 'it has used 16 of 16 tokens; raise `budget.max_tokens` of `a`'],
      ['max_cost: 0.5', 'it has cost $0.5 of $0.5; raise `budget.max_cost` of `a`'],
    ] as const) {
      it(`is not sent once it is spent, over all of its items, and other nodes go on: ${limit}`, async () => {
        const runtime = await open();
        const graph = workflow(`nodes:\n${node('a', `${items}    budget: { ${limit} }\n`)}${node('b', '')}`);
        assert.ok(graph.features.includes('node_budget'));
        const { status, run_id: id, usage } = await runToEnd(runtime, graph);
        assert.equal(status, 'succeeded');
        assert.equal(usage.input_tokens, 9);
        const refused = runtime.reader.journal(id).filter(({ fact }) => fact.kind === 'node.failed');
        assert.deepEqual(
          refused.map(({ fact }) => fact['key']),
          ['a[2]', 'a[3]'],
        );
        assert.deepEqual(refused[0]?.fact['error'], {
          code: 'RUN_BUDGET_EXCEEDED',
          class: 'refused',
          message: `\`a\` was not sent: ${said}, or let it ask less`,
        });
      });
    }

    it('stops between the calls of an attempt', async () => {
      const { error } = await runToEnd(
        await open(),
        workflow(`nodes:\n${node('a', `    budget: { max_tokens: 10 }\n    repair: 5${SCORED}\n`, 'wrong-4')}`),
      );
      assert.equal(
        error?.message,
        '`a` asked no further: it has used 16 of 10 tokens; raise `budget.max_tokens` of `a`, or let it ask less',
      );
    });

    it('is within that of the run, and the one that is reached first is named', async () => {
      const text = (own: number): string =>
        `execution: { budget: { max_llm_calls: 2 } }\nnodes:\n${node('a', `${items}    budget: { max_llm_calls: ${own} }\n`)}`;
      const messageOf = async (own: number): Promise<string> => {
        const runtime = await open();
        const { run_id: id } = await runToEnd(runtime, workflow(text(own)));
        const refused = runtime.reader.journal(id).find(({ fact }) => fact.kind === 'node.failed');
        const error = refused?.fact['error'] as { readonly message: string } | undefined;
        return error?.message ?? '';
      };
      assert.match(await messageOf(3), /the run has made or set aside 2 of 2/);
      assert.match(await messageOf(1), /it has made or set aside 1 of 1/);
    });
  });
});

describe('`env` of a workflow', function () {
  this.timeout(20_000);
  afterEach(closeAll);
  const graph = workflow(
    'env: { STAGE: test, REGION: }\nnodes:\n  - { name: a, uses: set, with: { at: "{env.STAGE} in {env.REGION}" } }\n',
  );

  it('is read at the start, with its defaults, and kept in the journal', async () => {
    const runtime = await open({ env: { REGION: 'north' } });
    const { result, run_id: id } = await runToEnd(runtime, graph);
    assert.deepEqual(result, { at: 'test in north' });
    assert.deepEqual(runtime.reader.journal(id)[0]?.fact['env'], { STAGE: 'test', REGION: 'north' });
  });

  it('refuses a run when a variable without a default is not set', async () => {
    const runtime = await open({ env: {} });
    await assert.rejects(runToEnd(runtime, graph), {
      code: 'RUN_INPUTS_INVALID',
      message: /the environment variable REGION is not set/,
    });
  });
});

describe('a graph with what this engine cannot run yet', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('is refused, with the keys named', async () => {
    const text =
      'nodes:\n  - name: a\n    llm: { provider: test, model: any }\n    prompt: Go\n    tools: [{ workflow: ./child.yaml, description: Asks. }]\n';
    await assert.rejects(runToEnd(await open(), workflow(text)), {
      code: 'GRAPH_UNSUPPORTED',
      message:
        'the workflow `w` uses workflows as `tools`, which this engine cannot run yet; leave it out, or use an engine that can',
    });
  });
});
