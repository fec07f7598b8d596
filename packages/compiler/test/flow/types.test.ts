import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { PLUGINS } from '../support/plugins.ts';

function fieldOf(field: string): JsonSchema | readonly string[] {
  const text = `schema_version: "1.0"
flow: { name: t }
state:
  fields:
    x: ${field}
    y: { type: str, default: "" }
nodes:
  - { id: n, prompt: Go, outputs: [y], llm: { provider: echo, model: any } }
edges:
  - { from: START, to: n }
  - { from: n, to: END }
`;
  const { graph, diagnostics } = compile(text, { file: 'w.yaml', plugins: PLUGINS });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return (
    graph?.state['x']?.schema ??
    errors.map(({ code, line, column, message, help }) => `${line}:${column} ${code} ${message}; ${help}`)
  );
}

describe('type strings', () => {
  const types: readonly (readonly [type: string, schema: JsonSchema])[] = [
    ['str', { type: 'string' }],
    ['int', { type: 'integer' }],
    ['float', { type: 'number' }],
    ['bool', { type: 'boolean' }],
    ['list', { type: 'array' }],
    ['dict', { type: 'object' }],
    ['list[int]', { type: 'array', items: { type: 'integer' } }],
    ['list[ str ]', { type: 'array', items: { type: 'string' } }],
    ['dict[str, float]', { type: 'object', additionalProperties: { type: 'number' } }],
    [
      'list[dict[str, list[bool]]]',
      {
        type: 'array',
        items: { type: 'object', additionalProperties: { type: 'array', items: { type: 'boolean' } } },
      },
    ],
  ];
  for (const [type, schema] of types) {
    it(`\`${type}\` is ${JSON.stringify(schema)}`, () =>
      assert.deepEqual(fieldOf(`{ type: "${type}", required: true }`), schema));
  }

  it('`object` has its fields under `schema`, by types or as fields', () => {
    assert.deepEqual(
      fieldOf('{ type: object, required: true, schema: { a: str, b: { type: "list[int]", description: n } } }'),
      {
        type: 'object',
        properties: {
          a: { type: 'string' },
          b: { type: 'array', items: { type: 'integer' }, description: 'n' },
        },
      },
    );
    assert.match(String(fieldOf('{ type: object }')), /W102 `fields.x` needs `schema`/);
  });

  it('admit null where a field has no value to begin with', () => {
    assert.deepEqual(fieldOf('{ type: int }'), { type: ['integer', 'null'], default: null });
    assert.deepEqual(fieldOf('{ type: int, default: null }'), { type: ['integer', 'null'], default: null });
    assert.deepEqual(fieldOf('{ type: int, default: 3 }'), { type: 'integer', default: 3 });
    assert.match(String(fieldOf('{ type: int, default: "3" }')), /5:30 W410/);
  });

  it('that are none are told of with what is meant', () => {
    const wrong: readonly (readonly [type: string, said: RegExp])[] = [
      ['string', /5:16 W104 `string` is no type; write `str`/],
      ['boolean', /write `bool`/],
      ['flaot', /did you mean `float`/],
      ['list[str', /`list\[str` is no type; types are str, int/],
      ['list[str, int]', /is no type/],
      ['str[int]', /is no type/],
      ['dict[str]', /is no type/],
      ['list[]', /is no type/],
      [`${'list['.repeat(50)}str${']'.repeat(50)}`, /is no type/],
    ];
    for (const [type, said] of wrong) assert.match(String(fieldOf(`{ type: "${type}" }`)), said, type);
  });
});
