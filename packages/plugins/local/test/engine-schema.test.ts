import assert from 'node:assert/strict';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { engineSchema } from '../src/engine-schema.ts';

const ANY = {
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'null' },
    { type: 'array' },
    { type: 'object', additionalProperties: true },
  ],
};

describe('the engine’s schema', () => {
  const cases: readonly (readonly [string, JsonSchema, object])[] = [
    [
      'keeps the keywords that it knows',
      { type: 'string', minLength: 1, maxLength: 9 },
      { type: 'string', minLength: 1, maxLength: 9 },
    ],
    ['leaves out those that it does not', { type: 'integer', minimum: 3, description: 'x' }, { type: 'integer' }],
    ['takes the formats of dates only', { type: 'string', format: 'email' }, { type: 'string' }],
    ['takes a date', { type: 'string', format: 'date' }, { type: 'string', format: 'date' }],
    ['keeps a constant', { const: null }, { const: null }],
    ['keeps a list of values', { type: 'string', enum: ['a', 'b'] }, { enum: ['a', 'b'] }],
    ['leaves values open that are no scalars', { enum: [{ a: 1 }] }, ANY],
    [
      'makes choices of one kind',
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      { oneOf: [{ type: 'string' }, { type: 'null' }] },
    ],
    [
      'makes a choice of a list of types',
      { type: ['integer', 'null'] },
      { oneOf: [{ type: 'integer' }, { type: 'null' }] },
    ],
    [
      'has the properties that are named, and no others',
      { type: 'object', properties: { a: { type: 'boolean' } }, additionalProperties: true },
      { type: 'object', properties: { a: { type: 'boolean' } } },
    ],
    ['leaves an object open that names none', { type: 'object' }, { type: 'object', additionalProperties: true }],
    [
      'keeps the shape of other properties',
      { type: 'object', additionalProperties: { type: 'number' }, maxProperties: 2 },
      { type: 'object', additionalProperties: { type: 'number' }, maxProperties: 2 },
    ],
    [
      'keeps the shape and the bounds of a list',
      { type: 'array', items: { type: 'number' }, minItems: 1, maxItems: 3 },
      { type: 'array', items: { type: 'number' }, minItems: 1, maxItems: 3 },
    ],
    ['knows an object by its properties', { properties: { a: true } }, { type: 'object', properties: { a: ANY } }],
    [
      'follows references',
      { type: 'object', properties: { a: { $ref: '#/$defs/tag' } }, $defs: { tag: { type: 'string' } } },
      { type: 'object', properties: { a: { type: 'string' } } },
    ],
    [
      'leaves a ring of references open',
      { $ref: '#/$defs/tree', $defs: { tree: { type: 'object', properties: { child: { $ref: '#/$defs/tree' } } } } },
      { type: 'object', properties: { child: ANY } },
    ],
    ['leaves a reference open that leads nowhere', { $ref: 'https://example.org/schema' }, ANY],
    ['is any object for a schema that says nothing', true, { type: 'object', additionalProperties: true }],
  ];
  for (const [what, schema, expected] of cases) it(what, () => assert.deepEqual(engineSchema(schema), expected));

  it('has an end for a schema that has none', () => {
    let deep: JsonSchema = { type: 'string' };
    for (let i = 0; i < 1000; i += 1) deep = { type: 'array', items: deep };
    assert.ok(JSON.stringify(engineSchema(deep)).length < 10_000);
  });
});
