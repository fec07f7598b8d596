import assert from 'node:assert/strict';
import { Type } from '@configurable-agents/plugin-sdk';
import type { Json, JsonSchema, TSchema } from '@configurable-agents/plugin-sdk';
import { valuesOf } from '../../src/testing/generate.ts';
import { problemOf } from '../../src/testing/values.ts';

const COUNT = 100;
const schemas: { readonly [name: string]: JsonSchema | TSchema } = {
  'any value': true,
  'numbers in bounds': { type: 'integer', minimum: 3, maximum: 9 },
  'numbers above a bound': { type: 'number', exclusiveMinimum: 0 },
  multiples: { type: 'number', minimum: 0, maximum: 1, multipleOf: 0.25 },
  'texts of a length': { type: 'string', minLength: 3, maxLength: 5 },
  formats: { type: 'string', format: 'date-time' },
  'several types': { type: ['string', 'null'] },
  constants: Type.Union([Type.Literal('a'), Type.Literal('b')]),
  lists: Type.Array(Type.Integer(), { minItems: 2, maxItems: 4 }),
  tuples: Type.Tuple([Type.String(), Type.Number()]),
  maps: Type.Record(Type.String(), Type.Integer()),
  'closed objects': Type.Object(
    { a: Type.Integer(), b: Type.Optional(Type.String()) },
    { additionalProperties: false },
  ),
  compositions: Type.Intersect([Type.Object({ a: Type.Integer() }), Type.Object({ b: Type.Boolean() })]),
  references: {
    $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } }, additionalProperties: false } },
    $ref: '#/$defs/node',
  },
};

// A schema of TypeBox is JSON Schema, which its type does not say.
const valuesFor = (schema: JsonSchema | TSchema, seed = 1, samples: readonly Json[] = []): readonly Json[] =>
  valuesOf(schema as JsonSchema, { count: COUNT, seed, samples });

describe('inputs made up from a schema', () => {
  for (const [name, schema] of Object.entries(schemas)) {
    it(`are ${name}, all of which fit`, () => {
      const values = valuesFor(schema);
      assert.equal(values.length, COUNT);
      for (const value of values)
        assert.equal(problemOf(schema as JsonSchema, value), undefined, JSON.stringify(value));
    });
  }

  it('are the same for the same seed, and others for another', () => {
    const schema = Type.Object({ a: Type.Integer() });
    assert.deepEqual(valuesFor(schema), valuesFor(schema));
    assert.notDeepEqual(valuesFor(schema), valuesFor(schema, 2));
  });

  it('take what they cannot make from the samples', () => {
    const schema = Type.Object({ id: Type.String({ pattern: '^C[0-9]{8}$' }), n: Type.Integer() });
    const values = valuesFor(schema, 1, [{ id: 'C00000001', n: 1 }]);
    assert.ok(values.length > 10);
    assert.ok(new Set(values.map((value) => JSON.stringify(value))).size > 5);
  });

  it('are none where no value fits', () => {
    assert.deepEqual(valuesFor({ type: 'string', pattern: '^never made up$' }), []);
  });
});
