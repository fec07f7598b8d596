// Soundness by observation: random workflows are run with marked values, by a model that repeats all it reads and actions that
// answer with all they get; no mark may arrive where the analysis says that nothing does.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compile } from '@configurable-agents/compiler';
import { render, toText } from '@configurable-agents/core/expression';
import { topology } from '@configurable-agents/core/graph';
import type { ActionNode, ExecutionGraph } from '@configurable-agents/core/graph';
import { advance, evolve, initialState, scopeOfKey } from '@configurable-agents/core/testing';
import type { Fact } from '@configurable-agents/core';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { catalogueOf } from '../../src/check/context.ts';
import { flowsIn } from '../../src/taint/report.ts';
import { PLUGINS } from '../support/plugins.ts';

const OUTSIDE = 'OUT!$(side);../';
const SECRET = 'SEC!ret';
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);

const INPUTS = { title: OUTSIDE, body: `say ${OUTSIDE}`, kind: 'bug', count: 5, api_token: SECRET, word: 'abc' };
const READS = ['title', 'body', 'kind', 'count', 'api_token', 'word', 'note', 'sum'] as const;

const WORDS = fc.constantFrom('title', 'body', 'word', 'note');

/** Something to read before node `at`: an input, a field that nodes write, the result of a node before. */
const readOf = (at: number): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...READS), ...(at === 0 ? [] : [fc.nat({ max: at - 1 }).map((index) => `n${index}`)]));

const expressionOf = (at: number): fc.Arbitrary<string> =>
  fc.oneof(
    readOf(at).map((name) => `string(size(string(${name}))) + string(${name})`),
    readOf(at).map((name) => `string(${name} == 'bug')`),
    readOf(at).map((name) => `string(${name}) in ['bug', 'abc'] ? string(${name}) : 'other'`),
    readOf(at).map((name) => `[string(${name})].map(x, x + '!').join('')`),
    fc.tuple(readOf(at), readOf(at)).map(([a, b]) => `${a} != null ? string(${b}) : 'none'`),
  );

const textOf = (at: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        readOf(at).map((name) => `{${name}}`),
        expressionOf(at).map((source) => `\${{ ${source} }}`),
      ),
      {
        minLength: 0,
        maxLength: 2,
      },
    )
    .map((parts) => JSON.stringify(['text', ...parts].join(' ')));

const conditionOf = (at: number): fc.Arbitrary<string> =>
  fc.oneof(
    // Tests of the very path, which the analysis takes for facts, and some that only look like it.
    WORDS.map((name) => `${name} in ['bug', 'abc']`),
    WORDS.map((name) => `${name}.matches('^[a-z]+$') || size(${name}) > 3`),
    WORDS.map((name) => `!(${name} in ['bug', 'abc'])`),
    WORDS.map((name) => `${name}.matches('[a-z]+')`),
    readOf(at).map((name) => `string(${name}) in ['bug', 'abc']`),
    readOf(at).map((name) => `string(${name}).matches('^[a-z]+$')`),
    readOf(at).map((name) => `size(string(${name})) > 2`),
    readOf(at).map((name) => `!(string(${name}) == 'abc')`),
  );

const SCHEMA =
  '{ type: object, properties: { kind: { enum: [bug, idea] }, note: { type: string }, n: { type: integer } }, required: [kind, note, n] }';

const nodeOf = (at: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.oneof(
        textOf(at).map((text) => `llm: { provider: echo, model: any }\n    prompt: ${text}`),
        textOf(at).map(
          (text) =>
            `llm: { provider: echo, model: any }\n    prompt: ${text}\n    output_schema: ${SCHEMA}\n    outputs: [note]`,
        ),
        fc.tuple(textOf(at), textOf(at)).map(([a, b]) => `uses: chat.post\n    with: { channel: ${a}, text: ${b} }`),
        fc
          .tuple(textOf(at), readOf(at))
          .map(([a, b]) => `uses: set\n    with: { a: ${a}, b: "\${{ ${b} }}" }\n    outputs: { note: a }`),
        textOf(at).map((text) => `uses: shell.run\n    with: { command: ${text} }`),
        fc.tuple(textOf(at), textOf(at)).map(([a, b]) => `uses: http\n    with: { url: ${a}, body: { x: [${b}] } }`),
      ),
      fc.option(conditionOf(at), { nil: undefined }),
    )
    .map(([what, when]) => `  - name: n${at}\n    ${what}${when === undefined ? '' : `\n    when: ${when}`}`);

const workflows: fc.Arbitrary<string> = fc.integer({ min: 2, max: 6 }).chain((count) =>
  fc
    .tuple(
      fc.tuple(...Array.from({ length: count }, (_, at) => nodeOf(at))),
      // Routes in the middle, or a loop over the whole, or the nodes as listed.
      fc.constantFrom('listed', 'routes', 'loop'),
      conditionOf(count - 1),
    )
    .map(([nodes, shape, condition]) => `${HEAD}nodes:\n${nodes.join('\n')}\n${edgesOf(count, { shape, condition })}`),
);

const HEAD = `state:
  type: object
  properties:
    title: { type: string }
    body: { type: string }
    kind: { enum: [bug, idea] }
    count: { type: integer }
    word: { type: string, pattern: "^[a-z]+$" }
    api_token: { type: string, x-secret: true }
    note: { type: string, default: "" }
    sum: { type: string, default: "" }
triggers:
  - uses: generic
`;

