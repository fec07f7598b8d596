// What a run may spend, against what runs of random workflows spent: calls, tokens, cost. SPENDING_COUNT sets how many workflows.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compile } from '@configurable-agents/compiler';
import type { GraphBounds, Interval } from '@configurable-agents/compiler';
import { openPriceRanges } from '@configurable-agents/core/price';
import type { Runtime } from '@configurable-agents/core';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { closeAll, open, startRequest } from '../packages/core/test/support/runtime.ts';

const COUNT = Number(process.env['SPENDING_COUNT'] ?? 80);

const PLUGINS = [
  { specifier: import.meta.resolve('@configurable-agents/plugin-echo'), firstParty: true },
  { specifier: new URL('support/talker-plugin.ts', import.meta.url).href, firstParty: true },
];

const PRICING = {
  talker: {
    cheap: { input_mtok: 1, output_mtok: 4, cache_read_mtok: 0.1, cache_write_mtok: 1.25 },
    dear: { input_mtok: 300, output_mtok: 1500 },
  },
  echo: { paid: { input_mtok: 7, output_mtok: 11 } },
};

const CHILD = `name: child
state: { type: object, properties: { text: { type: string }, words: { type: array, items: { type: string } } } }
nodes:
  - name: inner
    llm: { provider: talker, model: cheap, max_tokens: 3, options: { long: ' ' } }
    prompt: 'Child of {text}'
  - name: each
    for_each: { in: "\${{ words }}", as: w }
    llm: { provider: echo, model: paid, max_tokens: 9 }
    prompt: '{w} {inner}'
result: { text: '{inner}' }
`;

const SCHEMA = `{ type: object, required: [topic], properties: { topic: { type: string, maxLength: 20 }, list: { type: array, items: { type: string, maxLength: 1 }, maxItems: 2 } } }`;

/** What prompts say: of inputs, of the node before, of expressions. */
const PIECES = ['plain', '{message}', '{note}', '{words}', '{words[0]}', '${{ note + message }}', '${{ size(words) }}'];

const budget = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.record({ calls: fc.integer({ min: 1, max: 6 }) }).map(({ calls }) => `{ max_llm_calls: ${calls} }`),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ tokens: fc.integer({ min: 1, max: 3000 }) })
      .map(({ tokens }) => `{ max_tokens: ${tokens} }`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('{ max_cost: 0.0001 }', '{ max_cost: 0.5 }', '{ max_cost: 2, max_tokens: 9000 }'),
  },
);

/** One model is asked the same three times, and answers once. */
const CACHED = `name: w
state: { type: object, properties: { message: { type: string }, note: { type: string }, words: { type: array, items: { type: string } }, count: { type: integer } } }
nodes:
  - { name: ask, llm: { provider: talker, model: cheap, max_tokens: 3 }, prompt: Again, cache: true, for_each: { in: "\${{ [1, 2, 3] }}", as: n, max_parallel: 1 } }
`;

const step = fc.record({
  kind: fc.constantFrom(
    'text',
    'text',
    'schema',
    'list',
    'loop',
    'routes',
    'skipped',
    'set',
    'child',
    'any',
    'handled',
    'finally',
  ),
  provider: fc.constantFrom('talker, model: cheap', 'talker, model: dear', 'echo, model: paid', 'echo, model: free'),
  pieces: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 }),
  readsBefore: fc.constantFrom('', '{before}', '{before.text}', '${{ before.text + "!" }}'),
  system: fc.constantFrom('', ", system: 'Be {note}'"),
  cache: fc.constantFrom('', '', '', ', cache: true', ', cache: { scope: run }'),
  long: fc.constantFrom('', "long: ' '", 'long: "\\u0001"'),
  wrong: fc.nat(2),
  repair: fc.nat(2),
  fail: fc.nat(2),
  retry: fc.integer({ min: 1, max: 3 }),
  most: fc.integer({ min: 1, max: 12 }),
  budget,
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const workflows = fc
  .record({ steps: fc.array(step, { minLength: 1, maxLength: 5 }), budget })
  .map(({ steps, budget: whole }) => {
    const [nodes, edges]: [string[], string[]] = [[], []];
    let before = '';
    steps.forEach((each, i) => {
      const name = `n${i}`;
      const next = i + 1 === steps.length ? 'END' : `n${i + 1}`;
      nodes.push(...nodesOf(each, { name, before }));
      if (each.kind === 'loop')
        edges.push(
          `{ from: ${name}, routes: [{ when: loop.index < count, to: ${name}, max_iterations: 3, on_limit: ${next} }, { to: ${next} }] }`,
        );
      else if (each.kind === 'any')
        edges.push(
          `{ from: ${name}, to: [a${i}, b${i}] }`,
          `{ from: [a${i}, b${i}], to: j${i} }`,
          `{ from: j${i}, to: ${next} }`,
        );
      else if (each.kind === 'routes')
        edges.push(
          `{ from: ${name}, routes: [{ when: count > 1, to: a${i} }, { to: [b${i}, c${i}] }] }`,
          ...['a', 'b', 'c'].map((way) => `{ from: ${way}${i}, to: ${next} }`),
        );
      else if (each.kind === 'list')
        edges.push(`{ from: ${name}, to: ${name}_after }`, `{ from: ${name}_after, to: ${next} }`);
      else edges.push(`{ from: ${name}, to: ${next} }`);
      if (['text', 'loop'].includes(each.kind)) before = name;
    });
    return `state:
  type: object
  properties:
    message: { type: string }
    note: { type: string, maxLength: 9 }
    words: { type: array, items: { type: string } }
    count: { type: integer }
${whole === '' ? '' : `execution: { budget: ${whole} }\n`}nodes:
${nodes.map((node) => `  - ${node}`).join('\n')}
edges:
${edges.map((edge) => `  - ${edge}`).join('\n')}
`;
  });

