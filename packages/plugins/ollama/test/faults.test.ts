import assert from 'node:assert/strict';
// Loaded here and not with the first call: it makes a global, which mocha would take for a leak of a test.
import '@ai-sdk/openai-compatible';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';
import type { FakeApi } from '../../ai-sdk/test/wire/fake-api.ts';
import { describeFaults } from '../../ai-sdk/test/wire/faults.ts';
import { contextOf, generate } from '../../ai-sdk/test/wire/wire.ts';
import { WIRE } from './wire.ts';

describeFaults(WIRE);

describe('provider ollama says what to do', () => {
  let fake: FakeApi;
  before(async () => {
    fake = await WIRE.open();
  });
  after(() => fake.close());

  it('about a model that was not pulled', () =>
    assert.rejects(generate(WIRE, { model: 'llama3.2' }, contextOf(WIRE, fake.url)), {
      class: 'not_found',
      message: /no model `llama3\.2`.*; `ollama pull llama3\.2` fetches it$/,
    }));

  it('about a name that is none, without repeating it as a command', () =>
    assert.rejects(generate(WIRE, { model: 'x; rm -rf /' }, contextOf(WIRE, fake.url)), (thrown: Error) => {
      assert.match(thrown.message, /no model `x; rm -rf \/`/);
      assert.doesNotMatch(thrown.message, /ollama pull/);
      return true;
    }));

  it('about a daemon that is down', async () => {
    const gone = await WIRE.open();
    gone.close();
    await assert.rejects(generate(WIRE, {}, contextOf(WIRE, gone.url)), {
      class: 'unavailable',
      retryable: true,
      code: 'MODEL_UNAVAILABLE',
      message: /is Ollama running at http:\/\/127\.0\.0\.1:\d+\/v1\? `ollama serve` starts it/,
    });
  });

  it('about an address that only the configuration may allow', async () => {
    const refusal = new TerminalError('127.0.0.1 is not a public address', { class: 'refused', code: 'NET_REFUSED' });
    const context = contextWith({ fetch: () => Promise.reject(refusal) });
    await assert.rejects(generate(WIRE, {}, context), {
      class: 'refused',
      retryable: false,
      code: 'NET_REFUSED',
      message:
        /at http:\/\/127\.0\.0\.1:11434\/v1, a private address.*write `providers: \{ ollama: \{ base_url: http:\/\/127\.0\.0\.1:11434\/v1 \} \}` into configurable-agents\.yaml$/,
    });
  });

  it('and nothing more about any other refusal of the host', async () => {
    const denied = new TerminalError('not granted', { class: 'refused', code: 'CAPABILITY_DENIED' });
    const context = contextWith({ fetch: () => Promise.reject(denied) });
    await assert.rejects(generate(WIRE, {}, context), { message: 'not granted', code: 'CAPABILITY_DENIED' });
  });
});
