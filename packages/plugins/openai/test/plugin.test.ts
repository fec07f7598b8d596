import assert from 'node:assert/strict';
import '@ai-sdk/openai';
import { plugin } from '@configurable-agents/plugin-openai';
import { describePlugin } from '../../ai-sdk/test/wire/plugin.ts';
import { adjust } from '../src/adjust.ts';
import { explain } from '../src/explain.ts';
import { CURRENT_MODEL, isRetired, MODELS } from '../src/models.ts';

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

describe('a call of openai', () => {
  it('is not to be kept, and has no more than that where there is no schema', () => {
    const options = adjust({ prompt: [] }, {});
    assert.equal(options.responseFormat, undefined);
    assert.deepEqual(options.providerOptions, { openai: { store: false, reasoningSummary: null } });
  });
});
