import assert from 'node:assert/strict';
import { fromLanguageModel } from '@configurable-agents/plugin-ai-sdk';
import type { Part } from '@configurable-agents/plugin-sdk';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';
import { finish, generate, request, SCHEMA, scriptedModel, text, usage } from './scripted-model.ts';

const USAGE: Part = { kind: 'usage', inputTokens: 12, outputTokens: 34, costUsd: null };

describe('an AI SDK model as a provider', () => {
  describe('asks', () => {
    it('for the messages, with the system prompt first', async () => {
      const model = scriptedModel([...text('Hi'), finish()]);
      const messages = [
        { role: 'user', content: 'One' },
        { role: 'assistant', content: 'Two' },
        { role: 'user', content: 'Three' },
      ] as const;
      await generate(model, { system: 'Be brief.', messages });
      assert.deepEqual(model.calls[0]?.prompt, [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'One' }] },
        { role: 'assistant', content: [{ type: 'text', text: 'Two' }] },
        { role: 'user', content: [{ type: 'text', text: 'Three' }] },
      ]);
    });

    it('for nothing that the workflow did not set', async () => {
      const model = scriptedModel([...text('Hi'), finish()]);
      await generate(model);
      assert.deepEqual(Object.keys(model.calls[0] ?? {}).toSorted(), ['abortSignal', 'prompt']);
    });

    it('with every parameter under its name, and the options under the provider’s', async () => {
      const model = scriptedModel([...text('Hi'), finish()]);
      const parameters = {
        temperature: 0,
        top_p: 0.9,
        top_k: 40,
        max_tokens: 256,
        stop: ['END'],
        seed: 7,
        presence_penalty: 0.5,
        frequency_penalty: -0.5,
        reasoning: 'low',
        options: { tier: 'flex' },
      };
      await generate(model, { parameters });
      const { prompt: _prompt, abortSignal: _signal, ...set } = model.calls[0] ?? { prompt: [] };
      assert.deepEqual(set, {
        temperature: 0,
        topP: 0.9,
        topK: 40,
        maxOutputTokens: 256,
        stopSequences: ['END'],
        seed: 7,
        presencePenalty: 0.5,
        frequencyPenalty: -0.5,
        reasoning: 'low',
        providerOptions: { acme: { tier: 'flex' } },
      });
    });

    it('for JSON by the schema', async () => {
      const model = scriptedModel([...text('{"label":"a"}'), finish()]);
      await generate(model, { outputSchema: SCHEMA });
      assert.deepEqual(model.calls[0]?.responseFormat, { type: 'json', schema: SCHEMA });
    });

    it('for any JSON where the schema is a bare `true`', async () => {
      const model = scriptedModel([...text('1'), finish()]);
      await generate(model, { outputSchema: true });
      assert.deepEqual(model.calls[0]?.responseFormat, { type: 'json' });
    });

    for (const [parameters, message] of [
      [{ temperature: 'hot' }, /`llm\.temperature` is "hot"; it is a number/],
      [{ stop: 'END' }, /`llm\.stop` is "END"; it is a list of texts/],
      [{ reasoning: 'max' }, /`llm\.reasoning` is "max"; it is none, low, medium or high/],
      [{ options: [] }, /`llm\.options` is \[\]; it is a map/],
      [{ warmth: 1 }, /`llm\.warmth` is no setting; the settings are temperature, .*`llm\.options`/],
    ] as const) {
      it(`not with ${JSON.stringify(parameters)}`, async () => {
        const model = scriptedModel([...text('Hi'), finish()]);
        await assert.rejects(generate(model, { parameters }), {
          message,
          class: 'bad_request',
          retryable: false,
          code: 'MODEL_REQUEST_INVALID',
        });
        assert.equal(model.calls.length, 0);
      });
    }
  });

  describe('answers', () => {
    it('with text as it comes, and one usage at the end', async () => {
      const model = scriptedModel([...text('Hel', '', 'lo'), finish()]);
      const expected = [{ kind: 'text', text: 'Hel' }, { kind: 'text', text: 'lo' }, USAGE];
      assert.deepEqual(await generate(model), expected);
    });

    it('with the first text before the model has said the last', async () => {
      const last = Promise.withResolvers<void>();
      const script = async function* (): AsyncGenerator<ReturnType<typeof finish>> {
        yield* text('first');
        await last.promise;
        yield finish();
      };
      const model = scriptedModel(async () => ({ stream: ReadableStream.from(script()) }));
      const parts = fromLanguageModel({ name: 'acme', create: () => model })(request, contextWith());
      const iterator = parts[Symbol.asyncIterator]();
      assert.deepEqual((await iterator.next()).value, { kind: 'text', text: 'first' });
      last.resolve();
      assert.deepEqual((await iterator.next()).value, USAGE);
      assert.equal((await iterator.next()).done, true);
    });

    it('without what the model thought', async () => {
      const thoughts = [
        { type: 'reasoning-start', id: 'r' },
        { type: 'reasoning-delta', id: 'r', delta: 'Hmm.' },
        { type: 'reasoning-end', id: 'r' },
      ] as const;
      const model = scriptedModel([...thoughts, ...text('Yes'), finish()]);
      assert.deepEqual(await generate(model), [{ kind: 'text', text: 'Yes' }, USAGE]);
    });

    it('with one object where a schema was asked for', async () => {
      const model = scriptedModel([...text('{"lab', 'el":"a"}'), finish()]);
      const parts = await generate(model, { outputSchema: SCHEMA });
      assert.deepEqual(parts, [{ kind: 'object', value: { label: 'a' } }, USAGE]);
    });

    it('with null for tokens that the provider does not tell, or tells as 0', async () => {
      for (const counts of [usage(undefined, undefined), usage(0, 0), usage(Number.NaN, -1)]) {
        const end = { ...finish(), usage: counts } as ReturnType<typeof finish>;
        const parts = await generate(scriptedModel([...text('Hi'), end]));
        assert.deepEqual(parts.at(-1), { kind: 'usage', inputTokens: null, outputTokens: null, costUsd: null });
      }
    });

    it('with a text that was cut at the limit which the workflow set, and logs the cut', async () => {
      const warnings: string[] = [];
      const model = scriptedModel([...text('Once upon a'), finish('length')]);
      const parts = await generate(model, { parameters: { max_tokens: 3 }, context: logging(warnings) });
      assert.deepEqual(parts, [{ kind: 'text', text: 'Once upon a' }, USAGE]);
      assert.deepEqual(warnings, ['the answer of acme was cut at `llm.max_tokens` (3)']);
    });

    it('with a text that ended for a reason of the provider’s own, and logs it', async () => {
      const warnings: string[] = [];
      const model = scriptedModel([...text('Hi'), finish('other', { raw: 'eos\n' })]);
      assert.equal((await generate(model, { context: logging(warnings) })).length, 2);
      assert.deepEqual(warnings, ['acme ended its answer for a reason that is not known here (eos)']);
    });

    it('and logs which settings the provider does not heed', async () => {
      const logged: string[] = [];
      const warnings = [
        { type: 'unsupported', feature: 'seed' },
        { type: 'compatibility', feature: 'topK', details: 'rounded' },
        { type: 'deprecated', setting: 'mode', message: 'use tier' },
        { type: 'other', message: 'slow\u0000today' },
      ] as const;
      const model = scriptedModel([{ type: 'stream-start', warnings: [...warnings] }, ...text('Hi'), finish()]);
      await generate(model, { context: logging(logged) });
      assert.deepEqual(logged, [
        'acme: seed is not supported',
        'acme: topK is only imitated: rounded',
        'acme: mode is deprecated: use tier',
        'acme: slow today',
      ]);
    });

    it('up to its finish, whatever the connection does then', async () => {
      const model = scriptedModel(async () => ({ stream: endless([...text('Hi'), finish()]) }));
      assert.deepEqual(await generate(model), [{ kind: 'text', text: 'Hi' }, USAGE]);
    });
  });

  describe('fails', () => {
    const answers: readonly (readonly [string, Parameters<typeof scriptedModel>[0] & readonly unknown[], object])[] = [
      ['a stream without a finish', text('Half an'), { code: 'MODEL_ANSWER_INCOMPLETE' }],
      ['an interrupted answer', [...text('Half an'), finish('interrupted', {})], { code: 'MODEL_ANSWER_INCOMPLETE' }],
      ['an end without a reason', [...text('Half an'), finish('other', {})], { code: 'MODEL_ANSWER_INCOMPLETE' }],
      ['an answer without text', [...text(' \n'), finish()], { code: 'MODEL_ANSWER_EMPTY' }],
      ['an answer with no parts', [finish()], { code: 'MODEL_ANSWER_EMPTY' }],
      [
        'an error of the model',
        [...text('a'), finish('error', { raw: 'MALFORMED' })],
        { code: 'MODEL_ANSWER_INVALID' },
      ],
      ['a call of a tool', [finish('tool-calls')], { code: 'MODEL_ANSWER_INVALID' }],
      ['a cut at the model’s own limit', [...text('a'), finish('length')], { code: 'MODEL_ANSWER_CUT' }],
    ];
    for (const [name, script, expected] of answers) {
      it(`for ${name}, and another attempt may help`, () =>
        assert.rejects(generate(scriptedModel(script)), { class: 'invalid_output', retryable: true, ...expected }));
    }

    it('for an answer of nothing but thoughts, and says what to raise', () =>
      assert.rejects(generate(scriptedModel([finish('length')]), { parameters: { max_tokens: 8 } }), {
        message: /cut at `llm\.max_tokens` \(8\), where what the model thinks counts too; raise it/,
        code: 'MODEL_ANSWER_CUT',
        class: 'invalid_output',
      }));

    it('for an object that was cut at the limit, also one that the workflow set', () =>
      assert.rejects(
        generate(scriptedModel([...text('{"label":'), finish('length')]), {
          parameters: { max_tokens: 8 },
          outputSchema: SCHEMA,
        }),
        { code: 'MODEL_ANSWER_CUT', class: 'invalid_output', retryable: true },
      ));

    it('for JSON that is none', () =>
      assert.rejects(generate(scriptedModel([...text('Sure! {"label":"a"}'), finish()]), { outputSchema: SCHEMA }), {
        code: 'NODE_OUTPUT_INVALID',
        class: 'invalid_output',
        retryable: true,
      }));

    it('for an answer that a filter withheld, for good', () =>
      assert.rejects(generate(scriptedModel([...text('The'), finish('content-filter', { raw: 'SAFETY' })])), {
        message: /a filter of acme withheld the answer \(SAFETY\); change the prompt, or .*`llm\.options`/,
        code: 'MODEL_ANSWER_BLOCKED',
        class: 'refused',
        retryable: false,
      }));

    it('for an answer that never stops', async () => {
      const chunk = 'x'.repeat(1024 * 1024);
      const model = scriptedModel(async () => ({
        stream: new ReadableStream({
          pull: (controller) => controller.enqueue({ type: 'text-delta', id: '0', delta: chunk }),
        }),
      }));
      await assert.rejects(generate(model), {
        code: 'MODEL_ANSWER_INVALID',
        class: 'invalid_output',
        retryable: false,
      });
    });
  });

  describe('stops', () => {
    for (const [when, model] of [
      ['while a model that is deaf to its signal connects', scriptedModel(() => new Promise(() => undefined))],
      [
        'while a model that is deaf to its signal answers',
        scriptedModel(async () => ({ stream: endless(text('Hi')) })),
      ],
    ] as const) {
      it(`${when}, with the reason of the abort`, async () => {
        const controller = new AbortController();
        const started = generate(model, { context: contextWith({ signal: controller.signal }) });
        setImmediate(() => controller.abort(new Error('cancelled by a test')));
        await assert.rejects(started, { message: 'cancelled by a test' });
      });
    }

    it('before the model is made, where it was aborted already', async () => {
      const model = scriptedModel([finish()]);
      const signal = AbortSignal.abort(new Error('too late'));
      await assert.rejects(generate(model, { context: contextWith({ signal }) }), { message: 'too late' });
      assert.equal(model.calls.length, 0);
    });

    it('the model’s stream when nobody reads on', async () => {
      const cancelled = Promise.withResolvers<void>();
      const model = scriptedModel(async () => ({ stream: endless(text('a', 'b'), () => cancelled.resolve()) }));
      for await (const part of fromLanguageModel({ name: 'acme', create: () => model })(request, contextWith())) {
        assert.equal(part.kind, 'text');
        break;
      }
      await cancelled.promise;
    });

    it('the model’s stream after an error in it', async () => {
      const cancelled = Promise.withResolvers<void>();
      const parts = [{ type: 'error', error: { message: 'overloaded' } }] as const;
      const model = scriptedModel(async () => ({ stream: endless(parts, () => cancelled.resolve()) }));
      await assert.rejects(generate(model), { class: 'unavailable' });
      await cancelled.promise;
    });
  });
});

function logging(warnings: string[]): ReturnType<typeof contextWith> {
  const { log } = contextWith();
  return contextWith({ log: { ...log, warn: (message) => warnings.push(message) } });
}

/** A stream that gives these parts and then neither ends nor fails. */
function endless<T>(parts: readonly T[], cancel: () => void = () => undefined): ReadableStream<T> {
  return new ReadableStream<T>({ start: (controller) => parts.forEach((part) => controller.enqueue(part)), cancel });
}
