import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { RunOutcome, Runtime } from '@configurable-agents/core';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { plugin } from '../fixtures/test-plugin.ts';
import { closeAll, open, runToEnd, startRequest } from '../support/runtime.ts';

type Turn = string | readonly (readonly [tool: string, input: Json])[];

/** A node whose model does in each turn what the script says, and tells at its end what it was told. */
function asking(script: readonly Turn[], more = 'tools: [test.add]'): ExecutionGraph {
  const prompt = JSON.stringify(JSON.stringify(script).replaceAll('{', '{{').replaceAll('}', '}}'));
  const keys = more
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('');
  const text = `nodes:\n  - name: a\n    llm: { provider: test, model: script }\n    prompt: ${prompt}\n${keys}`;
  const { graph, diagnostics } = compile(text, { file: 'w.yaml', plugins: [manifestOf(plugin)] });
  assert.ok(graph !== undefined, JSON.stringify(diagnostics));
  return graph;
}

type Told = { readonly now: string; readonly told: readonly string[]; readonly offered: Json; readonly choice: Json };

async function told(script: readonly Turn[], more?: string): Promise<Told> {
  const outcome = await runToEnd(await open({ env: { TEST_PLUGIN_KEY: 'hush-hush' } }), asking(script, more));
  assert.deepEqual([outcome.status, outcome.error], ['succeeded', null]);
  return JSON.parse(String(outcome.result)) as Told;
}

async function failed(script: readonly Turn[], more?: string): Promise<NonNullable<RunOutcome['error']>> {
  const outcome = await runToEnd(await open({ env: { TEST_PLUGIN_KEY: 'hush-hush' } }), asking(script, more));
  assert.ok(outcome.error !== null, 'the run did not fail');
  return outcome.error;
}

function factOf(runtime: Runtime, runId: string, kind: string): JsonObject {
  const entry = runtime.reader.journal(runId).find(({ fact }) => fact.kind === kind);
  assert.ok(entry, `there is no fact ${kind}`);
  return entry.fact;
}

function callsIn(input: Json): readonly JsonObject[] {
  return (input as { readonly tool_calls: readonly JsonObject[] }).tool_calls;
}