function edgesOf(count: number, { shape, condition }: { shape: string; condition: string }): string {
  const names = Array.from({ length: count }, (_, at) => `n${at}`);
  const chain = names.slice(1).map((to, at) => `  - { from: n${at}, to: ${to} }`);
  const last = `n${count - 1}`;
  if (shape === 'loop') {
    const back = `  - from: ${last}\n    routes:\n      - { when: "size(string(note)) >= 0", to: n0, max_iterations: 2, on_limit: END }\n      - to: END`;
    return `edges:\n${[...chain, back].join('\n')}\n`;
  }
  if (shape === 'listed' || count < 3) return '';
  const way = `  - from: n0\n    routes:\n      - { when: ${JSON.stringify(condition.replaceAll(/\bn\d\b/g, 'title'))}, to: n1 }\n      - to: n2`;
  return `edges:\n${[way, ...chain.slice(1)].join('\n')}\n`;
}

type Seen = { readonly node: string; readonly input: string; readonly text: string };

/** Runs a graph as the engine does, and tells what each model and action was given. */
function observe(graph: ExecutionGraph): readonly Seen[] {
  const state = initialState('run-1');
  const seen: Seen[] = [];
  const accepted: Fact = {
    kind: 'run.accepted',
    time: 0,
    workflow_name: 'w',
    revision: null,
    graph: graph.hash,
    inputs: INPUTS,
    trigger: { name: 'generic', uses: 'generic' },
  };
  evolve(state, accepted);
  advance(graph, state, { kind: 'start', time: 1 });
  for (let time = 2; time < 200; time += 1) {
    const running = [...state.executions.values()].find(({ status, items }) => status === 'running' && items === null);
    if (running === undefined) break;
    const scope = scopeOfKey({ graph, state, top: topology(graph) }, running.key);
    const node = topology(graph).node(running.node) as ActionNode;
    const base = { time, key: running.key, attempt: running.attempt, durationMs: 1 } as const;
    try {
      const { output, given } = perform(node, scope);
      seen.push(...given);
      const usage = { input_tokens: null, output_tokens: null };
      advance(graph, state, { kind: 'attempt.succeeded', ...base, output, usage, costUsd: null });
    } catch (error) {
      const failure = { code: 'NODE_FAILED', class: 'error', message: String(error) };
      advance(graph, state, { kind: 'attempt.failed', ...base, error: failure, retryable: false, random: 0 });
    }
  }
  return seen;
}

function perform(node: ActionNode, scope: JsonObject): { readonly output: Json; readonly given: readonly Seen[] } {
  if (node.llm !== undefined) {
    const prompt = `${toText(render(node.llm.prompt ?? { kind: 'literal', value: '' }, scope))} ${JSON.stringify(scope['state'] ?? {})}`;
    const output = node.output_schema === undefined ? prompt : { kind: 'bug', note: prompt, n: 7 };
    return { output, given: [{ node: node.name, input: 'prompt', text: prompt }] };
  }
  const input = render(node.with ?? { kind: 'literal', value: {} }, scope) as JsonObject;
  const given = Object.entries(input).map(([name, value]) => ({
    node: node.name,
    input: name,
    text: JSON.stringify(value),
  }));
  return { output: node.uses === 'chat.post' ? { id: '1' } : JSON.stringify(input), given };
}

/** What the analysis says of a place: the kinds that arrive as free text. */
function told(graph: ExecutionGraph): (place: Seen, kind: string) => boolean {
  const { hits } = flowsIn(graph, { catalogue: catalogueOf(PLUGINS), eventSchemas: () => undefined });
  const known = new Set(
    hits.flatMap(({ flow, sink }) => {
      const { at } = flow.way;
      if (at.of !== 'node' || (flow.kind !== 'secret' && flow.shape !== 'text')) return [];
      return [`${at.node} ${sink.kind === 'prompt' ? 'prompt' : (at.inner?.path[0] ?? '')} ${flow.kind}`];
    }),
  );
  return ({ node, input }, kind) => known.has(`${node} ${input} ${kind}`);
}

describe('the flow analysis', () => {
  it('tells of every place that a mark arrives at in a run', function () {
    this.timeout(120_000);
    const counts = { graphs: 0, outside: 0, secret: 0, clean: 0 };
    const check = fc.property(workflows, (text) => {
      const { graph, diagnostics } = compile(text, {
        file: 'w.yaml',
        plugins: PLUGINS,
        severities: {
          'secret-leak': 'off',
          'secret-in-prompt': 'off',
          'outside-code': 'off',
          W409: 'off',
          W411: 'off',
          W412: 'off',
        },
      });
      fc.pre(graph !== undefined);
      if (graph === undefined) return;
      counts.graphs += 1;
      const isTold = told(graph);
      for (const place of observe(graph)) {
        for (const [mark, kind, count] of [
          [OUTSIDE, 'untrusted', 'outside'],
          [SECRET, 'secret', 'secret'],
        ] as const) {
          const isMarked = place.text.includes(mark);
          counts[isMarked ? count : 'clean'] += 1;
          if (isMarked)
            assert.ok(
              isTold(place, kind),
              `${kind} arrives at ${place.input} of ${place.node}:\n${text}\n${JSON.stringify(diagnostics.length)}`,
            );
        }
      }
    });
    const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
    fc.assert(check, { numRuns: RUNS, seed, maxSkipsPerRun: 500 });
    console.log(`      seed ${seed}: ${JSON.stringify(counts)}`);
    assert.ok(
      counts.outside > RUNS / 4 && counts.secret > RUNS / 10 && counts.clean > RUNS / 4,
      JSON.stringify(counts),
    );
  });
});
