import assert from 'node:assert/strict';
// Loaded here and not with the first call: it makes a global, which mocha would take for a leak of a test.
import '@ai-sdk/openai';
import { openAiError } from '../../ai-sdk/test/wire/chat-wire.ts';
import { replying, streaming } from '../../ai-sdk/test/wire/fake-api.ts';
import type { FakeApi, Respond } from '../../ai-sdk/test/wire/fake-api.ts';
import { describeFaults } from '../../ai-sdk/test/wire/faults.ts';
import { contextOf, generate } from '../../ai-sdk/test/wire/wire.ts';
import { encode, failing, refusing, WIRES } from './wire.ts';

for (const [api, wire] of Object.entries(WIRES)) describe(`by ${api}`, () => describeFaults(wire));

describe('provider openai, by what its errors say', () => {
  const wire = WIRES.responses;
  let fake: FakeApi;
  before(async () => {
    fake = await wire.open();
  });
  after(() => fake.close());
  const fails = async (respond: Respond, expected: object, model = wire.model): Promise<void> => {
    fake.answerWith(respond);
    await assert.rejects(generate(wire, { model }, contextOf(wire, fake.url)), expected);
  };

  for (const [status, code, expected] of [
    [429, 'insufficient_quota', { class: 'rate_limit', retryable: false, code: 'MODEL_QUOTA_EXHAUSTED' }],
    [429, 'rate_limit_exceeded', { class: 'rate_limit', retryable: true, code: 'MODEL_RATE_LIMITED' }],
    [400, 'context_length_exceeded', { class: 'bad_request', retryable: false, code: 'MODEL_CONTEXT_EXCEEDED' }],
    [400, 'invalid_prompt', { class: 'refused', retryable: false, code: 'MODEL_PROMPT_BLOCKED' }],
    [400, 'content_policy_violation', { class: 'refused', retryable: false, code: 'MODEL_PROMPT_BLOCKED' }],
    [403, 'model_not_found', { class: 'not_found', retryable: false, code: 'MODEL_NOT_FOUND' }],
    [400, 'unsupported_value', { class: 'bad_request', retryable: false, code: 'MODEL_REQUEST_INVALID' }],
  ] as const) {
    it(`takes ${status} with ${code} for ${expected.code}`, () =>
      fails(replying(status, openAiError('said by the API', code)), expected));
  }

  it('says what to do about a prompt that is too long, and about an account without credit', async () => {
    await fails(replying(400, openAiError('Your input exceeds 128 tokens.', 'context_length_exceeded')), {
      message: /longer than the model `gpt-6-luna` takes: Your input exceeds 128 tokens; shorten .* longer context$/,
    });
    await fails(replying(429, openAiError('You exceeded your quota', 'insufficient_quota')), {
      message: /the account of the key in OPENAI_API_KEY may not use more of openai.*add credit/,
    });
  });

  it('waits as long as a message asks for where there is no header', () =>
    fails(replying(429, openAiError('Rate limit reached. Please try again in 1.2s.', 'rate_limit_exceeded')), {
      retryAfterMs: 1200,
    }));

  it('says that a model is retired, what to use, and how to keep the workflow', () =>
    fails(
      streaming([]),
      {
        code: 'MODEL_NOT_FOUND',
        message: /retired upstream: `aliases: \{ gpt-4-turbo: gpt-6-luna \}` puts gpt-6-luna/,
      },
      'gpt-4-turbo',
    ));

  it('classes an answer that fails after it began, with some text or before any', async () => {
    for (const texts of [['Half'], []]) {
      await fails(streaming(encode(failing({ code: 'server_error', message: 'it broke' }, texts))), {
        class: 'unavailable',
        message: /it broke/,
      });
      const message = 'Rate limit reached. Please try again in 20s.';
      await fails(streaming(encode(failing({ code: 'rate_limit_exceeded', message }, texts))), {
        class: 'rate_limit',
        retryAfterMs: 20_000,
      });
    }
  });

  it('takes a refusal of the model for one', () =>
    fails(streaming(encode(refusing('I cannot help with that.'))), { class: 'refused', code: 'MODEL_ANSWER_BLOCKED' }));
});
