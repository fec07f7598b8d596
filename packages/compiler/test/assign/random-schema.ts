// Random JSON Schemas, and pairs of them that are near enough to each other for every answer to occur.
import fc from 'fast-check';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

type Keywords = { readonly [keyword: string]: unknown };

const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** Leaves out what is undefined, as JSON does. */
function tidy(schema: Keywords): Keywords {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

const text = fc
  .record({
    type: fc.constant('string'),
    minLength: some(fc.nat(4)),
    maxLength: some(fc.integer({ min: 2, max: 6 })),
    pattern: some(fc.constantFrom('^a', 'b$', '^[a-z]+$')),
  })
  .map(tidy);

const number = fc
  .record({
    type: fc.constantFrom('integer', 'number', ['integer', 'null'], ['number', 'string']),
    minimum: some(fc.integer({ min: -2, max: 5 })),
    exclusiveMinimum: some(fc.constantFrom(0, 0.5, 2)),
    maximum: some(fc.integer({ min: 3, max: 9 })),
    exclusiveMaximum: some(fc.constantFrom(4.5, 8)),
    multipleOf: fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(1, 2, 4, 0.5) },
    ),
  })
  .map(tidy);

const listed = fc.oneof(
  fc.subarray(['a', 'b', 'c', 1, 2.5, null, true, false], { minLength: 1 }).map((values) => ({ enum: values })),
  fc.constantFrom<unknown>('a', 1, null, true, { p: 1 }).map((value) => ({ const: value })),
);

const leaf: fc.Arbitrary<JsonSchema> = fc.oneof(
  text,
  number,
  listed,
  fc.constantFrom<JsonSchema>(
    { type: 'boolean' },
    { type: 'null' },
    { type: ['string', 'null'] },
    true,
    {},
    { type: 'string', nullable: true },
  ),
);

export const schemas: fc.Arbitrary<JsonSchema> = fc.letrec<{ schema: JsonSchema }>((tie) => {
  const inner = tie('schema');
  const list = fc
    .record({
      type: fc.constant('array'),
      items: some(inner),
      prefixItems: fc.oneof(
        { weight: 5, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.array(inner, { minLength: 1, maxLength: 2 }) },
      ),
      minItems: some(fc.nat(3)),
      maxItems: some(fc.integer({ min: 1, max: 3 })),
      uniqueItems: fc.constantFrom(undefined, undefined, undefined, true),
    })
    // ajv 8.20 overlooks equal items of `prefixItems` where `items` has a scalar type.
    .map(({ uniqueItems, ...rest }) => tidy(rest.prefixItems === undefined ? { ...rest, uniqueItems } : rest));
  const object = fc
    .record({
      type: fc.constant('object'),
      properties: some(fc.dictionary(fc.constantFrom('p', 'q', 'r'), inner, { noNullPrototype: true, maxKeys: 3 })),
      required: some(fc.subarray(['p', 'q', 'r'])),
      additionalProperties: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(undefined, false, false) },
        { weight: 1, arbitrary: inner },
      ),
      minProperties: fc.constantFrom(undefined, undefined, undefined, 1),
      maxProperties: fc.constantFrom(undefined, undefined, undefined, 2),
    })
    .map(tidy);
  const combined = fc
    .tuple(fc.constantFrom('anyOf', 'oneOf', 'allOf'), fc.array(inner, { minLength: 1, maxLength: 3 }))
    .map(([keyword, branches]) => ({ [keyword]: branches }));
  const rare = fc.oneof(
    inner.map((not) => ({ not })),
    // oxlint-disable-next-line unicorn/no-thenable
    fc.tuple(inner, inner, inner).map(([test, yes, no]) => ({ if: test, then: yes, else: no })),
    inner.map((value) => ({ type: 'object', patternProperties: { '^p': value } })),
  );
  return {
    schema: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: leaf },
      { weight: 3, arbitrary: object },
      { weight: 2, arbitrary: list },
      { weight: 2, arbitrary: combined },
      { weight: 1, arbitrary: rare },
    ),
  };
}).schema;

/** The schema with one thing changed: a limit moved, a keyword dropped, a part replaced. */
const changes = fc.tuple(fc.nat(50), fc.constantFrom('drop', 'more', 'less', 'replace'), schemas);

function change(schema: JsonSchema, [at, what, other]: readonly [number, string, JsonSchema]): JsonSchema {
  if (typeof schema === 'boolean') return other;
  const keywords = Object.keys(schema);
  const keyword = keywords[at % Math.max(1, keywords.length)];
  if (keyword === undefined) return other;
  const value = schema[keyword];
  if (what === 'drop') {
    const { [keyword]: _gone, ...rest } = schema;
    // `nullable` is a word about `type`.
    const { nullable: _nullable, ...bare } = rest;
    return keyword === 'type' ? bare : rest;
  }
  if (typeof value === 'number')
    return { ...schema, [keyword]: Math.max(keyword === 'multipleOf' ? 1 : 0, value + (what === 'more' ? 1 : -1)) };
  if (keyword === 'properties' && typeof value === 'object' && value !== null) {
    const [name = 'p'] = Object.keys(value);
    return {
      ...schema,
      properties: {
        ...value,
        [name]:
          what === 'replace'
            ? other
            : change((value as { [name: string]: JsonSchema })[name] ?? true, [at, what, other]),
      },
    };
  }
  if (keyword === 'items') return { ...schema, items: change(value as JsonSchema, [at, what, other]) };
  return schema;
}

export const pairs: fc.Arbitrary<readonly [JsonSchema, JsonSchema]> = fc.oneof(
  fc.tuple(schemas, schemas),
  fc
    .tuple(schemas, fc.array(changes, { maxLength: 2 }))
    .map(([schema, all]) => [schema, all.reduce(change, schema)] as const),
  fc
    .tuple(schemas, fc.array(changes, { maxLength: 2 }))
    .map(([schema, all]) => [all.reduce(change, schema), schema] as const),
  fc.tuple(schemas, schemas).map(([a, b]) => [a, { anyOf: [b, a] }] as const),
);
