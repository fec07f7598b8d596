// What one part gives another: a wrong and a right workflow for each kind of producer and consumer, one word apart.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

const STATE = `state:
  type: object
  properties:
    n: { type: integer }
    text: { type: string }
    words: { type: array, items: { type: string } }
    people: { type: array, items: { type: object, properties: { name: { type: string }, age: { type: integer } }, required: [name, age], additionalProperties: false } }
    scores: { type: object, additionalProperties: { type: integer } }
    out: { type: integer, default: 0 }
    level: { enum: [low, high], default: low }
`;

const CHILD = `state:
  type: object
  properties:
    count: { type: integer }
    done: { type: string, default: "" }
nodes:
  - { name: x, uses: set, with: { done: "{count}" }, outputs: [done] }
result: { label: "\${{ state.done }}", twice: "\${{ count * 2 }}" }
`;

const llm = (rest: string): string => `  - { name: a, prompt: hi, llm: { provider: echo, model: echo-1 }, ${rest} }\n`;
const schema = (properties: string): string =>
  `output_schema: { type: object, properties: ${properties}, required: [v] }`;
const http = (rest: string): string => `  - { name: z, uses: http, with: { ${rest} } }\n`;
const set = (value: string): string => `  - { name: z, uses: set, with: { y: "${value}" } }\n`;

type Case = readonly [what: string, text: string, wrong: string, right: string, code: string];

