import assert from 'node:assert/strict';
import { plugin } from '@configurable-agents/plugin-google';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';
import '@ai-sdk/google';
import { describePlugin } from '../../ai-sdk/test/wire/plugin.ts';
import { generate } from '../../ai-sdk/test/wire/wire.ts';
import { explain } from '../src/explain.ts';
import { CURRENT_MODEL, MODELS } from '../src/models.ts';
import { WIRE } from './wire.ts';

describePlugin(plugin, {
  net: 'generativelanguage.googleapis.com:443',
  variable: 'GOOGLE_API_KEY',
  url: 'https://generativelanguage.googleapis.com/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse',
  model: 'models/gemini-3.8-flash',
});

describe('the models of google', () => {
  it('are known where they are retired, and the one that is named instead is not', () => {
    for (const model of [
      'gemini-1.0-pro',
      'gemini-1.5-flash',
      'gemini-1.5-pro-002',
      'gemini-2.0-flash',
      'gemini-pro',
    ]) {
      assert.match(explain(missing(model)).hint ?? '', new RegExp(`\\b${model}: gemini-\\d`), model);
    }
    for (const model of [CURRENT_MODEL, 'gemini-pro-latest', 'gemini-2.5-flash', 'gemini-20-pro']) {
      assert.deepEqual(explain(missing(model)), {}, model);
    }
    assert.ok(Object.hasOwn(MODELS, CURRENT_MODEL));
  });

  it('are asked for with a key, before anything is loaded', () =>
    assert.rejects(generate(WIRE, {}, contextWith()), { class: 'auth', message: /`api_key` is not set/ }));
});

function missing(model: string): Parameters<typeof explain>[0] {
  return { model, status: 404, message: 'not found', body: { error: { code: 404 } }, headers: {} };
}