function nodesOf(each: Step, { name, before }: { readonly name: string; readonly before: string }): readonly string[] {
  const { kind, pieces, retry, budget: own } = each;
  const read = before === '' ? [] : [each.readsBefore.replace('before', before)];
  const prompt = JSON.stringify([...pieces, ...read].join(' '));
  const isEcho = each.provider.startsWith('echo');
  const script = [each.long, `wrong: ${each.wrong}`, `fail: ${each.fail}`].filter((part) => part !== '').join(', ');
  const llm = (extra: string): string => {
    const options = isEcho ? '' : `, options: { ${script} }`;
    const most = isEcho && kind === 'schema' ? 40 : each.most;
    return [
      `llm: { provider: ${each.provider}, max_tokens: ${most}${options} }`,
      `retry: { max_attempts: ${retry}, initial: 1ms, jitter: false }`,
      ...(own === '' ? [] : [`budget: ${own}`]),
      extra,
    ].join(', ');
  };
  const node = (at: string, more = '', extra = `prompt: ${prompt}`): string =>
    `{ name: ${at}, ${llm(extra)}${each.system}${each.cache}${more} }`;
  switch (kind) {
    case 'set':
      return [`{ name: ${name}, uses: set, with: { text: ${prompt} } }`];
    case 'child':
      return [
        `{ name: ${name}, workflow: ./child.yaml, with: { text: ${JSON.stringify(`- ${pieces.join(' ')}`)}, words: "\${{ words }}" } }`,
      ];
    case 'schema':
      return [node(name, `, output_schema: ${SCHEMA}, repair: ${each.repair}`)];
    case 'list':
      return [
        node(
          name,
          ', for_each: { in: "${{ words }}", as: word, max_items: 6, max_parallel: 2 }',
          `prompt: ${JSON.stringify(`{word} ${pieces.join(' ')}`)}`,
        ),
        node(`${name}_after`, '', `prompt: 'All: {${name}}'`),
      ];
    case 'any':
      return [
        node(name),
        ...['a', 'b'].map((way) => node(name.replace('n', way))),
        node(name.replace('n', 'j'), `, join: any, losers: ${each.fail > 0 ? 'finish' : 'cancel'}`),
      ];
    case 'handled':
      return [node(name, ', on_error: continue')];
    case 'finally':
      return [
        node(name),
        node(name.replace('n', 'z'), ', finally: true', `prompt: ${JSON.stringify(`- ${pieces.join(' ')}`)}`),
      ];
    case 'skipped':
      return [node(name, ', when: count > 2')];
    case 'routes':
      return [node(name), ...['a', 'b', 'c'].map((way) => node(name.replace('n', way)))];
    default:
      return [node(name)];
  }
}

/** What a symbol of a polynomial is in these inputs. */
function lengthIn(symbol: string, inputs: JsonObject): number {
  const [kind = '', path = ''] = symbol.split(/:(.*)/s);
  const values = path.split('.').reduce<readonly Json[]>(
    (found, part) => {
      const isItem = part.endsWith('[]');
      const read = found.map((value) => (value as JsonObject)[part.replace('[]', '')] ?? null);
      return isItem ? read.flatMap((value) => value as readonly Json[]) : read;
    },
    [inputs],
  );
  const lengths = values.map((value) =>
    kind === 'items'
      ? (value as readonly Json[]).length
      : Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value)),
  );
  return Math.max(0, ...lengths);
}

function formAt({ form }: Interval, inputs: JsonObject): number {
  if (form === undefined) return Infinity;
  return [...form.terms].reduce(
    (sum, [key, factor]) =>
      sum + key.split('\u0000').reduce((product, symbol) => product * lengthIn(symbol, inputs), factor),
    form.constant,
  );
}