/** In `text` the first `@` is where the wrong or the right word stands. */
const CASES: readonly Case[] = [
  [
    'trigger payload -> input',
    `triggers:\n  - { uses: github, events: [pull_request.opened], inputs: { n: @, text: "{event.action}", words: [], people: [], scores: {} } }\nnodes:\n${set('{n} {text}')}`,
    '"${{ event.action }}"',
    '3',
    'W409',
  ],
  [
    'trigger payload -> trigger filter',
    `triggers:\n  - { uses: github, events: [pull_request.opened], when: "event.@ == 'opened'", inputs: { n: 1, text: a, words: [], people: [], scores: {} } }\nnodes:\n${set('{n}')}`,
    'actoin',
    'action',
    'W203',
  ],
  [
    'LLM schema -> state',
    `nodes:\n${llm(`${schema('{ v: { type: @ } }')}, outputs: { out: v }`)}${set('{out}')}`,
    'number',
    'integer',
    'W409',
  ],
  [
    'LLM enumeration -> state',
    `nodes:\n${llm(`${schema('{ v: { enum: [low, @] } }')}, outputs: { level: v }`)}${set('{level}')}`,
    'hihg',
    'high',
    'W409',
  ],
  ['LLM text -> state', `nodes:\n${llm('outputs: [@]')}${set('{out} {level}')}`, 'out', 'text', 'W409'],
  [
    'LLM property -> `outputs`',
    `nodes:\n${llm(`${schema('{ v: { type: integer } }')}, outputs: { out: @ }`)}${set('{out}')}`,
    'w',
    'v',
    'W408',
  ],
  [
    'node output -> `with`',
    `nodes:\n${llm(schema('{ v: { type: @ } }'))}${http('url: "http://a.example", timeout: "${{ a.v }}"')}`,
    'string',
    'integer',
    'W409',
  ],
  [
    'node output -> enumeration of an input',
    `nodes:\n${llm(schema('{ v: { enum: [GET, @] } }'))}${http('url: "http://a.example", method: "${{ a.v }}"')}`,
    'PATCH',
    'PUT',
    'W409',
  ],
  [
    'node output -> elements of an input',
    `nodes:\n${llm(schema('{ v: { type: array, items: { type: @ } } }'))}${http('url: "http://a.example", expect_status: "${{ a.v }}"')}`,
    'string',
    'integer',
    'W409',
  ],
  [
    'node output -> expression',
    `nodes:\n${llm(schema('{ v: { type: @ } }'))}${set('${{ a.v + 1 }}')}`,
    'string',
    'integer',
    'W202',
  ],
  ['node output -> placeholder', `nodes:\n${llm(schema('{ v: { type: integer } }'))}${set('{a.@}')}`, 'w', 'v', 'W203'],
  ['text -> whole number', `nodes:\n${http('url: "http://a.example", timeout: @')}`, '"{n}"', '"${{ n }}"', 'W409'],
  [
    'sub-workflow <- inputs',
    'nodes:\n  - { name: a, workflow: ./child.yaml, with: { count: @ } }\n',
    '"${{ text }}"',
    '"${{ n }}"',
    'W409',
  ],
  [
    'sub-workflow <- names of inputs',
    'nodes:\n  - { name: a, workflow: ./child.yaml, with: { @: 3 } }\n',
    'cuont',
    'count',
    'W308',
  ],
  [
    'sub-workflow <- required inputs',
    'nodes:\n  - { name: a, workflow: ./child.yaml, with: { @ } }\n',
    '',
    'count: 3',
    'W309',
  ],
  [
    'sub-workflow -> names of its result',
    `nodes:\n  - { name: a, workflow: ./child.yaml, with: { count: 3 } }\n${set('{a.@}')}`,
    'lable',
    'label',
    'W203',
  ],
  [
    'sub-workflow -> types of its result',
    `nodes:\n  - { name: a, workflow: ./child.yaml, with: { count: 3 }, outputs: { out: @ } }\n${set('{out}')}`,
    'label',
    'twice',
    'W409',
  ],
  [
    'list -> loop variable',
    `nodes:\n  - { name: a, for_each: { in: "\${{ words }}", as: w }, uses: http, with: { url: "http://a.example", timeout: "\${{ @ }}" } }\n`,
    'w',
    'index',
    'W409',
  ],
  [
    'list of objects -> property of the loop variable',
    `nodes:\n  - { name: a, for_each: { in: "\${{ people }}", as: p }, uses: set, with: { y: "{p.@}" } }\n`,
    'nmae',
    'name',
    'W203',
  ],
  [
    'list of objects -> type of that property',
    `nodes:\n  - { name: a, for_each: { in: "\${{ people }}", as: p }, uses: http, with: { url: "http://a.example", timeout: "\${{ p.@ }}" } }\n`,
    'name',
    'age',
    'W409',
  ],
  [
    'no list -> for_each',
    `nodes:\n  - { name: a, for_each: { in: "\${{ @ }}", as: w }, uses: set, with: { y: "{w}" } }\n`,
    'text',
    'words',
    'W409',
  ],
  [
    'a map over a list -> list of outputs',
    `nodes:\n  - { name: a, for_each: { in: "\${{ words }}" }, uses: set, with: { y: 1 } }\n${set('${{ @ }}')}`,
    'a.y',
    'a[0].y',
    'W202',
  ],
  [
    'element of a list',
    `nodes:\n${http('url: "http://a.example", timeout: "${{ people[0].@ }}"')}`,
    'name',
    'age',
    'W409',
  ],
  [
    'element of a map',
    `nodes:\n${http('url: "http://a.example", timeout: "${{ @ }}"')}`,
    'words[0]',
    'scores.x',
    'W409',
  ],
  ['item of a macro', `nodes:\n${set('${{ people.map(p, p.@) }}')}`, 'nmae', 'name', 'W203'],
  [
    'signal -> reader',
    `nodes:\n  - { name: a, uses: wait, with: { signal: go, schema: { type: object, properties: { v: { type: integer } }, additionalProperties: false } } }\n${set('{a.@}')}`,
    'w',
    'v',
    'W203',
  ],
  [
    'approval -> reader',
    `nodes:\n  - { name: a, uses: approval, with: { message: ok } }\n${set('{a.@}')}`,
    'aproved',
    'approved',
    'W203',
  ],
  [
    'code -> reader',
    `nodes:\n  - { name: a, code: "return { v: 1 }", output_schema: { type: object, properties: { v: { type: integer } } } }\n${set('{a.@}')}`,
    'w',
    'v',
    'W203',
  ],
  ['`set` -> reader', `nodes:\n  - { name: a, uses: set, with: { v: 1 } }\n${set('{a.@}')}`, 'w', 'v', 'W203'],
  ['input -> name of an action', `nodes:\n${http('url: "http://a.example", @: 3')}`, 'timeuot', 'timeout', 'W308'],
  [
    'configuration of a plugin',
    `nodes:\n${set('{n}')}observability: { ledger: { book: b, detail: @ } }\n`,
    'fulll',
    'full',
    'W336',
  ],
  [
    'required configuration of a plugin',
    `nodes:\n${set('{n}')}observability: { ledger: { @ } }\n`,
    'detail: full',
    'book: b',
    'W336',
  ],
  [
    'capabilities of a model',
    `nodes:\n  - { name: a, prompt: hi, llm: { provider: listed, model: @ }, ${schema('{ v: { type: integer } }')} }\n`,
    'small',
    'large',
    'W313',
  ],
  [
    'models of a provider',
    'nodes:\n  - { name: a, prompt: hi, llm: { provider: listed, model: @ } }\n',
    'medium',
    'small',
    'W312',
  ],
  ['providers', 'nodes:\n  - { name: a, prompt: hi, llm: { provider: @, model: echo-1 } }\n', 'ecoh', 'echo', 'W302'],
];

function codesOf(text: string): readonly string[] {
  const { diagnostics } = compile(STATE + text, {
    file: 'w.yaml',
    plugins: PLUGINS,
    workflow: (name) => (name === './child.yaml' ? { file: 'child.yaml', source: CHILD } : undefined),
  });
  return diagnostics.filter(({ code }) => code !== 'W413').map(({ code, message }) => `${code} ${message}`);
}

describe('between a producer and a consumer', () => {
  for (const [what, text, wrong, right, code] of CASES) {
    it(what, () => {
      assert.deepEqual(codesOf(text.replace('@', () => right)), [], 'the right one');
      const found = codesOf(text.replace('@', () => wrong));
      assert.equal(found.length, 1, `one finding: ${found.join('\n')}`);
      assert.equal(found[0]?.slice(0, 4), code, found[0]);
    });
  }
});
