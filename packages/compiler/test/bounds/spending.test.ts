// Tokens and cost of a run at least and at most, by the text of its workflow.
import assert from 'node:assert/strict';
import { boundsLine, boundsOf, compile, formatBounds } from '@configurable-agents/compiler';
import type { CompileResult, Diagnostic, GraphBounds, Interval, Limits, PriceOf } from '@configurable-agents/compiler';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { formText } from '../../src/bounds/form-text.ts';
import { PLUGINS } from '../support/plugins.ts';

/** Around a call, and around its one turn. */
const AROUND = 256 + 16;

const STATE = `state:
  type: object
  properties:
    n: { type: integer }
    note: { type: string, maxLength: 10 }
    message: { type: string }
    tags: { type: array, items: { type: string, maxLength: 5 }, maxItems: 3 }
    words: { type: array, items: { type: string, maxLength: 5 } }
    found: { type: array, items: { type: object, properties: { title: { type: string } } } }
    draft: { type: string, default: '' }
`;

const known = (contextTokens: number): PluginManifest => ({
  ...(PLUGINS[0] as PluginManifest),
  name: 'known',
  actions: {},
  triggers: {},
  trackers: {},
  providers: { known: { models: { m: { contextTokens, structuredOutput: true, tools: true } } } },
});

const ALL = [...PLUGINS, known(50_000)];

const prices: PriceOf = (provider, model) =>
  model === 'secret'
    ? undefined
    : provider === 'echo'
      ? { input: { lo: 1, hi: 2 }, output: { lo: 10, hi: 10 } }
      : { input: { lo: 0, hi: 0 }, output: { lo: 0, hi: 0 } };

const CHILD = `state: { type: object, properties: { text: { type: string }, list: { type: array, items: { type: string, maxLength: 2 } } } }
nodes:
  - { name: x, prompt: '{text}', llm: { provider: echo, model: e, max_tokens: 5 } }
  - { name: y, for_each: { in: "\${{ list }}", as: i }, prompt: '{i}', llm: { provider: echo, model: e, max_tokens: 5 } }
`;

function result(text: string, limits: Limits = {}): CompileResult {
  return compile(`${STATE}${text}`, {
    file: 'w.yaml',
    plugins: ALL,
    limits,
    prices,
    workflow: (name) => (name === './child.yaml' ? { file: 'child.yaml', source: CHILD } : 'later'),
  });
}

