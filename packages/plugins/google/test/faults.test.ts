import assert from 'node:assert/strict';
// Loaded here and not with the first call: it makes a global, which mocha would take for a leak of a test.
import '@ai-sdk/google';
import { eventOf, streaming } from '../../ai-sdk/test/wire/fake-api.ts';
import type { FakeApi, Respond } from '../../ai-sdk/test/wire/fake-api.ts';
import { describeFaults } from '../../ai-sdk/test/wire/faults.ts';
import { contextOf, generate } from '../../ai-sdk/test/wire/wire.ts';
import { BLOCKED, chunk, failing, INVALID_KEY, KEY, WIRE } from './wire.ts';

describeFaults(WIRE);

describe('provider google, by what its errors say', () => {
  let fake: FakeApi;
  before(async () => {
    fake = await WIRE.open();
  });
  after(() => fake.close());
  const asking = async (model: string): Promise<unknown> => await generate(WIRE, { model }, contextOf(WIRE, fake.url));
  const fails = async (respond: Respond, expected: object): Promise<void> => {
    fake.answerWith(respond);
    await assert.rejects(asking(WIRE.model), expected);
  };
  const FULL = { code: 429, message: 'quota exceeded', status: 'RESOURCE_EXHAUSTED' };

  it('takes 400 for the key where its words or its reason say so', async () => {
    await fails(failing({ ...INVALID_KEY, message: 'API key expired. Renew it.', details: [] }), { class: 'auth' });
    await fails(failing({ ...INVALID_KEY, message: 'no' }), { class: 'auth' });
  });

  it('says what is forbidden to a key, and nothing of the key', () =>
    fails(failing({ code: 403, message: `the API is disabled for ${KEY}`, status: 'PERMISSION_DENIED' }), {
      class: 'auth',
      message: /GOOGLE_API_KEY: the API is disabled for \*\*\*; set/,
    }));

  it('says that a model is retired, what to use, and how to keep the workflow', () =>
    assert.rejects(asking('gemini-1.5-flash'), {
      code: 'MODEL_NOT_FOUND',
      message:
        /change `llm\.model`, or map .* in configurable-agents\.yaml; it is retired upstream: `aliases: \{ gemini-1\.5-flash: gemini-3\.8-flash \}` puts gemini-3\.8-flash in its place/,
    }));

  it('waits as long as the details of a full quota say', () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.074824224s' }];
    return fails(failing({ ...FULL, details }), { class: 'rate_limit', retryAfterMs: 34_075 });
  });

  it('classes an error inside of a stream by its status', async () => {
    const erring = (error: object): Respond => streaming([...WIRE.beginning('Half'), eventOf({ error })]);
    await fails(erring({ ...FULL, details: [{ retryDelay: '2s' }] }), { class: 'rate_limit', retryAfterMs: 2000 });
    await fails(erring({ code: 503, message: 'overloaded', status: 'UNAVAILABLE' }), {
      class: 'unavailable',
      message: 'google answered 503: overloaded',
    });
  });

  it('takes an answer without candidates for half an answer', () =>
    fails(streaming([eventOf({ candidates: [], usageMetadata: { promptTokenCount: 9 } })]), {
      code: 'MODEL_ANSWER_INCOMPLETE',
    }));

  it('says what blocked a prompt, or an answer', async () => {
    await fails(streaming([eventOf(BLOCKED)]), {
      class: 'refused',
      retryable: false,
      code: 'MODEL_ANSWER_BLOCKED',
      message: /\(PROHIBITED_CONTENT\)/,
    });
    await fails(streaming(WIRE.filtered), { message: /\(SAFETY\)/ });
  });

  it('refuses an option that Gemini does not know', () =>
    assert.rejects(generate(WIRE, { parameters: { options: { threshold: 'NONE' } } }, contextOf(WIRE, fake.url)), {
      class: 'bad_request',
      retryable: false,
      message: /invalid google provider options/,
    }));

  for (const model of ['', '../files', 'models/../../x', 'x?key=1', 'a b', 'models/x/y', '%2e%2e/x']) {
    it(`sends nothing with ${JSON.stringify(model)} for a model`, async () => {
      const before = fake.requests.length;
      await assert.rejects(asking(model), { class: 'not_found', retryable: false });
      assert.equal(fake.requests.length, before);
    });
  }

  it('takes what ends in the middle, or before it, for half an answer', async () => {
    const half = { class: 'invalid_output', code: 'MODEL_ANSWER_INCOMPLETE' };
    await fails(streaming([eventOf(chunk('Half an'))]), half);
    await fails(streaming([]), half);
  });
});
