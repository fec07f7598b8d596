import assert from 'node:assert/strict';
import '@ai-sdk/openai';
import { plugin } from '@configurable-agents/plugin-openai';
import { describePlugin } from '../../ai-sdk/test/wire/plugin.ts';
import { adjust } from '../src/adjust.ts';
import { explain } from '../src/explain.ts';
import { CURRENT_MODEL, isRetired, MODELS } from '../src/models.ts';
import { strictSchema } from '../src/strict.ts';

describePlugin(plugin, {
  net: 'api.openai.com:443',
  variable: 'OPENAI_API_KEY',
  url: 'https://api.openai.com/v1/responses',
  model: CURRENT_MODEL,
});

describe('models of openai', () => {
  it('are told apart from those that are retired', () => {
    for (const model of [
      'gpt-4',
      'gpt-4-0613',
      'gpt-4-turbo',
      'gpt-4-turbo-preview',
      'gpt-3.5-turbo-0125',
      'o1',
      'o1-mini',
    ]) {
      assert.ok(isRetired(model), model);
    }
    for (const model of Object.keys(MODELS)) assert.ok(!isRetired(model), model);
    assert.ok(Object.hasOwn(MODELS, CURRENT_MODEL));
    const missing = { model: 'gpt-4', status: 404, message: 'no', body: {}, headers: {} };
    assert.match(explain(missing).hint ?? '', /gpt-4: gpt-6-luna/);
    assert.deepEqual(explain({ ...missing, status: 400 }), {});
  });
});

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

  it('leave a call without a schema as it is', () => {
    const options = adjust({ prompt: [] });
    assert.equal(options.responseFormat, undefined);
    assert.equal(options.providerOptions?.['openai']?.['store'], false);
  });
});
