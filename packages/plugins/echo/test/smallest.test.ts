import assert from 'node:assert/strict';
import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import fc from 'fast-check';
import { fits } from '../src/fits.ts';
import { shortestMatch } from '../src/pattern.ts';
import { smallestValue } from '../src/smallest.ts';

const smallest = (schema: JsonSchema, hints: JsonObject = {}): Json => smallestValue(schema, { hints });

describe('smallest value', () => {
  const cases: readonly (readonly [string, JsonSchema, Json])[] = [
    ['nothing said', true, null],
    ['a constant', { const: null }, null],
    ['a default that fits', { type: 'integer', default: 7 }, 7],
    ['a default that breaks its own schema', { type: 'integer', minimum: 3, default: 1 }, 3],
    ['the first choice that fits', { type: 'string', enum: [1, 'a'] }, 'a'],
    ['the first of several types', { type: ['null', 'string'] }, null],
    ['an excluded minimum', { type: 'integer', exclusiveMinimum: 4 }, 5],
    ['an excluded maximum below zero', { type: 'integer', exclusiveMaximum: -2 }, -3],
    ['a maximum below zero', { type: 'number', maximum: -1.5 }, -1.5],
    ['room between two excluded limits', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5],
    ['a step', { type: 'integer', minimum: 7, multipleOf: 5 }, 10],
    ['a minimum below zero', { type: 'number', minimum: -10, maximum: 10 }, -10],
    [
      'a list of different numbers',
      { type: 'array', items: { type: 'integer' }, minItems: 3, uniqueItems: true },
      [0, 1, 2],
    ],
    [
      'a list of different choices',
      { type: 'array', items: { enum: ['a', 'b'] }, minItems: 2, uniqueItems: true },
      ['a', 'b'],
    ],
    ['a tuple', { type: 'array', prefixItems: [{ const: 'a' }, { type: 'integer' }], minItems: 2 }, ['a', 0]],
    ['a required name without a schema', { type: 'object', required: ['a'] }, { a: null }],
    [
      'all of several',
      { allOf: [{ properties: { a: { const: 1 } }, required: ['a'] }, { properties: { b: { const: 2 } } }] },
      { a: 1, b: 2 },
    ],
    [
      'the first branch that fits what is beside it',
      { type: 'string', anyOf: [{ type: 'integer' }, { minLength: 1 }] },
      'x',
    ],
    [
      'exactly one of several',
      { oneOf: [{ type: 'integer' }, { type: 'integer', minimum: 0 }, { type: 'null' }] },
      null,
    ],
    ['a pattern', { type: 'string', pattern: '^[A-Z]{2}-\\d+$' }, 'AA-0'],
  ];
  for (const [name, schema, expected] of cases) {
    it(`respects ${name}`, () => {
      const value = smallest(schema);
      assert.deepEqual(value, expected);
      assert.ok(fits(value, schema, schema));
    });
  }

  it('ends a schema that refers to itself where it may end', () => {
    const tree: JsonSchema = {
      $ref: '#/$defs/tree',
      $defs: {
        tree: {
          type: 'object',
          required: ['name', 'next'],
          properties: {
            name: { type: 'string' },
            left: { $ref: '#/$defs/tree' },
            right: { $ref: '#/$defs/tree' },
            next: { anyOf: [{ $ref: '#/$defs/tree' }, { type: 'null' }] },
            more: { type: 'array', items: { $ref: '#/$defs/tree' } },
          },
        },
      },
    };
    assert.deepEqual(smallest(tree), { name: '', next: null, more: [] });
  });

  it('gives up on definitions that all refer to one another instead of trying every path', () => {
    const names = Array.from({ length: 12 }, (_, at) => `d${at}`);
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }]));
    const $defs = Object.fromEntries(names.map((name) => [name, { type: 'object', properties }]));
    assert.equal(typeof smallest({ $defs, $ref: '#/$defs/d0' }), 'object');
  });

  it('takes a hint only where it satisfies the whole schema of its property', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: {
        code: { type: 'string', minLength: 3 },
        pick: { anyOf: [{ const: 'a' }, { const: 'b' }] },
        person: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
      },
    };
    assert.deepEqual(smallest(schema, { code: 'ab', pick: 'b', person: {} }), {
      code: 'xxx',
      pick: 'b',
      person: { name: '' },
    });
    assert.deepEqual(smallest(schema, { code: 'abc', pick: 'c', person: { name: 'Ada' } }), {
      code: 'abc',
      pick: 'a',
      person: { name: 'Ada' },
    });
  });

  it('satisfies any schema of limits, texts, lists and objects, and is the same every time', () => {
    const leaf = fc.oneof(
      fc.record({ type: fc.constant('string'), minLength: fc.nat(5) }),
      fc.record({ type: fc.constant('integer'), minimum: fc.integer({ min: -50, max: 50 }) }),
      fc.record({ type: fc.constant('integer'), exclusiveMaximum: fc.integer({ min: -50, max: 50 }) }),
      fc.record({ type: fc.constant('number'), multipleOf: fc.constantFrom(0.5, 2, 3), minimum: fc.nat(20) }),
      fc.record({ enum: fc.array(fc.oneof(fc.string(), fc.integer()), { minLength: 1 }) }),
      fc.constantFrom<JsonSchema>({ type: 'boolean' }, { type: 'null' }, { const: [1, { a: null }] }, true),
    );
    const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
      schema: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.record({ type: fc.constant('array'), items: tie('schema'), minItems: fc.nat(3) }),
        fc.record({
          type: fc.constant('object'),
          properties: fc.dictionary(fc.string(), tie('schema'), { maxKeys: 3 }),
        }),
        fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
      ),
    }));
    fc.assert(
      fc.property(schema, (each) => {
        const value = smallest(each);
        assert.ok(fits(value, each, each), JSON.stringify(value));
        assert.deepEqual(smallest(each), value);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a state value that is copied through', () => {
  const schema = (pattern: string): JsonSchema => ({
    type: 'object',
    properties: { text: { type: 'string', pattern } },
    required: ['text'],
  });

  it('is one that matches the pattern', () => {
    assert.deepEqual(smallest(schema('^[a-z]+(-[a-z]+)*$'), { text: 'a-slug' }), { text: 'a-slug' });
    assert.deepEqual(smallest(schema('^[a-z]+(-[a-z]+)*$'), { text: 'A-slug' }), { text: 'a' });
  });

  it('keeps no pattern busy', () => {
    assert.deepEqual(smallest(schema('^(a+)+$'), { text: `${'a'.repeat(50_000)}!` }), { text: 'a' });
  });
});

describe('shortest match of a pattern', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['^abc$', 'abc'],
    ['^(?:GET|POST) /$', 'GET /'],
    ['^a+b?c*$', 'a'],
    ['^\\d{4}-\\d{2}$', '0000-00'],
    ['^[^x]$', 'a'],
    ['^(?=a)b', undefined],
    ['(', undefined],
  ];
  for (const [pattern, expected] of cases) {
    it(`is ${JSON.stringify(expected)} for ${pattern}`, () => assert.equal(shortestMatch(pattern), expected));
  }

  it('grows what may repeat until the text is long enough', () => {
    assert.equal(shortestMatch('^[A-Z]+$', { minLength: 4 }), 'AAAA');
    assert.equal(shortestMatch('^ab', { minLength: 4 }), 'abxx');
  });
});
