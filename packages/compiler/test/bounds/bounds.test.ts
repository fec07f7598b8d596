// What a run may do at least and at most, by the text of its workflow.
import assert from 'node:assert/strict';
import { boundsOf, compile, formatBounds } from '@configurable-agents/compiler';
import type { CompileResult, Diagnostic, Interval } from '@configurable-agents/compiler';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { costText, floorCostText } from '../../src/bounds/cost-text.ts';
import { durationText } from '../../src/bounds/duration-text.ts';
import { PLUGINS } from '../support/plugins.ts';

const STATE = `state:
  type: object
  $defs: { few: { type: array, items: { type: string }, minItems: 2, maxItems: 5 } }
  properties:
    n: { type: integer }
    few: { $ref: '#/$defs/few' }
    many: { type: array, items: { type: string } }
    found: { type: array, items: { type: string }, maxItems: 4, default: [] }
nodes:
`;

const CHILD = `nodes:\n  - { name: x, prompt: hi, llm: { provider: echo, model: echo-1 }, retry: 2 }\n`;

function result(text: string, limits: { readonly llmCalls?: number; readonly wallMs?: number } = {}): CompileResult {
  return compile(STATE + text, {
    file: 'w.yaml',
    plugins: PLUGINS,
    limits,
    workflow: (name) => (name === './child.yaml' ? { file: 'child.yaml', source: CHILD } : 'later'),
  });
}

