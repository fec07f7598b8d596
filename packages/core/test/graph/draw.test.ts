import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { toDot, toMermaid } from '@configurable-agents/core/drawing';

const TEXT = `
name: 'draw "all"'
state: { type: object, properties: { n: { type: integer, default: 0 }, list: { type: array, items: { type: string }, default: [] } } }
nodes:
  - { name: ask, llm: { provider: echo, model: any }, prompt: Go, on_error: { to: mend } }
  - { name: count, uses: set, with: { n: '\${{ n + 1 }}' }, outputs: [n], when: n < 9 }
  - { name: each, for_each: { in: '\${{ list }}' }, uses: set, with: { x: '{item}' } }
  - { name: pause, uses: wait, with: { duration: 1s } }
  - { name: signal, uses: wait, with: { signal: paid } }
  - { name: approve, uses: approval }
  - { name: child, workflow: other, wait: false }
  - { name: mend, uses: set, with: { ok: false } }
  - { name: tidy, finally: true, uses: set, with: { ok: true } }
edges:
  - { from: ask, to: count }
  - from: count
    routes:
      - { when: n < 3, to: count_again }
      - { to: each }
  - { from: each, to: pause }
  - { from: pause, to: signal }
  - { from: signal, to: approve }
  - { from: approve, to: child }
`;

function drawn(draw: typeof toMermaid): string {
  const text = TEXT.replace(
    '  - { name: each,',
    '  - { name: count_again, uses: set, with: { i: "${{ loop.index }}" } }\n  - { name: each,',
  ).replace(
    '  - { from: each, to: pause }',
    '  - from: count_again\n    routes:\n      - { when: n < 3, to: count, max_iterations: 3, on_limit: each }\n      - { to: each }\n  - { from: each, to: pause }',
  );
  const { graph, diagnostics } = compile(text, { file: 'draw.yaml', plugins: [ECHO] });
  assert.ok(graph !== undefined, JSON.stringify(diagnostics));
  return draw(graph);
}

const ECHO = {
  name: 'echo',
  version: '1.0.0',
  sdk: '^1',
  secrets: {},
  capabilities: { net: [] },
  actions: {},
  providers: { echo: { models: {} } },
  triggers: {},
  trackers: {},
};

describe('a drawing of a graph', () => {
  it('in Mermaid has a box for each node, an arrow for each edge, loops and what runs at the end', () => {
    const lines = drawn(toMermaid)
      .split('\n')
      .map((line) => line.trim());
    for (const line of [
      'flowchart TD',
      'n_ask(["ask<br/>echo any"])',
      'n_count("count<br/>set, when")',
      'n_each("each<br/>set, for each")',
      'n_pause{{"pause<br/>waits"}}',
      'n_signal{{"signal<br/>waits for paid"}}',
      'n_approve{{"approve<br/>approval"}}',
      'n_child[["child<br/>other"]]',
      'subgraph n_loop_count["loop of count, at most 3 times"]',
      'n_ask --> n_count',
      'n_ask -.->|on error| n_mend',
      'n_count -->|route 1| n_count_again',
      'n_count -->|else| n_each',
      'n_count_again -.->|again, at most 3| n_count',
      'n_count_again -->|at the limit| n_each',
      'n_child --> END_',
      'subgraph finally_["at the end, whatever happened"]',
    ])
      assert.ok(lines.includes(line), `${line} in\n${lines.join('\n')}`);
  });

  it('for Graphviz has the same, with names in quotes', () => {
    const text = drawn(toDot);
    for (const part of [
      String.raw`digraph "draw \"all\"" {`,
      String.raw`"ask" [label="ask\necho any", shape=box, style=rounded];`,
      '"count_again" -> "count" [label="again, at most 3", style=dashed, constraint=false];',
      '"ask" -> "mend" [label="on error", style=dotted];',
      '"child" -> END;',
      'subgraph cluster_loop_0 { label="loop of count, at most 3 times"; "count"; "count_again"; }',
      'subgraph cluster_finally { label="at the end, whatever happened"; "tidy"; }',
    ])
      assert.ok(text.includes(part), `${part} in\n${text}`);
  });
});
