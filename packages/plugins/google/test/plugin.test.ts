import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { plugin } from '@configurable-agents/plugin-google';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';
import '@ai-sdk/google';
import { explain } from '../src/explain.ts';
import { CURRENT_MODEL, MODELS } from '../src/models.ts';
import { generate } from './generate.ts';

describe('plugin google', () => {
  it('says in its manifest what it needs and reaches', () => {
    const { secrets, capabilities, providers } = manifestOf(plugin);
    assert.deepEqual(secrets, { api_key: { env: 'GOOGLE_API_KEY' } });
    assert.deepEqual(capabilities.net, ['generativelanguage.googleapis.com:443', { fromConfig: '/base_url' }]);
    assert.deepEqual(Object.keys(providers), ['google']);
  });

  it('reaches the vendor’s address where none is configured, by the host’s fetch only', async () => {
    const urls: string[] = [];
    const fetch: typeof globalThis.fetch = (input) => {
      urls.push(String(input));
      return Promise.reject(new TypeError('no network'));
    };
    const context = contextWith({ secrets: { api_key: 'AIza' }, fetch });
    await assert.rejects(generate({ model: 'models/gemini-3.8-flash' }, context), { class: 'unavailable' });
    const path = '/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse';
    assert.deepEqual(urls, [`https://generativelanguage.googleapis.com${path}`]);
  });

  it('knows which models are retired, and that the one which it names is not', () => {
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

  it('asks for its key before it loads anything', () =>
    assert.rejects(generate({}, contextWith()), { class: 'auth', message: /`api_key` is not set/ }));

  it('loads no vendor’s code with its module', async () => {
    const script = `
      import { registerHooks } from 'node:module';
      const seen = [];
      registerHooks({ resolve: (specifier, context, next) => (seen.push(specifier), next(specifier, context)) });
      await import('@configurable-agents/plugin-google');
      console.log(JSON.stringify(seen));`;
    const flags = ['--conditions=@configurable-agents/source', '--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: import.meta.dirname });
    const seen = JSON.parse(stdout) as readonly string[];
    assert.ok(seen.includes('@configurable-agents/plugin-ai-sdk'), stdout);
    assert.deepEqual(
      seen.filter((specifier) => specifier.startsWith('@ai-sdk/')),
      [],
    );
  });
});

function missing(model: string): Parameters<typeof explain>[0] {
  return { model, status: 404, message: 'not found', body: { error: { code: 404 } }, headers: {} };
}
