// What constructs of the flow dialect become in the graph.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { CompileResult } from '@configurable-agents/compiler';
import { PLUGINS } from '../support/plugins.ts';

function flow(nodes: string, edges: string, more = ''): CompileResult {
  const text = `schema_version: "1.0"
flow: { name: t }
state:
  fields:
    topic: { type: str, required: true }
    score: { type: float }
    done: { type: bool, default: false }
    items: { type: "list[str]", default: [] }
    texts: { type: "list[str]", default: [] }
    pairs: { type: "list[dict]", default: [] }
    text: { type: str, default: "" }
nodes:
${nodes}
edges:
${edges}
${more === '' ? 'config: { llm: { provider: echo, model: any } }\n' : more}`;
  return compile(text, { file: 'w.yaml', plugins: PLUGINS });
}

const ONE = '  - { id: n, prompt: "{topic}", outputs: [text] }';
const THROUGH = '  - { from: START, to: n }\n  - { from: n, to: END }';

describe('a loop of the flow dialect', () => {
  it('is a region that ends by its field, or at its bound, 10 where none is said', () => {
    const { graph } = flow(ONE, '  - { from: START, to: n }\n  - { from: n, loop: { condition_field: done } }');
    assert.deepEqual(graph?.regions, [
      { id: 'n', header: 'n', latch: 'n', nodes: ['n'], max_iterations: 10, on_limit: 'END' },
    ]);
    const bound = flow(
      ONE,
      '  - { from: START, to: n }\n  - { from: n, loop: { condition_field: done, max_iterations: 3, exit_to: END } }',
    );
    assert.equal(bound.graph?.regions?.[0]?.max_iterations, 3);
  });

  it('of a node goes on where its edge leads', () => {
    const node = '  - { id: n, prompt: "{topic}", outputs: [text], loop: { until: "state.done", max_iterations: 4 } }';
    const { graph } = flow(
      `${node}\n  - { id: m, prompt: Go, outputs: [text] }`,
      '  - { from: START, to: n }\n  - { from: n, to: m }\n  - { from: m, to: END }',
    );
    assert.deepEqual(graph?.regions, [
      { id: 'n', header: 'n', latch: 'n', nodes: ['n'], max_iterations: 4, on_limit: 'm' },
    ]);
    const routed = flow(
      `${node}\n  - { id: m, prompt: Go, outputs: [text] }`,
      '  - { from: START, to: n }\n  - { from: n, routes: [{ condition: state.score > 1, to: m }, { to: END }] }\n  - { from: m, to: END }',
    );
    assert.deepEqual(
      routed.graph?.nodes[0]?.routes?.map(({ to }) => to),
      [['n'], ['m'], ['END']],
    );
    assert.equal(routed.graph?.regions?.[0]?.on_limit, null);
  });

  it('made by conditions of edges has the bound 100', () => {
    const nodes = `${ONE}\n  - { id: m, prompt: "{state._loop_iteration_m} {state._loop_iteration_n}", outputs: [text] }`;
    const edges = `  - { from: START, to: n }
  - { from: n, to: m, condition: "{state._loop_iteration_m} < 3" }
  - { from: n, to: END, condition: "state._loop_iteration_m >= 3" }
  - { from: m, to: n }`;
    const { graph, diagnostics } = flow(nodes, edges);
    assert.deepEqual(graph?.regions, [
      { id: 'n', header: 'n', latch: 'm', nodes: ['n', 'm'], max_iterations: 100, on_limit: null },
    ]);
    const [only] = diagnostics.filter(({ severity }) => severity !== 'info');
    assert.match(only?.message ?? '', /every way has a condition/);
  });

  it('has counters only for readers in it', () => {
    const nodes = '  - { id: n, prompt: "{state._loop_iteration_n}", outputs: [text] }';
    assert.match(
      flow(nodes, THROUGH)
        .diagnostics.map(({ message }) => message)
        .join(),
      /no field `_loop_iteration_n`/,
    );
  });
});

