import assert from 'node:assert/strict';
import { strictly } from '@configurable-agents/plugin-ai-sdk';
import { strictSchema } from '../src/strict.ts';

describe('strict schemas', () => {
  const text = { type: 'string' };
  const object = (properties: object, required = Object.keys(properties)): { [key: string]: unknown } => ({
    type: 'object',
    properties,
    required,
  });

  it('are closed at every depth', () => {
    const closed = (schema: object): object => ({ ...schema, additionalProperties: false });
    const inner = object({ a: text });
    assert.deepEqual(
      strictSchema(object({ list: { type: 'array', items: inner }, one: { anyOf: [inner, { type: 'null' }] } })),
      closed(
        object({ list: { type: 'array', items: closed(inner) }, one: { anyOf: [closed(inner), { type: 'null' }] } }),
      ),
    );
    const recursive = { ...object({ tree: { $ref: '#/$defs/tree' } }), $defs: { tree: inner } };
    assert.deepEqual(strictSchema(recursive), closed({ ...recursive, $defs: { tree: closed(inner) } }));
  });

  for (const [what, schema] of [
    ['a property that may be missing', object({ a: text }, [])],
    ['a map of any keys', object({ a: { type: 'object' } })],
    ['further properties', { ...object({ a: text }), additionalProperties: text }],
    ['a list at the root', { type: 'array', items: text }],
    ['a choice at the root', { ...object({ a: text }), anyOf: [{}] }],
    ['anything', object({ a: {} })],
    ['a schema that is true', object({ a: true })],
    ['oneOf', object({ a: { oneOf: [text] } })],
    ['a default', object({ a: { ...text, default: 'x' } })],
    ['a required name without a property', object({ a: text }, ['a', 'b'])],
  ] as const) {
    it(`there are none for ${what}`, () => assert.equal(strictSchema(schema), undefined));
  }

  it('are those of calls that have one, unless the workflow decides', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] } as const;
    const options = (more: object = {}, given: object = schema): Parameters<typeof strictly>[0] => ({
      prompt: [],
      responseFormat: { type: 'json', schema: given },
      ...more,
    });
    assert.partialDeepStrictEqual(strictly(options(), 'acme'), {
      responseFormat: { schema: { additionalProperties: false } },
      providerOptions: { acme: { strictJsonSchema: true } },
    });
    const open = options({}, { type: 'object' });
    assert.deepEqual(strictly(open, 'acme'), { ...open, providerOptions: { acme: { strictJsonSchema: false } } });
    for (const same of [
      options({ providerOptions: { acme: { strictJsonSchema: true } } }),
      { prompt: [] },
      { prompt: [], responseFormat: { type: 'json' as const } },
    ]) {
      assert.equal(strictly(same, 'acme'), same);
    }
  });
});
