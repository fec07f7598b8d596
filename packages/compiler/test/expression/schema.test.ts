import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { showCelType, typeOfSchema } from '../../src/expression/types.ts';

const show = (schema: unknown): string => showCelType(typeOfSchema(schema as JsonSchema));

describe('typeOfSchema', () => {
  const cases: readonly (readonly [schema: unknown, type: string])[] = [
    [true, 'dyn'],
    [{}, 'dyn'],
    [{ type: 'integer' }, 'int'],
    [{ type: 'number' }, 'double'],
    [{ type: ['string', 'null'] }, 'wrapper(string)'],
    [{ type: ['integer', 'number'] }, 'double'],
    [{ type: ['string', 'integer'] }, 'dyn'],
    [{ enum: ['a', 'b'] }, 'string'],
    [{ enum: ['a', null] }, 'wrapper(string)'],
    [{ enum: [1, 2.5] }, 'double'],
    [{ const: true }, 'bool'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'wrapper(string)'],
    [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, 'dyn'],
    [{ type: 'string', nullable: true }, 'wrapper(string)'],
    [{ type: 'array', items: { type: 'string' } }, 'list(string)'],
    [{ type: 'array', prefixItems: [{}], items: { type: 'string' } }, 'list(dyn)'],
    [{ type: 'object', additionalProperties: { type: 'integer' } }, 'map(string, int)'],
    [{ $ref: '#/$defs/T', $defs: { T: { type: 'boolean' } } }, 'bool'],
    [{ $ref: '#/$defs/T', $defs: { T: { type: 'array', items: { $ref: '#/$defs/T' } } } }, 'list(dyn)'],
    [{ $ref: 'https://example.org/x' }, 'dyn'],
    [{ $ref: '#/%zz' }, 'dyn'],
    [{ type: [] }, 'dyn'],
    [{ enum: [] }, 'dyn'],
    [{ type: 'nonsense' }, 'dyn'],
  ];
  for (const [schema, type] of cases) {
    it(`reads ${JSON.stringify(schema)} as ${type}`, () => assert.equal(show(schema), type));
  }

  it('knows the fields of an object, of several together, and whether there may be others', () => {
    const closed = typeOfSchema({ type: 'object', properties: { a: { type: 'string' } } });
    assert.ok(closed.kind === 'map' && !closed.open);
    const open = typeOfSchema({ type: 'object', properties: { a: { type: 'string' } }, additionalProperties: true });
    assert.ok(open.kind === 'map' && open.open);
    const both = typeOfSchema({
      allOf: [
        { type: 'object', properties: { a: { type: 'string' } } },
        { type: 'object', properties: { b: { type: 'integer' } } },
      ],
    });
    assert.deepEqual(both.kind === 'map' && Object.keys(both.fields), ['a', 'b']);
  });

  it('ends, whatever refers to what', () => {
    const names = Array.from({ length: 40 }, (_item, i) => `d${i}`);
    const $defs = Object.fromEntries(
      names.map((name, i) => [
        name,
        { type: 'object', properties: { a: { $ref: `#/$defs/d${i + 1}` }, b: { $ref: `#/$defs/d${i + 1}` } } },
      ]),
    );
    assert.equal(typeOfSchema({ $ref: '#/$defs/d0', $defs }).kind, 'map');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.jsonValue(), (schema) => void typeOfSchema(schema as JsonSchema)));
    const keyword = fc.constantFrom(
      'type',
      'items',
      'properties',
      'allOf',
      'anyOf',
      'enum',
      '$ref',
      'const',
      'additionalProperties',
      'maxItems',
    );
    const schemas = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom('string', 'object', 'array', '#/', null, 1),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(keyword, tie('node')),
      ),
    })).node;
    fc.assert(fc.property(schemas, (schema) => void typeOfSchema(schema as JsonSchema)));
  });
});