function boundsIn(text: string): NonNullable<CompileResult['bounds']> {
  const { bounds, diagnostics } = result(text);
  assert.ok(bounds, diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return bounds;
}

const show = ({ lo, hi }: Interval): string => `${lo}-${hi}`;
const llm = (name: string, rest = ''): string =>
  `  - { name: ${name}, prompt: hi, llm: { provider: echo, model: echo-1 }${rest} }\n`;
const each = (list: string, rest = ''): string => `, for_each: { in: "\${{ ${list} }}"${rest} }`;
const schema =
  'output_schema: { type: object, properties: { found: { type: array, maxItems: 4 } }, required: [found] }';

describe('calls of models', () => {
  const cases: readonly (readonly [sentence: string, text: string, calls: string])[] = [
    ['one node, one call', llm('a'), '1-1'],
    ['attempts multiply the ceiling', llm('a', ', retry: 3'), '1-3'],
    ['a condition lowers the floor', llm('a', ', when: n > 1'), '0-1'],
    ['a failure that is passed over lowers the floor', llm('a', ', on_error: continue'), '0-1'],
    ['a list of an input has the bounds of its schema', llm('a', each('few')), '2-5'],
    ['so has it by its longer name', llm('a', each('state.few')), '2-5'],
    ['a list without bounds has those of the map', llm('a', each('many')), '0-1000'],
    ['the less of the two counts', llm('a', each('few', ', max_items: 3')), '2-3'],
    ['a list that is written down', llm('a', ', for_each: { in: [x, y] }'), '2-2'],
    ['a list that a schema of a node bounds', llm('a', `, ${schema}`) + llm('b', each('a.found')), '1-6'],
    [
      'a field that only such a node writes',
      llm('a', `, ${schema}, outputs: [found]`) + llm('b', each('found')),
      '1-6',
    ],
    [
      'a field that text of a model may be written to has no bound by its schema',
      '  - { name: a, uses: set, with: { found: "${{ many }}" }, outputs: [found] }\n' + llm('b', each('found')),
      '0-1000',
    ],
    [
      'the dearest of exclusive routes counts, and the cheapest',
      `${llm('a')}${llm('b', ', retry: 5')}${llm('c')}edges:\n  - { from: a, routes: [{ when: n > 1, to: b }, { to: c }] }\n`,
      '2-6',
    ],
    [
      'what follows all routes counts once',
      `${llm('a')}${llm('b')}${llm('c')}${llm('d')}edges:\n  - { from: a, routes: [{ when: n > 1, to: b }, { to: c }] }\n  - { from: [b, c], to: d }\n`,
      '3-3',
    ],
    [
      'a handler of a failure instead of what would follow',
      `${llm('a', ', on_error: { to: h }')}${llm('b', ', retry: 3')}${llm('h')}edges:\n  - { from: a, to: b }\n`,
      '1-4',
    ],
    [
      'a loop multiplies its body',
      `${llm('a')}${llm('b')}edges:\n  - { from: a, to: b }\n  - { from: b, routes: [{ when: n > 1, to: a, max_iterations: 4 }, { to: END }] }\n`,
      '2-8',
    ],
    [
      'loops in loops multiply',
      `${llm('a')}${llm('b')}${llm('c')}edges:
  - { from: a, to: b }
  - { from: b, routes: [{ when: n > 1, to: b, max_iterations: 3 }, { to: c }] }
  - { from: c, routes: [{ when: n > 2, to: a, max_iterations: 2 }, { to: END }] }\n`,
      '3-10',
    ],
    [
      'after a loop comes its limit or its end',
      `${llm('a')}${llm('b', ', retry: 2')}${llm('c')}edges:\n  - { from: a, routes: [{ when: n > 1, to: a, max_iterations: 2, on_limit: b }, { to: c }] }\n`,
      '2-4',
    ],
    [
      'who loses against a join may not run',
      `${llm('a')}${llm('b')}${llm('c', ', join: any')}edges:\n  - { from: [a, b], to: c }\n`,
      '1-3',
    ],
    ['an awaited workflow counts', '  - { name: a, workflow: ./child.yaml }\n', '1-2'],
    ['and multiplies', `  - { name: a, workflow: ./child.yaml${each('few')} }\n`, '2-10'],
    ['one that is not known has no bound', '  - { name: a, workflow: other }\n', '0-Infinity'],
    ['one that is only started is another run', '  - { name: a, workflow: other, wait: false }\n', '0-0'],
    ['a node at the end', `${llm('a')}${llm('z', ', finally: true')}`, '2-2'],
  ];
  for (const [sentence, text, calls] of cases) {
    it(sentence, () => assert.equal(show(boundsIn(text).total.calls), calls));
  }
});

describe('calls of a model with tools, from a graph', () => {
  const calls = (more: object): string => {
    const { graph } = compile(`nodes:\n${llm('a', ', retry: 2')}`, { file: 'w.yaml', plugins: PLUGINS });
    assert.ok(graph);
    const nodes = graph.nodes.map((node) =>
      node.kind === 'action' ? { ...node, llm: { ...node.llm, ...more } } : node,
    );
    return show(boundsOf({ ...graph, nodes } as ExecutionGraph).total.calls);
  };
  it('multiply by turns and by repaired answers, and may not be made at all where answers are kept', () => {
    assert.equal(calls({}), '1-2');
    assert.equal(calls({ repair: 1 }), '1-4');
    assert.equal(calls({ tools: [{ uses: 'x.y' }], max_turns: 3 }), '1-6');
    assert.equal(calls({ tools: [{ uses: 'x.y' }], repair: 1 }), '1-32');
    assert.equal(calls({ cache: { ttl_ms: 1, scope: 'run' } }), '0-2');
    assert.equal(calls({ tools: [{ workflow: './x.yaml' }] }), '1-Infinity');
  });
});

describe('time of a run', () => {
  const cases: readonly (readonly [sentence: string, text: string, wall: string])[] = [
    [
      'attempts and the waits between them',
      llm('a', ', timeout: 10s, retry: { max_attempts: 3, initial: 1s }'),
      '0-33000',
    ],
    ['items in waves', llm('a', `, timeout: 10s${each('few', ', max_parallel: 2')}`), '0-30000'],
    [
      'nodes beside each other',
      `${llm('a', ', timeout: 10s')}${llm('b', ', timeout: 30s')}${llm('c', ', timeout: 5s')}edges:\n  - { from: [a, b], to: c }\n`,
      '0-35000',
    ],
    ['a wait takes its time', '  - { name: a, uses: wait, with: { duration: 1m } }\n', '60000-60000'],
    ['a signal may never come', '  - { name: a, uses: wait, with: { signal: go } }\n', '0-Infinity'],
    ['unless it has a timeout', '  - { name: a, uses: wait, with: { signal: go, timeout: 1h } }\n', '0-3600000'],
    ['a run has a limit of its own', `${llm('a')}execution: { timeout: 30s }\n`, '0-30000'],
    [
      'but its clock stands while it waits',
      '  - { name: a, uses: wait, with: { duration: 1m } }\nexecution: { timeout: 30s }\n',
      '60000-60000',
    ],
  ];
  for (const [sentence, text, wall] of cases) {
    it(sentence, () => assert.equal(show(boundsIn(text).total.wall), wall));
  }
});

const isLimit = ({ code }: Diagnostic): boolean => code === 'W440' || code === 'W441';

describe('limits', () => {
  it('name the node that most is due to, what multiplies, and the edit', () => {
    const text = llm('a') + llm('b', `, retry: 3${each('many')}`);
    const { ok, graph, diagnostics } = result(text, { llmCalls: 100, wallMs: 3_600_000 });
    assert.equal(ok, false);
    assert.equal(graph, undefined);
    assert.deepEqual(
      diagnostics.filter(isLimit).map(({ code, line }) => [code, line]),
      [
        ['W440', 11],
        ['W441', 11],
      ],
    );
    const [calls] = diagnostics.filter(isLimit);
    assert.match(calls?.message ?? '', /up to 3,001 times, the limit is 100; `b` up to 3,000: 1,000 items × 3/);
    assert.match(calls?.help ?? '', /max_items.*maxItems/);
  });

  it('are kept by a workflow at the limit', () => {
    assert.deepEqual(result(llm('a', each('few')), { llmCalls: 5 }).diagnostics.filter(isLimit), []);
  });

  it('say the one cause of what has no bound', () => {
    const { diagnostics } = result('  - { name: a, workflow: other }\n', { llmCalls: 5 });
    const found = diagnostics.find(({ code }) => code === 'W440');
    assert.match(found?.message ?? '', /any number of times, the limit is 5: the workflow `other` of `a` is not known/);
    assert.equal(found?.help, 'bound the workflow `other`');
  });
});

describe('the table of bounds', () => {
  it('has a line for each node and for the run', () => {
    const text =
      llm('a', `, timeout: 90s${each('few')}`) + '  - { name: ask, uses: approval, with: { message: ok } }\n';
    assert.deepEqual(formatBounds(boundsIn(text)).split('\n'), [
      'node   executions  LLM calls  input tokens  likely  output tokens  time',
      'a      2-5         2-5        2-1,370       ~23     0-∞            0s-7m30s',
      'ask    1           0          0             0       0              0s-∞',
      'a run  3-6         2-5        2-1,370       ~23     0-∞            0s-∞',
      'no bound: `a` has no `max_tokens`, and how much `echo/echo-1` may say is not known; set `max_tokens` of `a`',
      'no bound: `ask` waits for an answer without a `timeout`; give `ask` a `with.timeout`',
      '',
    ]);
  });

  it('has only what there is: nothing of models where none is asked', () => {
    const text = '  - { name: ask, uses: approval, with: { message: ok, timeout: 1h } }\n';
    assert.equal(
      formatBounds(boundsIn(text)),
      'node   executions  LLM calls  time\nask    1           0          0s-1h\na run  1           0          0s-1h\n',
    );
  });

  it('shows costs by three digits, floors rounded down and ceilings up', () => {
    const costs = [0, 0.000_000_001, 0.012_34, 0.3, 1.999, 1234.5];
    assert.deepEqual(costs.map(costText), ['$0', '$0.000000001', '$0.0124', '$0.3', '$2', '$1,235']);
    assert.deepEqual(costs.map(floorCostText), ['$0', '$0', '$0.0123', '$0.3', '$1.99', '$1,234']);
  });

  it('shows durations by two units, rounded up', () => {
    const shown = [0, 1, 999, 1000, 61_000, 3_599_999, 3_600_000, 86_400_000 + 1].map(durationText);
    assert.deepEqual(shown, ['0s', '1ms', '999ms', '1s', '1m1s', '1h', '1h', '1d1h']);
  });
});
