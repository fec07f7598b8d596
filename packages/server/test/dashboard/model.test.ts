// How an answer of a model came about, on the page of its run.
import assert from 'node:assert/strict';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { earlierAttempts } from '../../src/dashboard/pages/run-attempts.ts';
import { modelTalk } from '../../src/dashboard/pages/run-model.ts';
import { html } from '../../src/dashboard/html.ts';
import type { Html } from '../../src/dashboard/html.ts';
import { modelInputOf } from '../../src/model-input.ts';

const plain = ({ markup }: Html): string =>
  markup
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
const shown = (input: Parameters<typeof modelInputOf>[0]): string => plain(html`${modelTalk(modelInputOf(input))}`);

describe('the answer of a model on the page of its run', () => {
  it('says nothing where the model was asked and answered', () => {
    assert.equal(shown({ provider: 'echo', model: 'any', prompt: 'Go' }), '');
    assert.equal(shown(null), '');
    assert.equal(shown(['an input of another node']), '');
  });

  it('says which model was not there, and who was asked for it', () => {
    const fallbacks = [
      { provider: 'openai', model: 'large', error: { code: 'X', class: 'rate_limit', message: 'too often' } },
    ];
    assert.equal(
      shown({ provider: 'ollama', model: 'small', prompt: 'Go', fallbacks }),
      'Model openai/large was not there: too often, so ollama/small was asked',
    );
  });

  it('shows each call of a tool, with what it gave', () => {
    const calls = [{ name: 'find_page', input: { words: '<b>money</b>' }, result: '{"title":"Refunds"}' }];
    const text = shown({ provider: 'a', model: 'b', prompt: 'Go', tool_calls: calls });
    assert.match(text, /^Model called find_page \{&quot;words&quot;:&quot;&lt;b&gt;money&lt;\/b&gt;&quot;\}/);
    assert.match(text, /It gave \{&quot;title&quot;:&quot;Refunds&quot;\}$/);
  });

  it('shows a call that went wrong as one, and how long each took', () => {
    const shownCall = (more: { readonly is_error?: true; readonly duration_ms?: number }): string =>
      shown({ prompt: 'Go', tool_calls: [{ name: 'find', input: {}, result: 'nothing', ...more }] });
    assert.equal(shownCall({ duration_ms: 1250 }), 'Model called find {} 1.25 s {} It gave nothing');
    assert.equal(
      shownCall({ is_error: true, duration_ms: 3 }),
      'Model called find {} failed 3 ms {} It was told nothing',
    );
    assert.equal(shownCall({}), 'Model called find {} {} It gave nothing');
  });

  it('says what came from the cache', () => {
    assert.equal(
      shown({ provider: 'a', model: 'b', prompt: 'Go', cached_calls: 1 }),
      'Model One answer came from the cache of the node, at no cost',
    );
    assert.match(shown({ provider: 'a', model: 'b', prompt: 'Go', cached_calls: 3 }), /3 answers came/);
    const saved = (cost: number | null, input: number | null = 90): string =>
      shown({
        prompt: 'Go',
        cached_calls: 1,
        saved: { input_tokens: input, output_tokens: input === null ? null : 12, cost_usd: cost },
      });
    assert.match(saved(0.25), /at no cost; that saved 90 in · 12 out, \$0\.2500$/);
    assert.match(saved(null), /; that saved 90 in · 12 out$/);
    assert.match(saved(null, null), /at no cost$/);
  });

  it('is shown for the attempts before the last too, with why each failed', () => {
    const fact = (kind: string, more: JsonObject, key = 'ask'): Parameters<typeof earlierAttempts>[0][number] => ({
      sequence: 1,
      time: '2026-01-01T00:00:00.000Z',
      kind,
      key,
      ...more,
    });
    const failed = (attempt: number, key?: string): ReturnType<typeof fact> =>
      fact(
        'node.attempt_failed',
        {
          attempt,
          duration_ms: 40,
          error: { code: 'MODEL_RATE_LIMITED', class: 'rate_limit', message: 'too often' },
          input: { prompt: 'Go', tool_calls: [{ name: 'find', input: {}, result: 'x', duration_ms: 2 }] },
        },
        key,
      );
    const before = (...facts: ReturnType<typeof fact>[]): string => plain(html`${earlierAttempts(facts, 'ask')}`);
    assert.equal(before(failed(1, 'other'), fact('node.completed', { attempt: 1 })), '');
    assert.equal(
      before(failed(1), fact('attempt.lost', { attempt: 2 }), failed(1, 'other')),
      '2 attempts before attempt 1 failed after 40 ms: too often MODEL_RATE_LIMITED called find {} 2 ms {} It gave x ' +
        'attempt 2 was lost with what it ran in, and sent again',
    );
    const many = before(...Array.from({ length: 30 }, (_, i) => failed(i + 1)));
    assert.match(many, /^30 attempts before 20 attempts more in the journal attempt 21 failed/);
    assert.match(many, /attempt 30 failed/);
  });

  it('is read with care, also from journals that hold something else', () => {
    assert.deepEqual(
      modelInputOf({ prompt: 7, fallbacks: 'none', tool_calls: [null, { name: 1 }], cached_calls: 'x' }),
      {
        model: undefined,
        prompt: undefined,
        fallbacks: [],
        calls: [
          { name: '', input: null, result: '', isError: false, durationMs: null },
          { name: '', input: null, result: '', isError: false, durationMs: null },
        ],
        cached: 0,
        saved: '',
      },
    );
  });
});
