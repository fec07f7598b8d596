import assert from 'node:assert/strict';
// Loaded here and not with the first call: it makes a global, which mocha would take for a leak of a test.
import '@ai-sdk/anthropic';
import { eventOf, replying, streaming } from '../../ai-sdk/test/wire/fake-api.ts';
import type { FakeApi, Respond } from '../../ai-sdk/test/wire/fake-api.ts';
import { describeFaults } from '../../ai-sdk/test/wire/faults.ts';
import { contextOf, generate } from '../../ai-sdk/test/wire/wire.ts';
import { errorOf, WIRE } from './wire.ts';

describeFaults(WIRE);

describe('provider anthropic, by what its errors say', () => {
  let fake: FakeApi;
  before(async () => {
    fake = await WIRE.open();
  });
  after(() => fake.close());
  const fails = async (respond: Respond, expected: object, model = WIRE.model): Promise<void> => {
    fake.answerWith(respond);
    await assert.rejects(generate(WIRE, { model }, contextOf(WIRE, fake.url)), expected);
  };
  const SPENT = { class: 'rate_limit', retryable: false, code: 'MODEL_QUOTA_EXHAUSTED' };
  const TOO_LONG = { class: 'bad_request', retryable: false, code: 'MODEL_CONTEXT_EXCEEDED' };
  const limit = { details: { error_code: 'enforced_spend_limit_reached' } };

  for (const [what, status, error, expected] of [
    ['no credit', 400, errorOf('invalid_request_error', 'Your credit balance is too low to access the API.'), SPENT],
    ['a bill to pay', 402, errorOf('billing_error', 'Payment is required.'), SPENT],
    ['a limit of spending', 429, errorOf('rate_limit_error', 'You have reached your limit.', limit), SPENT],
    ['a long prompt', 400, errorOf('invalid_request_error', 'prompt is too long: 210000 tokens > 200000'), TOO_LONG],
    [
      'a long prompt with its answer',
      400,
      errorOf('invalid_request_error', 'input length and `max_tokens` exceed context limit: 199000 + 4096 > 200000'),
      TOO_LONG,
    ],
    [
      'a filter',
      400,
      errorOf('invalid_request_error', 'Output blocked by content filtering policy'),
      { class: 'refused', code: 'MODEL_PROMPT_BLOCKED' },
    ],
  ] as const) {
    it(`tells ${what} from other refusals`, () => fails(replying(status, error), expected));
  }

  it('says that a model is retired, what to use, and how to keep the workflow', () =>
    fails(
      streaming([]),
      { code: 'MODEL_NOT_FOUND', message: /retired upstream: `aliases: \{ claude-3-opus-latest: claude-sonnet-5 \}`/ },
      'claude-3-opus-latest',
    ));

  for (const [what, beginning] of [
    ['in the middle of an answer', WIRE.beginning('Half')],
    ['before an answer began', []],
  ] as const) {
    it(`classes an error inside of a stream, ${what}`, async () => {
      const erring = (type: string): Respond => streaming([...beginning, eventOf(errorOf(type, 'said'), 'error')]);
      await fails(erring('overloaded_error'), { class: 'unavailable', retryable: true, message: /said/ });
      await fails(erring('api_error'), { class: 'unavailable', retryable: true });
      await fails(erring('rate_limit_error'), { class: 'rate_limit', retryable: true });
    });
  }

  it('takes an answer whose first event is broken for a broken one', () =>
    fails(streaming(['data: {"type":\n\n']), {
      class: 'invalid_output',
      retryable: true,
      code: 'MODEL_ANSWER_INVALID',
    }));
});
