import assert from 'node:assert/strict';
import '@ai-sdk/anthropic';
import { plugin } from '@configurable-agents/plugin-anthropic';
import { describePlugin } from '../../ai-sdk/test/wire/plugin.ts';
import { explain } from '../src/explain.ts';
import { CURRENT_MODEL, isRetired, MODELS } from '../src/models.ts';

describePlugin(plugin, {
  net: 'api.anthropic.com:443',
  variable: 'ANTHROPIC_API_KEY',
  url: 'https://api.anthropic.com/v1/messages',
  model: CURRENT_MODEL,
});

describe('models of anthropic', () => {
  it('are told apart from those that are retired', () => {
    for (const model of [
      'claude-2.1',
      'claude-instant-1',
      'claude-3-haiku-20240307',
      'claude-3-5-sonnet-latest',
      'claude-opus-4-20250514',
      'claude-sonnet-4-0',
      'claude-opus-4-1-20250805',
    ]) {
      assert.ok(isRetired(model), model);
    }
    for (const model of [...Object.keys(MODELS), 'claude-opus-4-5-20251101']) assert.ok(!isRetired(model), model);
    assert.ok(Object.hasOwn(MODELS, CURRENT_MODEL));
  });

  it('that are retired are explained where they are missing only', () => {
    const missing = { model: 'claude-2.1', status: 404, message: 'model: claude-2.1', body: {}, headers: {} };
    assert.match(explain(missing).hint ?? '', /claude-2\.1: claude-sonnet-5/);
    assert.deepEqual(explain({ ...missing, status: 400 }), {});
  });
});