type Sums = { readonly calls: number; readonly input: number; readonly output: number; readonly cost: number };

describe('what random workflows spend', function () {
  this.timeout(300_000);
  afterEach(closeAll);

  let runtime: Runtime;
  const seen = { runs: 0, succeeded: 0, formulas: 0, nearTokens: 0, cached: 0 };

  async function check(text: string, inputs: JsonObject): Promise<void> {
    const { graph, bounds, diagnostics } = compile(text, {
      file: 'w.yaml',
      plugins: runtime.manifests,
      limits: {},
      prices: openPriceRanges({ pricing: PRICING, now: new Date() }),
      workflow: (name) => (name === './child.yaml' ? { file: 'child.yaml', source: CHILD } : undefined),
    });
    assert.ok(graph && bounds, `${JSON.stringify(diagnostics, undefined, 1)}\n${text}`);
    const callsSoFar = (): number => runtime.reader.costs('workflow', {}).total.calls;
    const before = callsSoFar();
    const { run_id } = await runtime.start(startRequest(graph, inputs));
    const { status, usage } = await runtime.result(run_id);
    const isWhole = status === 'succeeded';
    seen.runs += 1;
    if (isWhole) seen.succeeded += 1;
    const { items } = runtime.reader.costs('node', { run: run_id });
    if (JSON.stringify(runtime.reader.journal(run_id)).includes('"cached_calls":')) seen.cached += 1;
    for (const share of bounds.nodes) {
      const row = items.find(({ node }) => node === share.name);
      // What an awaited workflow spends is told in its own run.
      if (row === undefined) continue;
      const { calls, input_tokens: input, output_tokens: output, cost_usd: cost } = row;
      within(
        { calls, input: input ?? 0, output: output ?? 0, cost: cost ?? 0 },
        { of: share.name, may: share, inputs, isWhole },
      );
    }
    const { input_tokens: input, output_tokens: output, cost_usd: cost } = usage;
    // With the runs that it awaited.
    const calls = callsSoFar() - before;
    within(
      { calls, input: input ?? 0, output: output ?? 0, cost: cost ?? 0 },
      { of: 'the run', may: bounds.total, inputs, isWhole },
    );
    if (bounds.total.input.form !== undefined) seen.formulas += 1;
    if ((input ?? 0) > 0.25 * Math.min(bounds.total.input.hi, formAt(bounds.total.input, inputs))) seen.nearTokens += 1;
  }

  function within(
    sums: Sums,
    {
      of,
      may,
      inputs,
      isWhole,
    }: {
      readonly of: string;
      readonly may: GraphBounds['total'];
      readonly inputs: JsonObject;
      readonly isWhole: boolean;
    },
  ): void {
    for (const what of ['calls', 'input', 'output', 'cost'] as const) {
      const { lo, hi } = may[what];
      const count = sums[what];
      assert.ok(count <= hi, `${of}: ${count} ${what}, at most ${hi}`);
      const most = formAt(may[what], inputs);
      assert.ok(count <= most, `${of}: ${count} ${what}, at most ${most} by its inputs`);
      if (isWhole) assert.ok(count >= lo, `${of}: ${count} ${what}, at least ${lo}`);
    }
    const tokens = sums.input + sums.output;
    assert.ok(tokens <= may.tokens.hi, `${of}: ${tokens} tokens, at most ${may.tokens.hi}`);
    if (isWhole) assert.ok(tokens >= may.tokens.lo, `${of}: ${tokens} tokens, at least ${may.tokens.lo}`);
  }

  it(`is within the bounds, in ${COUNT} runs`, async () => {
    runtime = await open({ plugins: PLUGINS, pricing: PRICING });
    const inputs = fc.record({
      message: fc.string({ maxLength: 60, unit: 'grapheme' }),
      note: fc.string({ maxLength: 4, unit: 'binary' }),
      words: fc.array(fc.string({ maxLength: 8 }), { maxLength: 5 }),
      count: fc.nat(4),
    });
    await fc.assert(
      fc.asyncProperty(workflows, inputs, async (text, given) => {
        try {
          await check(text, given);
        } catch (error) {
          throw new Error(text, { cause: error });
        }
      }),
      { numRuns: COUNT },
    );
    // Random ones seldom ask the same twice.
    const { cached } = seen;
    await check(CACHED, { message: '', note: '', words: [], count: 0 });
    assert.equal(seen.cached, cached + 1);
    assert.ok(seen.succeeded > COUNT / 5, JSON.stringify(seen));
    assert.ok(seen.formulas > COUNT / 5, JSON.stringify(seen));
    // Bounds that no run comes near would hold as well.
    assert.ok(seen.nearTokens > COUNT / 50, JSON.stringify(seen));
  });
});