describe('a node whose model calls tools', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('is told what they gave, in the order of its calls, and answers in the end', async () => {
    const { now, told: results } = await told([
      [
        ['add', { a: 1, b: 2 }],
        ['add', { a: 3, b: 4 }],
      ],
      [['add', { a: 3, b: 7 }]],
      'done',
    ]);
    assert.deepEqual([now, results], ['done', ['3', '7', '10']]);
  });

  it('shows each call in the journal, and all calls of the model in its usage', async () => {
    const runtime = await open();
    const { run_id: id, usage } = await runToEnd(runtime, asking([[['add', { a: 1, b: 2 }]], 'done']));
    assert.deepEqual(usage, { input_tokens: 6, output_tokens: 10, cost_usd: 0.5 });
    const { input, llm_calls: calls } = factOf(runtime, id, 'node.completed');
    assert.equal(calls, 2);
    const [call, ...others] = callsIn(input ?? null);
    const { duration_ms: ms, ...shown } = call ?? {};
    assert.deepEqual([shown, others], [{ name: 'add', input: { a: 1, b: 2 }, result: '3' }, []]);
    assert.ok(typeof ms === 'number' && ms >= 0, String(ms));
  });

  it('shows a call that went wrong as one, also the one that fails the node', async () => {
    const runtime = await open({ env: { TEST_PLUGIN_KEY: 'hush-hush' } });
    const script: readonly Turn[] = [
      [
        ['add', { a: 'x' }],
        ['trouble', { how: 'auth' }],
      ],
    ];
    const { run_id: id } = await runToEnd(runtime, asking(script, 'tools: [test.add, test.trouble]'));
    const calls = callsIn(factOf(runtime, id, 'node.failed')['input'] ?? null);
    assert.deepEqual(
      calls.map(({ name, result, is_error: isError }) => [name, result, isError]),
      [
        ['add', '{"error":"the arguments of `add` are wrong: it must have required property \'b\'"}', true],
        ['trouble', 'the key is not taken', true],
      ],
    );
  });

  it('shows what was done in which order, with what each call of the model used', async () => {
    const runtime = await open();
    const { run_id: id } = await runToEnd(
      runtime,
      asking([
        [
          ['add', { a: 1, b: 2 }],
          ['nothing', {}],
        ],
        'done',
      ]),
    );
    const { steps, duration_ms: duration } = factOf(runtime, id, 'node.completed');
    const asked = {
      kind: 'model',
      provider: 'test',
      model: 'script',
      input_tokens: 3,
      output_tokens: 5,
      cost_usd: 0.25,
    };
    const told = (steps as readonly JsonObject[]).map(({ at_ms: _at, duration_ms: _duration, ...step }) => step);
    assert.deepEqual(told, [
      asked,
      { kind: 'tool', name: 'add' },
      { kind: 'tool', name: 'nothing', error: { code: 'TOOL_FAILED', class: 'error' } },
      asked,
    ]);
    const at = (steps as readonly JsonObject[]).map((step) => Number(step['at_ms']));
    assert.deepEqual(
      at,
      at.toSorted((a, b) => a - b),
    );
    assert.ok(at.every((each) => each >= 0 && each <= Number(duration) + 1));
  });

  it('tells no steps of a single call of a model', async () => {
    const runtime = await open();
    const { run_id: id } = await runToEnd(runtime, asking(['done']));
    assert.ok(!('steps' in factOf(runtime, id, 'node.completed')));
  });

  it('offers them by their names, without the arguments that the node gives', async () => {
    const { offered, told: results } = await told(
      [[['plus', { a: 1 }]], 'done'],
      'tools: [{ uses: test.add, name: plus, with: { b: "${{ 40 + 1 }}" } }]',
    );
    assert.deepEqual(offered, [
      [
        'plus',
        { type: 'object', required: ['a'], properties: { a: { type: 'integer' } }, additionalProperties: false },
      ],
    ]);
    assert.deepEqual(results, ['42']);
  });

  it('has the arguments of the node also where its model gives others', async () => {
    const { told: results } = await told(
      [[['add', { a: 1, b: 9 }]], 'done'],
      'tools: [{ uses: test.add, with: { b: 1 } }]',
    );
    assert.deepEqual(results, ['2']);
  });

  it('must call one in its first turn only, where `tool_choice` says so', async () => {
    const more = (choice: string): string => `tools: [test.add]\ntool_choice: ${choice}`;
    assert.equal((await told(['done'], more('required'))).choice, 'required');
    assert.deepEqual((await told(['done'], more('add'))).choice, { name: 'add' });
    assert.equal((await told(['done'], more('none'))).choice, 'none');
    assert.equal((await told([[['add', { a: 1, b: 1 }]], 'done'], more('required'))).choice, 'auto');
  });

  it('answers by its schema after them, and is told of an answer that breaks it', async () => {
    const schema = 'output_schema: { type: object, required: [told], properties: { told: { type: array } } }';
    const runtime = await open();
    const outcome = await runToEnd(
      runtime,
      asking([[['add', { a: 1, b: 2 }]], 'done'], `tools: [test.add]\n${schema}`),
    );
    assert.deepEqual(outcome.result, { told: ['3'] });
  });

  describe('with a call that cannot be made', () => {
    for (const [what, call, said] of [
      [
        'arguments that break its schema',
        ['add', { a: 'x', b: 2 }],
        'the arguments of `add` are wrong: /a must be integer',
      ],
      ['arguments that are no object', ['add', [1, 2]], 'the arguments of `add` are wrong: it must be object'],
      ['a name that is none', ['sub', {}], 'there is no tool `sub`; there are add'],
    ] as const) {
      it(`is told of ${what}`, async () => {
        const { told: results } = await told([[[call[0], call[1]]], 'done']);
        assert.deepEqual(results, [JSON.stringify({ error: said })]);
      });
    }

    it('may call a tool as often as `max_calls` says', async () => {
      const call = ['add', { a: 1, b: 2 }] as const;
      const { told: twice } = await told([[call, call], 'done'], 'tools: [{ uses: test.add, max_calls: 1 }]');
      assert.deepEqual(twice, ['3', JSON.stringify({ error: '`add` may be called once, and has been' })]);
    });
  });

  describe('with a tool that goes wrong', () => {
    const trouble = 'tools: [test.trouble]';

    it('is told what it threw, without secrets', async () => {
      const { told: results } = await told([[['trouble', { how: 'throw' }]], 'done'], trouble);
      assert.equal(results.length, 1);
      assert.match(String(results[0]), /`trouble` failed: no luck with \*\*\*/);
    });

    it('is told that it has not answered in its time', async () => {
      const { told: results } = await told([[['trouble', { how: 'hang' }]], 'done'], trouble);
      assert.deepEqual(results, [JSON.stringify({ error: '`trouble` failed: it has not answered within 100 ms' })]);
    });

    it('is told that it gave what it does not declare', async () => {
      const { told: results } = await told([[['trouble', { how: 'other' }]], 'done'], trouble);
      assert.match(String(results[0]), /`trouble` failed: invalid_output: the output breaks its schema/);
    });

    it('fails where a key is refused, since no other arguments help', async () => {
      const error = await failed([[['trouble', { how: 'auth' }]], 'done'], trouble);
      assert.deepEqual([error.code, error.message], ['KEY_REFUSED', 'the key is not taken']);
    });

    it('gets the beginning of ten megabytes, and the journal less of it', async () => {
      const runtime = await open();
      const { result, run_id: id } = await runToEnd(runtime, asking([[['big', {}]], 'done'], 'tools: [test.big]'));
      const [text = ''] = (JSON.parse(String(result)) as Told).told;
      assert.equal(text.length, 256_000 + '\n[cut after 256000 of 10000000 characters]'.length);
      const { input } = factOf(runtime, id, 'node.completed');
      const { tool_calls: shown } = input as { readonly tool_calls: readonly { readonly result: string }[] };
      assert.deepEqual(
        shown.map((each) => each.result.length),
        [4000],
      );
    });
  });

  it('makes 32 calls of one answer, and tells of the others', async () => {
    const { told: results } = await told([
      Array.from({ length: 40 }, (_, i) => ['add', { a: i, b: 1 }] as const),
      'done',
    ]);
    assert.equal(results.length, 40);
    assert.deepEqual(results.slice(30, 34), [
      '31',
      '32',
      ...Array.from({ length: 2 }, () =>
        JSON.stringify({ error: 'not called: an answer may call 32 times; call again for the rest' }),
      ),
    ]);
  });

  it('fails when its model never stops calling', async () => {
    const error = await failed([[['add', { a: 1, b: 2 }]]], 'tools: [test.add]\nmax_turns: 3');
    assert.deepEqual(
      [error.code, error.message],
      [
        'NODE_TURNS_EXCEEDED',
        'the model still called tools in the last of its 3 turns; raise `max_turns`, or say in the prompt when it has enough',
      ],
    );
  });

  it('asks no further once a budget is spent', async () => {
    const error = await failed([[['add', { a: 1, b: 2 }]]], 'tools: [test.add]\nbudget: { max_cost: 0.5 }');
    assert.equal(error.code, 'RUN_BUDGET_EXCEEDED');
    assert.match(error.message, /asked no further: it has cost \$0\.5 of \$0\.5/);
  });

  it('ends with its attempt, and calls nothing any more', async () => {
    const runtime = await open({ env: { TEST_PLUGIN_KEY: 'hush-hush' } });
    const graph = asking([[['trouble', { how: 'hang' }]], 'done'], 'tools: [test.trouble]\ntimeout: 50ms');
    const { run_id: id } = await runtime.start(startRequest(graph));
    const { error } = await runtime.result(id);
    assert.equal(error?.code, 'NODE_TIMEOUT');
  });

  it('gives each call of a tool that writes a key of its own, the same one in a repeated attempt', async () => {
    const note = (text: string): readonly [string, Json] => ['note', { text }];
    const script: readonly Turn[] = [[note('x'), note('y'), note('x')], 'done'];
    const graph = asking(script, 'tools: [test.note]');
    const runtime = await open();
    const { result, run_id: id } = await runToEnd(runtime, graph);
    const keys = (JSON.parse(String(result)) as Told).told.map(
      (text) => (JSON.parse(text) as { readonly key: string }).key,
    );
    assert.equal(new Set(keys).size, 3);
    for (const key of keys) assert.match(key, new RegExp(`^${id}/a/note-[0-9a-f]{16}-[12]$`));
    assert.deepEqual(
      keys.map((key) => key.slice(-2)),
      ['-1', '-1', '-2'],
    );
  });
});

describe('what a node with tools does to the world', () => {
  for (const [tools, effects, idempotent] of [
    ['test.add, test.big', 'read', true],
    ['test.add, test.note', 'write', true],
  ] as const) {
    it(`is what they do: ${tools}`, () => {
      const [node] = asking(['done'], `tools: [${tools}]`).nodes;
      assert.ok(node?.kind === 'action');
      assert.deepEqual([node.effects, node.idempotent], [effects, idempotent]);
    });
  }
});
