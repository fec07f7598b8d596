import assert from 'node:assert/strict';
import { explainOpenAi } from '@configurable-agents/plugin-ai-sdk';

const refusal = (body: unknown, { message = '', status = 400 } = {}): Parameters<typeof explainOpenAi>[0] => ({
  body,
  message,
  status,
  model: 'any',
  headers: {},
});

describe('an error of the shape of OpenAI', () => {
  it('is read by its code, or by its type where there is no code', () => {
    const kindOf = (body: unknown): unknown => explainOpenAi(refusal(body)).kind;
    assert.equal(kindOf({ error: { code: 'context_length_exceeded' } }), 'context_length');
    assert.equal(kindOf({ error: { code: null, type: 'insufficient_quota' } }), 'quota');
    assert.equal(
      kindOf({ type: 'response.failed', response: { error: { code: 'rate_limit_exceeded' } } }),
      'rate_limit',
    );
    assert.equal(kindOf({ code: 'invalid_prompt', message: 'no' }), 'filtered');
    for (const body of [undefined, null, 'no', [], { error: 'no' }, { error: { code: 'other' } }]) {
      assert.equal(kindOf(body), undefined);
    }
  });

  it('is about the length of the prompt where only its words say so', () => {
    const said = (message: string, status = 400): unknown => explainOpenAi(refusal({}, { message, status })).kind;
    assert.equal(said("This model's maximum context length is 4096 tokens."), 'context_length');
    assert.equal(said('the request exceeds the available context size (512), try increasing it'), 'context_length');
    assert.equal(said('no context'), undefined);
    assert.equal(said('maximum context length', 500), undefined);
  });

  for (const [message, waitMs] of [
    ['Please try again in 20s.', 20_000],
    ['Please try again in 1.234s.', 1234],
    ['Please try again in 120ms.', 120],
    ['Please try again in 6m0s.', 360_000],
    ['Please try again in 6m.', 360_000],
    ['Please try again in a while.', undefined],
    ['Please try again later.', undefined],
  ] as const) {
    it(`asks for a wait of ${waitMs} ms by "${message}"`, () =>
      assert.equal(explainOpenAi(refusal({}, { message, status: 429 })).retryAfterMs, waitMs));
  }
});