describe('`parallel` of the flow dialect', () => {
  const edges = (collect: string): string =>
    `  - { from: START, parallel: { items_field: items, target_node: n, collect_field: ${collect} } }\n  - { from: n, to: END }`;

  it('runs the node for each item, ten at once, and collects text as it is', () => {
    const { graph } = flow(
      '  - { id: n, prompt: "{_parallel_item} {state._parallel_index}", outputs: [text] }',
      edges('texts'),
    );
    const [node] = graph?.nodes ?? [];
    assert.deepEqual(
      [node?.for_each?.as, node?.for_each?.index_as, node?.for_each?.max_parallel],
      ['_parallel_item', '_parallel_index', 10],
    );
    assert.deepEqual(node?.writes, [{ field: 'texts', path: [] }]);
  });

  it('takes a field that names the collected answer for no input, and for no unused one', () => {
    const { graph, diagnostics } = flow('  - { id: n, prompt: "{_parallel_item}", outputs: [text] }', edges('texts'));
    assert.ok(graph);
    assert.equal(Object.hasOwn((graph.inputs as { readonly properties: object }).properties, 'text'), false);
    assert.doesNotMatch(diagnostics.map(({ message }) => message).join(), /`text`/);
  });

  it('collects the one part of an answer, and whole answers of several parts', () => {
    const one = 'output_schema: { type: object, fields: [{ name: text, type: str }] }, outputs: [text]';
    assert.deepEqual(flow(`  - { id: n, prompt: Go, ${one} }`, edges('texts')).graph?.nodes[0]?.writes, [
      { field: 'texts', path: ['text'] },
    ]);
    const two =
      'output_schema: { type: object, fields: [{ name: text, type: str }, { name: score, type: float }] }, outputs: [text, score]';
    assert.deepEqual(flow(`  - { id: n, prompt: Go, ${two} }`, edges('pairs')).graph?.nodes[0]?.writes, [
      { field: 'pairs', path: [] },
    ]);
  });

  it('gives an input that is its list the item', () => {
    const { graph } = flow(
      '  - { id: n, inputs: { it: items }, prompt: "{it} of {items}", outputs: [text] }',
      edges('texts'),
    );
    const [node] = graph?.nodes ?? [];
    assert.deepEqual(node?.kind === 'action' ? node.llm?.prompt : undefined, {
      kind: 'text',
      parts: [{ kind: 'path', path: ['_parallel_item'] }, ' of ', { kind: 'path', path: ['state', 'items'] }],
    });
  });
});

describe('routes of the flow dialect', () => {
  it('out of START are those of a node that does nothing', () => {
    const routes =
      '  - { from: START, routes: [{ condition: { logic: default }, to: END }, { condition: { logic: "state.topic == \'a\'" }, to: n }] }\n  - { from: n, to: END }';
    const { graph } = flow(ONE, routes);
    assert.deepEqual(
      graph?.nodes.map(({ name, kind }) => [name, kind]),
      [
        ['begin', 'set'],
        ['n', 'action'],
      ],
    );
    // What is always taken stands last, wherever it is written.
    assert.deepEqual(
      graph?.nodes[0]?.routes?.map(({ to }) => to),
      [['n'], ['END']],
    );
  });
});

describe('settings of the flow dialect', () => {
  it('have the places of native ones', () => {
    const more = `config:
  llm: { provider: echo, model: any, temperature: 0.7 }
  execution: { timeout: 60, max_retries: 2 }
  observability:
    mlflow: { enabled: true, experiment_name: e, artifact_level: minimal }
    logging: { level: WARNING }
`;
    const { graph } = flow(
      '  - { id: n, prompt: "{topic}", outputs: [text], llm: { temperature: 0.1 } }',
      THROUGH,
      more,
    );
    const [node] = graph?.nodes ?? [];
    assert.ok(node?.kind === 'action');
    assert.equal(node.retry.max_attempts, 3);
    assert.deepEqual(node.llm?.parameters, { temperature: 0.1 });
    assert.deepEqual(graph?.execution, { timeout_ms: 60_000 });
    assert.deepEqual(graph?.observability, {
      mlflow: { enabled: true, experiment_name: 'e', capture: 'metadata' },
      console: { level: 'warn' },
    });
  });

  it('ask gemini of google where no model is named, and no other provider for it', () => {
    const { graph } = flow(ONE, THROUGH, 'x-note: none\n');
    const [node] = graph?.nodes ?? [];
    assert.ok(node?.kind === 'action');
    assert.deepEqual([node.llm?.provider, node.llm?.model], ['google', 'gemini-2.5-flash-lite']);
    const other = flow(ONE, THROUGH, 'config: { llm: { provider: openai } }\n');
    assert.match(other.diagnostics.map(({ code, help }) => `${code} ${help}`).join(), /W315 .*config\.llm/);
  });

  it('take inputs from fields that are required or that nobody writes', () => {
    const { graph } = flow(ONE, THROUGH);
    assert.ok(graph);
    const { properties, required } = graph.inputs as { properties: object; required: readonly string[] };
    assert.deepEqual(Object.keys(properties), ['topic', 'score', 'done', 'items', 'texts', 'pairs']);
    assert.deepEqual(required, ['topic']);
  });
});
