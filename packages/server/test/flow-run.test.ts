// The flow dialect as it runs: its conditions, loops and lists, by the provider echo, which answers with what the state holds.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import type { RunDetail, Runtime } from '@configurable-agents/core';
import type { JsonObject } from '@configurable-agents/plugin-sdk';

const FIELDS = `
    topic: { type: str, required: true }
    score: { type: int }
    limit: { type: float, default: 0.5 }
    done: { type: bool }
    words: { type: "list[str]", default: [] }
    texts: { type: "list[str]", default: [] }
    meta: { type: dict, default: {} }
    yes: { type: str, default: "" }
    no: { type: str, default: "" }`;

function flow(nodes: string, edges: string): string {
  return `schema_version: "1.0"
flow: { name: t }
config: { llm: { provider: echo, model: any } }
state:
  fields:${FIELDS}
nodes:
${nodes}
edges:
${edges}
`;
}

const CHOICE = '  - { id: ask, prompt: "{topic}", outputs: [no] }\n  - { id: is, prompt: is, outputs: [yes] }';

describe('a run of the flow dialect', function () {
  this.timeout(30_000);
  let runtime: Runtime;
  const dataDir = mkdtempSync(join(tmpdir(), 'configurable-agents-'));
  before(async () => {
    const plugins = [{ specifier: import.meta.resolve('@configurable-agents/plugin-echo'), firstParty: true }];
    runtime = await createRuntime({ dataDir, plugins, workers: 1 });
  });
  after(async () => {
    await runtime.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function run(text: string, inputs: JsonObject = {}): Promise<RunDetail> {
    const { graph, diagnostics } = compile(text, { file: 'w.yaml', plugins: runtime.manifests });
    assert.ok(graph, diagnostics.map(({ line, message }) => `${line} ${message}`).join('\n'));
    const { run_id: id } = await runtime.start({
      graph,
      workflowName: 't',
      revision: null,
      inputs: { topic: 'otters', ...inputs },
      trigger: { name: 'manual', uses: 'manual' },
    });
    await runtime.result(id);
    const detail = runtime.reader.detail(id);
    assert.ok(detail);
    return detail;
  }

  const ran = ({ nodes }: RunDetail): readonly string[] =>
    nodes
      .filter(({ attempt }) => attempt > 0)
      .map(({ key }) => key)
      .toSorted((a, b) => (a < b ? -1 : 1));

  const conditions: readonly (readonly [logic: string, inputs: JsonObject, holds: boolean])[] = [
    ['state.score > 5', {}, false],
    ['state.score <= 5', {}, false],
    ['not state.score > 5', {}, true],
    ['null > 5', {}, false],
    ['state.score > 5', { score: 6 }, true],
    ['{state.score} >= state.limit', { score: 1 }, true],
    ['state.done', {}, false],
    ['state.done', { done: true }, true],
    ['not state.done', {}, true],
    ['NOT state.done OR state.score == 1', { done: true, score: 1 }, true],
    ['state.done and state.score > 1', { done: true }, false],
    ["state.topic in ['otters'] AND state.topic NOT IN ['cats']", {}, true],
    ['state.score == None', {}, true],
    ['state.meta.rank > 2', { meta: { rank: 3 } }, true],
    ['state.meta.rank > 2', { meta: { rank: null } }, false],
    ['True', {}, true],
  ];
  for (const [logic, inputs, holds] of conditions) {
    it(`takes \`${logic}\` with ${JSON.stringify(inputs)} for ${holds}`, async () => {
      const routes = `  - from: ask\n    routes: [{ condition: { logic: ${JSON.stringify(logic)} }, to: is }, { condition: { logic: default }, to: END }]`;
      const detail = await run(
        flow(CHOICE, `  - { from: START, to: ask }\n${routes}\n  - { from: is, to: END }`),
        inputs,
      );
      assert.equal(detail.status, 'succeeded', detail.error?.message);
      assert.deepEqual(ran(detail), holds ? ['ask', 'is'] : ['ask']);
    });
  }

  it('repeats a node until its field is true, at most as often as it says', async () => {
    const loop = (inputs: JsonObject): Promise<RunDetail> =>
      run(
        flow(
          CHOICE,
          '  - { from: START, to: ask }\n  - { from: ask, loop: { condition_field: done, max_iterations: 3, exit_to: is } }\n  - { from: is, to: END }',
        ),
        inputs,
      );
    assert.equal(ran(await loop({})).length, 4);
    assert.equal(ran(await loop({ done: true })).length, 2);
    assert.equal((await loop({})).status, 'succeeded');
  });

  it('counts how often a node has run in its loop', async () => {
    const nodes =
      '  - { id: ask, prompt: "asked {state._loop_iteration_ask}, answered {state._loop_iteration_is}", outputs: [no] }\n  - { id: is, prompt: "after {state._loop_iteration_ask}", outputs: [yes] }';
    const edges = `  - { from: START, to: ask }
  - { from: ask, to: is, condition: "{state._loop_iteration_is} < 2" }
  - { from: ask, to: END, condition: "{state._loop_iteration_is} >= 2" }
  - { from: is, to: ask }`;
    const detail = await run(flow(nodes, edges));
    assert.equal(detail.status, 'succeeded', detail.error?.message);
    assert.equal(ran(detail).filter((key) => key.startsWith('ask')).length, 3);
    assert.equal(ran(detail).filter((key) => key.startsWith('is')).length, 2);
    assert.match(String(detail.state['no']), /asked 2, answered 2/);
    assert.match(String(detail.state['yes']), /after 2/);
  });

  it('runs a node for each item of a list and collects the answers in order', async () => {
    const nodes = '  - { id: ask, inputs: { word: words }, prompt: "{_parallel_index}: {word}", outputs: [no] }';
    const edges =
      '  - { from: START, parallel: { items_field: words, target_node: ask, collect_field: texts } }\n  - { from: ask, to: END }';
    const { state } = await run(flow(nodes, edges), { words: ['a', 'b', 'c'] });
    const texts = state['texts'] as readonly string[];
    assert.deepEqual(
      texts.map((text) => /\d: \w/.exec(text)?.[0]),
      ['0: a', '1: b', '2: c'],
    );
    assert.equal(state['no'], '');
  });

  it('starts several nodes by a list, and chooses by routes out of START', async () => {
    const both = await run(
      flow(CHOICE, '  - { from: START, to: [ask, is] }\n  - { from: ask, to: END }\n  - { from: is, to: END }'),
    );
    assert.deepEqual(ran(both), ['ask', 'is']);
    const routes = '  - { from: START, routes: [{ condition: "state.topic == \'otters\'", to: is }, { to: ask }] }';
    const one = await run(flow(CHOICE, `${routes}\n  - { from: ask, to: END }\n  - { from: is, to: END }`));
    assert.deepEqual(
      ran(one).filter((key) => key !== 'begin'),
      ['is'],
    );
  });

  it('ends where no condition of the short form holds', async () => {
    const edges =
      '  - { from: START, to: ask }\n  - { from: ask, to: is, condition: state.score > 3 }\n  - { from: is, to: END }';
    const detail = await run(flow(CHOICE, edges));
    assert.deepEqual([detail.status, ran(detail)], ['succeeded', ['ask']]);
  });

  it('reads fields and nodes whose names the native dialect keeps for itself', async () => {
    const text = `schema_version: "1.0"
flow: { name: t }
config: { llm: { provider: echo, model: any } }
state:
  fields:
    run: { type: str, default: r }
    event: { type: str, default: e }
    loop: { type: int, default: 4 }
    inputs: { type: str, default: i }
    env: { type: str, default: v }
    secrets: { type: str, default: s }
    topic: { type: str, required: true }
    text: { type: str, default: "" }
nodes:
  - { id: item, prompt: "{run} {event} {loop} {inputs} {env} {secrets} {state.run}", outputs: [text] }
  - { id: event, prompt: "{text}", outputs: [text] }
edges:
  - { from: START, to: item }
  - { from: item, routes: [{ condition: state.loop > 3 and state.event == 'e', to: event }, { to: END }] }
  - { from: event, to: END }
`;
    const detail = await run(text);
    assert.equal(detail.status, 'succeeded', detail.error?.message);
    assert.deepEqual(ran(detail), ['event', 'item']);
    assert.match(String(detail.state['text']), /r e 4 i v s r/);
  });

  it('of the example researches each angle and writes three versions, as long as nobody is content', async () => {
    const text = readFileSync(new URL('../../../examples/flow_article/flow_article.yaml', import.meta.url), 'utf8');
    const detail = await run(text.replace('provider: google', 'provider: echo'));
    assert.equal(detail.status, 'succeeded', detail.error?.message);
    const counts = ['research', 'write', 'read'].map(
      (name) => ran(detail).filter((key) => new RegExp(String.raw`^${name}[[#]`).test(key)).length,
    );
    assert.deepEqual(counts, [3, 3, 3]);
    assert.equal((detail.state['notes'] as readonly string[]).length, 3);
    assert.match((detail.state['notes'] as readonly string[])[1] ?? '', /from the angle of numbers/);
  });

  it('is refused where a node holds Python', async () => {
    const text = flow(
      '  - { id: ask, prompt: x, code: result = 1, outputs: [no] }',
      '  - { from: START, to: ask }\n  - { from: ask, to: END }',
    );
    await assert.rejects(run(text), {
      code: 'GRAPH_UNSUPPORTED',
      message: /uses Python in `code`, which this engine cannot run/,
    });
  });
});
