// Where findings of the flow dialect stand: in the text that the user wrote, whatever was made of it.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { PLUGINS } from '../support/plugins.ts';

type Parts = { readonly node?: string; readonly edges?: string; readonly more?: string };

function findings({ node = '', edges = '', more = '' }: Parts): readonly string[] {
  const text = `schema_version: "1.0"
flow: { name: t }
config: { llm: { provider: echo, model: any } }
state:
  fields:
    topic: { type: str, required: true }
    score: { type: int, default: 0 }
    done: { type: bool, default: false }
    items: { type: "list[str]", default: [] }
    text: { type: str, default: "" }
nodes:
  - id: write
${node === '' ? '    prompt: "{topic} {score} {done} {items}"' : node}
    outputs: [text]
edges:
${edges === '' ? '  - { from: START, to: write }\n  - { from: write, to: END }' : edges}
${more}`;
  const { diagnostics } = compile(text, { file: 'w.yaml', plugins: PLUGINS });
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(
      ({ line, column, end_column: end, code, severity, message }) =>
        `${line}:${column}-${end} ${severity} ${code} ${message}`,
    );
}

describe('findings of the flow dialect', () => {
  it('stand at the exact place in a prompt, whatever its style', () => {
    assert.deepEqual(findings({ node: '    prompt: "A \\t {topik}"' }), [
      '13:20-25 error W203 there is no field `topik`',
    ]);
    assert.deepEqual(findings({ node: '    prompt: |\n      First {topic}\n      then {state.nope}' }), [
      '15:19-23 error W203 there is no field `nope`',
    ]);
    assert.deepEqual(findings({ node: "    prompt: 'It''s {state}'" }), [
      '13:21-26 error W203 `state` is no value by itself',
    ]);
  });

  it('stand in `inputs` where the mistake is there', () => {
    assert.deepEqual(findings({ node: '    inputs: { about: "the {state.nope}" }\n    prompt: About {about}' }), [
      '13:34-38 error W203 there is no field `nope`',
    ]);
  });

  it('say what is meant where YAML itself stumbles over a type', () => {
    const node =
      '    prompt: Go\n    output_schema: { type: object, fields: [{ name: text, type: dict[str, list[int]] }] }';
    assert.deepEqual(findings({ node }), [
      '14:65-85 error W001 between braces the bracket of `dict[str, list[int]]` begins a list',
    ]);
  });

  it('name a node without an `id` by its name, and take the version without quotes', () => {
    const text = `schema_version: 1.0
flow: { name: t }
state: { fields: { text: { type: str } } }
nodes:
  - { name: write, prompt: Go, outputs: [text] }
edges:
  - { from: START, to: write }
  - { from: write, to: END }
`;
    const { diagnostics } = compile(text, { file: 'w.yaml', plugins: PLUGINS });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['an entry of `nodes` needs `id`'],
    );
  });

  it('tell of an answer that names a field twice, and of an input that is a bomb', () => {
    const twice =
      '    prompt: Go\n    output_schema: { type: object, fields: [{ name: text, type: str }, { name: text, type: str }] }';
    assert.deepEqual(findings({ node: twice }), ['14:80-84 error W306 two fields of the answer are named `text`']);
    const bomb = `    inputs: { x: "${'y'.repeat(200_000)}" }\n    prompt: "${'{x}'.repeat(10)}"`;
    assert.match(
      findings({ node: bomb }).join('\n'),
      /^14:13-45 error W006 with its `inputs` the text has more than 1048576 characters$/m,
    );
  });

  it('stand in conditions, also behind a counter', () => {
    const routes = (logic: string): string =>
      `  - { from: START, to: write }\n  - from: write\n    routes:\n      - condition: { logic: "${logic}" }\n        to: END\n      - to: write`;
    assert.deepEqual(findings({ edges: routes('state.scroe > 1') }), ['19:36-41 error W203 there is no field `scroe`']);
    assert.deepEqual(findings({ edges: routes('{state._loop_iteration_write} > 3 and state.scroe > 1') }), [
      '19:74-79 error W203 there is no field `scroe`',
    ]);
    assert.match(findings({ edges: routes('done') }).join('\n'), /^19:30-34 error W203 unknown name `done`$/m);
    assert.match(
      findings({ edges: routes('state.topic > 1') }).join('\n'),
      /^19:30-45 error W202 `>` does not take text and an integer$/m,
    );
  });

  it('name the keys of the dialect', () => {
    const parallel = `  - from: START\n    parallel: { items_field: topic, target_node: write, collect_field: items }\n  - { from: write, to: END }`;
    assert.deepEqual(findings({ edges: parallel }), ['17:30-35 error W409 `items_field` must be a list']);
    const loop = `  - { from: START, to: write }\n  - { from: write, loop: { condition_field: score } }`;
    assert.match(findings({ edges: loop }).join(), /17:45-50 error W204 a condition must be true or false/);
    assert.deepEqual(findings({ more: 'config2: {}\n' }), [
      '18:1-8 warning W101 unknown key `config2` in the workflow',
    ]);
  });

  it('are warnings for keys that nothing reads in a node, and errors in an edge', () => {
    assert.match(
      findings({ node: '    prompt: Go\n    colour: red' }).join(),
      /^14:5-11 warning W101 unknown key `colour`/,
    );
    const edge = '  - { from: START, to: write, wieght: 3 }\n  - { from: write, to: END }';
    assert.deepEqual(findings({ edges: edge }), ['16:31-37 error W101 unknown key `wieght` in an entry of `edges`']);
  });
});
