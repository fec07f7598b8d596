// What is told of runs, on the examples: driven by hand, without a clock, a store or threads.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import type { Fact, RunExplanation, RunRow } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { explainRun } from '../packages/core/src/explain/explain-run.ts';
import { drive } from '../packages/core/test/support/run.ts';
import type { Driven } from '../packages/core/test/support/run.ts';
import { firstPartyManifests } from './support/manifests.ts';
import { readText } from './support/markdown.ts';

const plugins = await firstPartyManifests();

function graphOf(file: string): ExecutionGraph {
  return compiled(file, readText(file));
}

function compiled(file: string, text: string): ExecutionGraph {
  const { graph, diagnostics } = compile(text, {
    file,
    plugins,
    workflow: (name, from) => {
      const path = join(dirname(from), name);
      return name.startsWith('./') ? { file: path, source: readText(path) } : 'later';
    },
  });
  assert.ok(graph, JSON.stringify(diagnostics));
  return graph;
}

const example = (name: string): ExecutionGraph => graphOf(`examples/control_flow/${name}.yaml`);

function explain(graph: ExecutionGraph, facts: readonly Fact[]): RunExplanation {
  const row: RunRow = {
    run_id: 'run-1',
    workflow_name: graph.name,
    revision: null,
    status: 'running',
    trigger: { name: 'manual', uses: 'manual' },
    created_at: '1970-01-01T00:00:01.000Z',
    started_at: null,
    finished_at: null,
    duration_ms: null,
    usage: { input_tokens: null, output_tokens: null, cost_usd: null },
    error: null,
    graph: graph.hash,
    forked_from: null,
  };
  return explainRun(graph, { run: row, facts });
}

/** Steps of nodes as `key what`, each reason below it. */
function told({ steps }: RunExplanation): readonly string[] {
  return steps
    .filter(({ key }) => key !== null)
    .flatMap(({ key, what, because }) => [
      `${String(key)} ${what}`,
      ...because.map(({ of, condition, holds, since, values, note }) => {
        const worth = values.map(({ name, value }) => `${name}=${JSON.stringify(value)}`).join(' ');
        return `  ${[of, condition, holds, since, worth, note].filter((part) => part != null && part !== '').join(' | ')}`;
      }),
    ]);
}

function begun(graph: ExecutionGraph, inputs: JsonObject): Driven {
  const run = drive(graph, inputs);
  run.start();
  return run;
}

function ended(
  graph: ExecutionGraph,
  inputs: JsonObject,
  outputs: { readonly [key: string]: Json } = {},
): RunExplanation {
  const run = begun(graph, inputs);
  for (const [key, output] of Object.entries(outputs)) run.succeed(key, output);
  return explain(graph, run.facts);
}