function boundsIn(text: string): GraphBounds {
  const { bounds, diagnostics } = result(`nodes:\n${text}`);
  assert.ok(bounds, diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return bounds;
}

const show = ({ lo, hi }: Interval): string => `${lo}-${hi}`;
const formula = ({ form }: Interval): string | undefined => form && formText(form, String);
const llm = (name: string, prompt: string, rest = '', settings = ', max_tokens: 100'): string =>
  `  - { name: ${name}, prompt: ${JSON.stringify(prompt)}, llm: { provider: echo, model: e${settings} }${rest} }\n`;

/** As it is sent. */
const SCHEMA = '{"type":"object","properties":{"k":{"type":"string","maxLength":3}},"required":["k"]}';

describe('input of a call', () => {
  const cases: readonly (readonly [sentence: string, text: string, most: number])[] = [
    ['what is written counts by its bytes', llm('a', 'häh'), 4],
    ['a text by its `maxLength`, four bytes a character', llm('a', '{note}'), 40],
    ['through any of its names', llm('a', '{state.note}{inputs.note}'), 80],
    ['a number is short', llm('a', '{n}'), 25],
    ['a list is shown as JSON', llm('a', '{tags}'), 2 + 3 * (5 * 6 + 2 + 1)],
    ['one of its items as a text', llm('a', '{tags[0]}'), 20],
    ['so is the item of a map', llm('a', '{tag}', ', for_each: { in: "${{ tags }}", as: tag }'), 3 * 20 + 2 * AROUND],
    ['the longer of two ways', llm('a', '${{ n > 1 ? note : "a" }}'), 40],
    ['texts put together', llm('a', '${{ note + "abc" }}'), 25 + 43],
    ['what gives a number', llm('a', '${{ size(tags) }}'), 25],
    ['the answer of a model, 128 bytes for each of its tokens', llm('a', 'x') + llm('b', '{a}'), 1 + AROUND + 12_800],
    [
      'a value that is computed, by what it is made of',
      `  - { name: s, uses: set, with: { x: "{note}!" } }\n${llm('a', '{s.x}')}`,
      41,
    ],
    [
      'an answer with a schema, by the schema where that says less',
      `${llm('a', 'x', `, repair: 0, output_schema: ${SCHEMA}`)}${llm('b', '{a.k}')}`,
      1 + AROUND + 1024 + 2 * SCHEMA.length + 12,
    ],
    ['a system prompt is another turn', llm('a', 'x', ', system: "{note}"'), 1 + 40 + 16],
  ];
  for (const [sentence, text, most] of cases) {
    it(sentence, () => assert.equal(boundsIn(text).total.input.hi, AROUND + most));
  }

  it('is given again with each repair, with the answer and what was wrong with it', () => {
    const schema = ', output_schema: { type: object, properties: { k: { type: boolean } } }';
    const [once, twice, thrice] = [0, 1, 2].map(
      (repair) => boundsIn(llm('a', 'x', `${schema}, repair: ${repair}`)).total,
    );
    const [first = 0, second = 0, third = 0] = [once, twice, thrice].map((total) => total?.input.hi ?? 0);
    const growth = second - 2 * first;
    assert.ok(growth >= 2 * 12_800, String(growth));
    assert.equal(third, 3 * first + 3 * growth);
    assert.deepEqual(
      [once, twice, thrice].map((total) => total?.output.hi),
      [100, 200, 300],
    );
  });

  it('is no more than the model can read', () => {
    const ask = (rest: string): string =>
      `  - { name: a, prompt: "{message}", llm: { provider: known, model: m${rest} } }\n`;
    assert.deepEqual(show(boundsIn(ask(', max_tokens: 7')).total.input), '0-50000');
    const { input, output } = boundsIn(ask('')).total;
    assert.deepEqual([input.hi, output.hi], [50_000, 50_000]);
  });

  it('has a floor: what is written in the last turn, 128 bytes a token', () => {
    assert.equal(boundsIn(llm('a', 'x'.repeat(1281))).total.input.lo, 11);
    assert.equal(boundsIn(llm('a', 'x'.repeat(1281), ', when: n > 1')).total.input.lo, 0);
  });
});

describe('what has no bound', () => {
  const cases: readonly (readonly [sentence: string, text: string, why: RegExp, edit: RegExp])[] = [
    ['an answer without `max_tokens`', llm('a', 'x', '', ''), /no `max_tokens`.*`echo\/e`/, /set `max_tokens` of `a`/],
    [
      'what may be thought beside it',
      llm('a', 'x', '', ', max_tokens: 5, reasoning: high'),
      /thinks/,
      /leave out `reasoning`/,
    ],
    ['a text of an input', llm('a', '{message}'), /`message` may have any length/, /give `message` a `maxLength`/],
    ['a list of an input', llm('a', '{words}'), /`words` may have any number of items/, /give `words` a `maxItems`/],
    [
      'what goes wrong',
      llm('a', 'x', ', on_error: continue') + llm('b', '{a.error}'),
      /goes wrong in `a`/,
      /condition/,
    ],
    [
      'a text that grows',
      `  - { name: s, uses: set, with: { draft: "{draft}!" }, outputs: [draft] }\n${llm('a', '{draft}')}`,
      /`draft` may grow/,
      /`max_tokens`/,
    ],
    [
      'an expression that makes a text of its own',
      llm('a', '${{ message.upperAscii() }}'),
      /expression/,
      /join texts by `\+`/,
    ],
    [
      'a workflow that is not known',
      '  - { name: a, workflow: other }\n',
      /not known here/,
      /bound the workflow `other`/,
    ],
  ];
  for (const [sentence, text, why, edit] of cases) {
    it(`names one cause and the edit: ${sentence}`, () => {
      const { total, nodes } = boundsIn(text);
      assert.equal(total.tokens.hi, Infinity);
      const [cause] = nodes.flatMap(({ unbounded }) => unbounded);
      assert.match(cause?.why ?? '', why);
      assert.match(cause?.edit ?? '', edit);
    });
  }

  it('is the result of a tool, unless the model can read no more', () => {
    const withTools = (provider: string): GraphBounds => {
      const { graph } = result(
        `nodes:\n  - { name: a, prompt: x, llm: { provider: ${provider}, model: m, max_tokens: 5 } }\n`,
      );
      assert.ok(graph);
      const nodes = graph.nodes.map((node) =>
        node.kind === 'action' ? { ...node, llm: { ...node.llm, tools: [{ uses: 'a.b' }], max_turns: 3 } } : node,
      );
      return boundsOf({ ...graph, nodes } as ExecutionGraph, { plugins: ALL });
    };
    assert.equal(withTools('echo').total.input.hi, Infinity);
    assert.equal(withTools('known').total.input.hi, 3 * 50_000);
  });
});

describe('ceilings by the lengths of inputs', () => {
  const cases: readonly (readonly [sentence: string, text: string, input: string, calls: string | undefined])[] = [
    ['a text', llm('a', 'Hi {message}'), '275 + |message|', undefined],
    ['a list', llm('a', '{w}', ', for_each: { in: "${{ words }}", as: w }'), '292·|words|', '|words|'],
    [
      'a list beside others',
      llm('a', 'x') + llm('b', '{w}', ', retry: 3, for_each: { in: "${{ words }}", as: w }'),
      '273 + 876·|words|',
      '1 + 3·|words|',
    ],
    [
      'texts in a list',
      llm('a', '{f.title}', ', for_each: { in: "${{ found }}", as: f }'),
      '272·|found| + |found[].title|·|found|',
      '|found|',
    ],
    [
      'the greater of two ways',
      `${llm('r', 'x')}${llm('a', '{message}')}${llm('b', '{message}{message}')}edges:\n  - { from: r, routes: [{ when: n > 1, to: a }, { to: b }] }\n`,
      '545 + 2·|message|',
      undefined,
    ],
    [
      'those of an awaited workflow, by what it is given',
      '  - { name: c, workflow: ./child.yaml, with: { text: "Re: {message}", list: "${{ words }}" } }\n',
      '276 + |message| + 280·|words|',
      '1 + |words|',
    ],
  ];
  for (const [sentence, text, input, calls] of cases) {
    it(sentence, () => {
      const { total } = boundsIn(text);
      assert.equal(formula(total.input), input);
      assert.equal(formula(total.calls), calls);
    });
  }

  it('are numbers where an awaited workflow is given what has bounds', () => {
    const text = '  - { name: c, workflow: ./child.yaml, with: { text: "{note}", list: [x, y] } }\n';
    const { input, calls } = boundsIn(text).total;
    assert.deepEqual([formula(input), input.hi, show(calls)], [undefined, AROUND + 40 + 2 * (AROUND + 8), '1-3']);
  });
});

describe('cost', () => {
  it('is that of the dearest price at most, and of the cheapest at least', () => {
    const { cost, input, output } = boundsIn(llm('a', 'x'.repeat(1280))).total;
    assert.equal(cost.hi, (input.hi * 2 + output.hi * 10) / 1e6 + 1e-9);
    assert.equal(Math.round(cost.lo * 1e9), input.lo * 1000 - 1);
  });

  it('is nothing where nothing is charged, and unknown where no price is known', () => {
    const ask = (name: string, model: string): string =>
      `  - { name: ${name}, prompt: x, llm: { provider: known, model: ${model}, max_tokens: 5 } }\n`;
    assert.equal(show(boundsIn(ask('a', 'm')).total.cost), '0-0');
    const bounds = boundsIn(ask('a', 'm') + ask('b', 'secret'));
    assert.deepEqual([bounds.total.unpriced, bounds.total.cost.hi], [['known/secret'], Infinity]);
    assert.match(formatBounds(bounds), /^b .* unknown /m);
    assert.match(formatBounds(bounds), /cost unknown: `known\/secret` has no price; give it under `pricing`/);
    assert.match(boundsLine(bounds) ?? '', /cost unknown/);
  });

  it('is not told where no prices were given', () => {
    const { graph } = result(`nodes:\n${llm('a', 'x')}`);
    assert.ok(graph);
    const bounds = boundsOf(graph);
    assert.equal(bounds.isPriced, false);
    assert.doesNotMatch(formatBounds(bounds), /cost|\$/);
  });

  it('is of the provider that all nodes use', () => {
    const { graph } = result(`nodes:\n${llm('a', 'x')}`);
    assert.ok(graph);
    assert.equal(boundsOf(graph, { prices, provider: 'known' }).total.cost.hi, 0);
  });
});

describe('budgets', () => {
  const list = ', for_each: { in: "${{ tags }}", max_parallel: 1 }, retry: 4';
  it('of a node lower what it may spend to the limit and one more call', () => {
    const spent = (budget: string): GraphBounds['total'] => boundsIn(llm('a', 'x', `${list}, budget: ${budget}`)).total;
    const call = AROUND + 1 + 100;
    assert.equal(boundsIn(llm('a', 'x', list)).total.tokens.hi, 12 * call);
    assert.equal(spent('{ max_tokens: 1000 }').tokens.hi, 1000 + call);
    const { calls, tokens, cost } = spent('{ max_llm_calls: 5 }');
    assert.deepEqual([calls.hi, tokens.hi], [5, 5 * call]);
    assert.ok(Math.abs(cost.hi - 5 * ((273 * 2 + 1000) / 1e6 + 1e-9)) < 1e-12);
    assert.ok(Math.abs(spent('{ max_cost: 0.002 }').cost.hi - 0.002 - (273 * 2 + 1000) / 1e6 - 1e-9) < 1e-12);
  });

  it('count for all items that are asked side by side', () => {
    const side = llm(
      'a',
      'x',
      ', for_each: { in: "${{ tags }}", max_parallel: 3 }, retry: 9, budget: { max_tokens: 1000 }',
    );
    assert.equal(boundsIn(side).total.tokens.hi, 1000 + 3 * (AROUND + 101));
  });

  it('of a run lower it for nodes after each other by one call, for nodes beside each other by one of each', () => {
    const nodes = ['a', 'b', 'c'].map((name) => llm(name, 'x', list)).join('');
    const call = AROUND + 101;
    const execution = 'execution: { budget: { max_tokens: 1000 } }\n';
    assert.equal(boundsIn(`${nodes}${execution}`).total.tokens.hi, 1000 + call);
    const beside = `${nodes}edges:\n  - { from: START, to: [a, b, c] }\n${execution}`;
    assert.equal(boundsIn(beside).total.tokens.hi, 1000 + 3 * call);
  });

  it('of a run do not stop a workflow that it awaits', () => {
    const child = '  - { name: c, workflow: ./child.yaml, with: { text: "x", list: [x] } }\n';
    const { calls } = boundsIn(`${child}${llm('a', 'x', list)}execution: { budget: { max_llm_calls: 3 } }\n`).total;
    assert.equal(calls.hi, 3 + 2);
  });
});

describe('limits of what is spent', () => {
  const isLimit = ({ code }: Diagnostic): boolean => code === 'W442' || code === 'W443';
  it('are told of at the node that most is due to', () => {
    const { ok, diagnostics } = result(`nodes:\n${llm('a', 'x')}${llm('b', 'x', ', retry: 5')}`, {
      tokens: 500,
      costUsd: 0.001,
    });
    assert.equal(ok, false);
    const found = diagnostics.filter(isLimit);
    assert.deepEqual(
      found.map(({ code, line, help }) => [code, line, help]),
      [
        ['W442', 13, 'lower `retry.max_attempts` of `b`'],
        ['W443', 13, 'lower `retry.max_attempts` of `b`'],
      ],
    );
    assert.match(found[0]?.message ?? '', /up to 2,238 tokens, the limit is 500; `b` up to 1,865: 5 attempts/);
    assert.match(found[1]?.message ?? '', /up to \$0\.00928, the limit is \$0\.001; `b` up to \$0\.00774/);
  });

  it('are kept at the limit', () => {
    assert.deepEqual(result(`nodes:\n${llm('a', 'x')}`, { tokens: 373 }).diagnostics.filter(isLimit), []);
    assert.equal(result(`nodes:\n${llm('a', 'x')}`, { tokens: 372 }).diagnostics.filter(isLimit).length, 1);
  });

  it('name the price that is missing, and that none was given', () => {
    const secret = 'nodes:\n  - { name: a, prompt: x, llm: { provider: known, model: secret, max_tokens: 5 } }\n';
    const [found] = result(secret, { costUsd: 1 }).diagnostics.filter(isLimit);
    assert.match(found?.message ?? '', /any amount, the limit is \$1: the price of `known\/secret` is not known/);
    const none = compile(`${STATE}${secret}`, { file: 'w.yaml', plugins: ALL, limits: { costUsd: 1 } });
    assert.match(none.diagnostics.find(isLimit)?.message ?? '', /no prices were given/);
  });
});

describe('a budget of cost over a model without a price', () => {
  const found = (text: string, more = {}): readonly (readonly [number, number, string])[] =>
    compile(text, {
      file: 'w.yaml',
      plugins: ALL,
      prices,
      workflow: () => ({ file: 'c.yaml', source: SECRET }),
      ...more,
    })
      .diagnostics.filter(({ code }) => code === 'W444')
      .map(({ line, column, message }) => [line, column, message]);
  const SECRET = 'nodes:\n  - { name: a, prompt: x, llm: { provider: known, model: secret, max_tokens: 5 } }\n';

  it('is told of at its `max_cost`, of a run and of a node', () => {
    const text = `${SECRET.replace(' }\n', ', budget: { max_cost: 1 } }\n').replace('max_tokens: 5, budget: { max_cost: 1 } }', 'max_tokens: 5 }, budget: { max_cost: 1 }')}execution: { budget: { max_cost: 2 } }\n`;
    const message = '`max_cost` does not stop `known/secret`: its price is not known';
    assert.deepEqual(found(text), [
      [2, 103, message],
      [3, 34, message],
    ]);
  });

  it('also where an awaited workflow asks it', () => {
    const text = 'nodes:\n  - { name: c, workflow: ./c.yaml }\nexecution: { budget: { max_cost: 2 } }\n';
    assert.deepEqual(found(text).length, 1);
  });

  it('is no finding without `max_cost`, without prices, or where another provider is used', () => {
    const text = `${SECRET}execution: { budget: { max_cost: 2 } }\n`;
    assert.equal(found(text).length, 1);
    assert.deepEqual(found(`${SECRET}execution: { budget: { max_tokens: 2 } }\n`), []);
    assert.deepEqual(found(text, { prices: undefined }), []);
    assert.deepEqual(
      found(text, {
        provider: 'echo',
        prices: (provider: string) => (provider === 'echo' ? prices('echo', 'e') : undefined),
      }),
      [],
    );
  });
});
