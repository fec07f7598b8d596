import assert from 'node:assert/strict';
// Loaded here and not with the first call: it makes a global, which mocha would take for a leak of a test.
import '@ai-sdk/openai-compatible';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';
import { openAiError } from '../../ai-sdk/test/wire/chat-wire.ts';
import { eventOf, replying, streaming } from '../../ai-sdk/test/wire/fake-api.ts';
import type { FakeApi, Respond } from '../../ai-sdk/test/wire/fake-api.ts';
import { describeFaults } from '../../ai-sdk/test/wire/faults.ts';
import { contextOf, generate } from '../../ai-sdk/test/wire/wire.ts';
import { WIRE } from './wire.ts';

describeFaults(WIRE);

describe('provider openai-compatible, by what servers say', () => {
  let fake: FakeApi;
  before(async () => {
    fake = await WIRE.open();
  });
  after(() => fake.close());
  const fails = async (respond: Respond, expected: object): Promise<void> => {
    fake.answerWith(respond);
    await assert.rejects(generate(WIRE, {}, contextOf(WIRE, fake.url)), expected);
  };
  const TOO_LONG = { class: 'bad_request', retryable: false, code: 'MODEL_CONTEXT_EXCEEDED' };

  for (const [server, body] of [
    ['vLLM', { object: 'error', message: "This model's maximum context length is 512 tokens.", code: 400 }],
    ['llama.cpp', { error: { code: 400, message: 'the request exceeds the available context size', type: 'x' } }],
    ['a gateway', openAiError('too long', 'context_length_exceeded')],
  ] as const) {
    it(`knows a prompt that is too long by what ${server} answers`, () => fails(replying(400, body), TOO_LONG));
  }

  it('classes an error inside of a stream', async () => {
    const erring = (body: unknown): Respond => streaming([...WIRE.beginning('Half'), eventOf(body)]);
    await fails(erring(openAiError('slower', 'rate_limit_exceeded')), { class: 'rate_limit', retryable: true });
    await fails(erring(openAiError('it broke', null, 'server_error')), { class: 'unavailable', message: /it broke/ });
  });

  it('says where to write the address where there is none', () =>
    assert.rejects(generate(WIRE, {}, contextWith()), {
      class: 'bad_request',
      message:
        /`providers\.openai-compatible\.base_url` is not set.*set it in configurable-agents\.yaml, such as `providers: /,
    }));
});