describe('what is told of a run', () => {
  it('is which way was taken, with the conditions that were asked and what they read', () => {
    assert.deepEqual(told(ended(example('routes'), { amount: 5000 })), [
      'check succeeded; the way led to approve',
      '  route 1 (refuse) | amount <= 0 | false | amount=5000',
      '  route 2 (approve) | amount > 1000 | true | amount=5000',
      'refuse was skipped: no way led to it',
      '  check | it chose another way',
      'approve succeeded',
      'pay was skipped: no way led to it',
      '  check | it chose another way',
    ]);
    const [, , step] = ended(example('routes'), { amount: 5 }).steps;
    assert.deepEqual(step?.because.at(-1), {
      of: 'route 3 (pay)',
      condition: null,
      holds: true,
      values: [],
      note: 'no route before it held',
    });
  });

  it('is why a node was skipped', () => {
    assert.deepEqual(told(ended(example('when'), { text: 'Hello' })), [
      'shorten was skipped: its condition is false',
      '  when | size(text) > 20 | false | text="Hello"',
      'publish succeeded',
    ]);
  });

  it('names the part of a condition that decided', () => {
    const text = `state: { type: object, properties: { a: { type: integer }, tags: { type: array, items: { type: string } } } }
nodes:
  - { name: x, uses: set, when: 'a > 1 && (a < 5 || tags.exists(t, t == "b"))', with: { y: 1 } }
`;
    assert.deepEqual(told(ended(compiled('x.yaml', text), { a: 0, tags: [] })), [
      'x was skipped: its condition is false',
      '  when | a > 1 && (a < 5 || tags.exists(t, t == "b")) | false | a > 1 is false | a=0 tags=[]',
    ]);
    assert.match(
      told(ended(compiled('x.yaml', text), { a: 9, tags: ['c'] })).join('\n'),
      /a < 5 \|\| tags.exists\(t, t == "b"\) is false/,
    );
  });

  it('is how often a loop turned, and that it reached its bound', () => {
    const { steps } = ended(
      example('loop'),
      { topic: 'x' },
      Object.fromEntries(
        [1, 2, 3].flatMap((i) => [
          [`write#${i}`, 'text'],
          [`rate#${i}`, { score: 1 }],
        ]),
      ),
    );
    const loop = steps.filter(({ kind }) => kind.startsWith('loop.')).map(({ what }) => what);
    assert.deepEqual(loop, [
      'the loop write turned: iteration 2 begins',
      'the loop write turned: iteration 3 begins',
      'the loop write ended after 3 iterations, which is its bound',
    ]);
  });

  it('is each attempt and when the next one comes, and what can be done once they are used up', () => {
    const graph = example('retry_and_timeout');
    const run = begun(graph, { id: 'a' });
    run.fail('fetch');
    assert.match(String(explain(graph, run.facts).steps.at(-1)?.until), /^1970-01-01T/);
    for (let attempt = 2; attempt <= 3; attempt += 1) {
      run.hear({ kind: 'retry.due', time: 1000, key: 'fetch' });
      run.fail('fetch');
    }
    const found = explain(graph, run.facts);
    assert.deepEqual(told(found), [
      'fetch attempt 1 failed, another one follows: no (NODE_FAILED)',
      'fetch attempt 2 failed, another one follows: no (NODE_FAILED)',
      'fetch failed at attempt 3: no (NODE_FAILED)',
    ]);
    assert.equal(found.status, 'failed');
    assert.deepEqual(found.error, { code: 'NODE_FAILED', message: 'no', node: 'fetch' });
    assert.deepEqual(
      found.next.map(({ command }) => command),
      ['runs retry run-1', 'runs fork run-1 --from fetch --state id=VALUE'],
    );
  });

  it('is where a failure led, and what became of the way that it left', () => {
    const graph = example('on_error');
    const run = begun(graph, { order: 'A1' });
    run.fail('look_up', { retryable: false });
    assert.deepEqual(told(explain(graph, run.facts)), [
      'look_up failed: no (NODE_FAILED), and the run went the way of its failures',
      'enrich was skipped: no way led to it',
      '  look_up | it failed',
      'apologise succeeded',
      'answer was skipped: no way led to it',
      '  enrich | it was skipped itself',
    ]);
    assert.deepEqual(explain(graph, run.facts).next, []);
  });

  it('is who was first at a join, and who lost', () => {
    const found = told(ended(example('join_any'), { city: 'Oslo' }, { ask_near: {} }));
    assert.ok(found.includes('tell began: `ask_near` was first; `ask_far` lost'), found.join('\n'));
    assert.ok(found.includes('ask_far was cancelled: another branch was first'), found.join('\n'));
  });

  it('counts the items of a list that succeeded, and tells of each that failed', () => {
    const graph = example('for_each_collect');
    const run = begun(graph, inputsOf(graph, 3));
    const map = run.facts.find(({ kind }) => kind === 'map.started');
    assert.ok(map !== undefined && 'key' in map);
    run.succeed(`${map.key}[0]`, {});
    run.fail(`${map.key}[1]`, { retryable: false });
    run.succeed(`${map.key}[2]`, {});
    const found = told(explain(graph, run.facts));
    assert.equal(found[0], `${map.key} began, once for each of 3 items`);
    assert.ok(found.includes(`${map.key}[1] failed: no (NODE_FAILED), as one of its items`), found.join('\n'));
    assert.ok(!found.some((line) => line.startsWith(`${map.key}[0]`)));
    assert.match(found.join('\n'), new RegExp(`${map.key} succeeded, all 3 items`));
  });

  it('is the question that a run asks, and the command that answers it', () => {
    const graph = example('approval');
    const run = begun(graph, inputsOf(graph));
    const open = [...run.state.executions.values()].filter(({ status }) => status === 'running');
    for (const { key } of open) run.succeed(key, 'text');
    const found = explain(graph, run.facts);
    assert.equal(found.status, 'waiting');
    const asked = found.steps.at(-1);
    assert.match(asked?.what ?? '', /^asks: /);
    assert.match(
      found.next[0]?.command ?? '',
      new RegExp(`^approvals answer run-1 ${String(asked?.key)} [a-z_]+=true`),
    );
    assert.ok(found.never.length > 0);
    for (const { why } of found.never) assert.match(why, /^it waits for `/);
  });

  it('is the signal that a run waits for, and the command that sends it', () => {
    const text = 'nodes:\n  - { name: built, uses: wait, with: { signal: built, timeout: 1h } }\n';
    const graph = compiled('w.yaml', text);
    const run = begun(graph, {});
    const found = explain(graph, run.facts);
    assert.deepEqual(found.steps.at(-1)?.until, '1970-01-01T01:00:01.000Z');
    assert.deepEqual(found.next, [
      { command: 'runs signal run-1 built PAYLOAD', why: 'sends what `built` waits for, as JSON' },
    ]);
    run.hear({ kind: 'signal', time: 1000, name: 'built', payload: { ok: true } });
    assert.deepEqual(
      explain(graph, run.facts)
        .steps.slice(2)
        .map(({ key, what }) => [key, what]),
      [
        ['built', 'waits for the signal `built`'],
        [null, 'the signal `built` came: {"ok":true}'],
        ['built', 'took the signal `built`'],
        ['built', 'succeeded'],
        [null, 'the run succeeded'],
      ],
    );
  });

  it('asks who knows whether a write happened, and gives both commands', () => {
    const text = 'nodes:\n  - { name: pay, uses: http, with: { url: "https://x.example", method: POST } }\n';
    const graph = compiled('w.yaml', text);
    const run = begun(graph, {});
    for (let i = 0; i < 5 && run.state.status === 'running'; i += 1) {
      const { attempt = 1, alone = true } = run.state.executions.get('pay') ?? {};
      run.hear({ kind: 'attempt.lost', time: 1000, key: 'pay', attempt, alone });
    }
    const found = explain(graph, run.facts);
    assert.equal(found.error?.code, 'RUN_OUTCOME_UNKNOWN');
    assert.deepEqual(
      found.next.map(({ command }) => command),
      ['runs resolve run-1 pay RESULT', 'runs retry run-1'],
    );
  });

  it('sends to another value where a condition could not be evaluated', () => {
    const text = `state: { type: object, properties: { a: { type: array, items: { type: integer } } } }
nodes:
  - { name: x, uses: set, when: 'a[0] > 1', with: { y: 1 } }
`;
    const found = ended(compiled('x.yaml', text), { a: [] });
    assert.equal(found.error?.code, 'RUN_CONDITION_FAILED');
    assert.deepEqual(
      found.next.map(({ command }) => command),
      ['runs fork run-1 --from x --state a=VALUE'],
    );
  });

  it('has one step for each fact that says something, in order, for every example', () => {
    for (const name of ['fan_out_and_in', 'finally', 'nested_loops', 'reducers', 'when', 'routes']) {
      const graph = example(name);
      const run = begun(graph, inputsOf(graph));
      for (let i = 0; i < 50; i += 1) {
        const open = [...run.state.executions.values()].find(
          ({ status, items }) => status === 'running' && items === null,
        );
        if (open === undefined) break;
        run.succeed(open.key, {});
      }
      const { steps } = explain(graph, run.facts);
      const sequences = steps.map(({ sequence }) => sequence);
      assert.deepEqual(
        sequences,
        sequences.toSorted((a, b) => a - b),
      );
      assert.equal(new Set(sequences).size, sequences.length, name);
      const completed = run.facts.filter((fact) => fact.kind === 'node.completed' && !fact.key.endsWith(']')).length;
      assert.equal(steps.filter(({ kind }) => kind === 'node.completed').length, completed, name);
    }
  });
});

/** Something for every input. */
function inputsOf({ inputs }: ExecutionGraph, items = 2): JsonObject {
  const properties = typeof inputs === 'object' ? (inputs['properties'] ?? {}) : {};
  return Object.fromEntries(
    Object.entries(properties as { readonly [name: string]: { readonly type?: string } }).map(([name, { type }]) => [
      name,
      type === 'array' ? Array.from({ length: items }, (_, i) => String(i)) : type === 'string' ? 'x' : 1,
    ]),
  );
}
