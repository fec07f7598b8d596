import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json, JsonSchema } from '@configurable-agents/plugin-sdk';
import { inexactIntegers } from '../../src/schema/exact.ts';

const BIG = 2 ** 53;
const schema: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    maybe: { type: ['integer', 'null'] },
    price: { type: 'number' },
    either: { type: ['integer', 'number'] },
    'a/b': { $ref: '#/$defs/order' },
    rows: { type: 'array', items: { $ref: '#/$defs/order' } },
    pair: { type: 'array', prefixItems: [{ type: 'integer' }], items: { type: 'string' } },
  },
  additionalProperties: { type: 'integer' },
  $defs: {
    order: { type: 'object', properties: { number: { type: 'integer' }, next: { $ref: '#/$defs/order' } } },
    round: { $ref: '#/$defs/round' },
  },
};

describe('integers beyond what JSON numbers keep', () => {
  it('are found where a schema wants an integer, wherever they stand', () => {
    const value: Json = {
      id: BIG,
      maybe: -BIG,
      other: 1e300,
      'a/b': { number: 1, next: { number: BIG } },
      rows: [{ number: 1 }, { number: BIG }],
      pair: [BIG, 'x'],
    };
    assert.deepEqual(inexactIntegers(value, schema), [
      '/id',
      '/maybe',
      '/other',
      '/a~1b/next/number',
      '/rows/1/number',
      '/pair/0',
    ]);
  });

  it('are let be where the schema takes any number, or says nothing', () => {
    assert.deepEqual(inexactIntegers({ price: BIG, either: BIG }, schema), []);
    for (const open of [{}, true, { type: 'object' }, { $ref: '#/$defs/none' }, { $ref: '#/$defs/round', ...schema }]) {
      assert.deepEqual(inexactIntegers({ price: BIG }, open as JsonSchema), []);
    }
  });

  it('are exactly those that are no safe integers', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true })), (number) => {
        const found = inexactIntegers({ id: number }, schema).length > 0;
        assert.equal(found, !Number.isSafeInteger(number));
      }),
    );
  });
});
