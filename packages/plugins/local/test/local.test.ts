import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';
import { ask, contextOf, openFake, requestOf, SCHEMA, textOf } from './fake.ts';
import type { Fake } from './fake.ts';

describe('provider local', () => {
  let fake: Fake;
  before(() => {
    fake = openFake();
  });
  after(() => fake.remove());

  it('streams the text, counts the tokens of the engine and costs nothing', async () => {
    assert.deepEqual(await ask(requestOf('Hello to you', { system: 'Be kind.' }), contextOf(fake)), [
      { kind: 'text', text: 'Hello ' },
      { kind: 'text', text: 'there' },
      { kind: 'usage', inputTokens: 5, outputTokens: 2, costUsd: 0 },
    ]);
  });

  it('answers with an object by a grammar', async () => {
    assert.deepEqual(await ask(requestOf('Judge', { outputSchema: SCHEMA }), contextOf(fake)), [
      { kind: 'object', value: { label: 'good' } },
      { kind: 'usage', inputTokens: 1, outputTokens: 2, costUsd: 0 },
    ]);
    const [part] = await ask(requestOf('schema', { outputSchema: SCHEMA }), contextOf(fake));
    assert.deepEqual(part, {
      kind: 'object',
      value: { type: 'object', properties: { label: { enum: ['good', 'bad'] } } },
    });
  });

  it('hands every parameter to the engine', async () => {
    const parameters = {
      temperature: 0.5,
      top_p: 0.9,
      top_k: 40,
      seed: 7,
      max_tokens: 64,
      stop: ['END'],
      presence_penalty: 0.1,
      frequency_penalty: 0.2,
      options: { min_p: 0.05, repeat_penalty: 1.1 },
    };
    const { sampling } = JSON.parse(textOf(await ask(requestOf('how', { parameters }), contextOf(fake)))) as {
      readonly sampling: object;
    };
    assert.deepEqual(sampling, {
      temperature: 0.5,
      topP: 0.9,
      topK: 40,
      minP: 0.05,
      seed: 7,
      maxTokens: 64,
      customStopTriggers: ['END'],
      repeatPenalty: { penalty: 1.1, presencePenalty: 0.1, frequencyPenalty: 0.2 },
    });
  });

  it('keeps one model at a time, and loads it once for any number of calls', async () => {
    const fresh = openFake();
    type Loads = { readonly loads: number; readonly open: number };
    const loads = async (model: string): Promise<Loads> =>
      JSON.parse(textOf(await ask(requestOf('loads', { model }), contextOf(fresh)))) as Loads;
    try {
      const first = await loads('small');
      assert.deepEqual(await loads('small'), { loads: first.loads, open: 1 });
      assert.deepEqual(await loads('large'), { loads: first.loads + 1, open: 1 });
      const all = await Promise.all([loads('small'), loads('large'), loads('large')]);
      for (const { open } of all) assert.equal(open, 1);
      // The small one, and the large one again where it is asked for after it: which comes first is not said.
      const last = Math.max(...all.map((each) => each.loads));
      assert.ok(last === first.loads + 2 || last === first.loads + 3, JSON.stringify({ first, all }));
    } finally {
      fresh.remove();
    }
  });

  it('ends an aborted call at once also while the engine listens to nobody, and answers the next one', async () => {
    const controller = new AbortController();
    const blocked = ask(requestOf('block'), contextOf(fake, { signal: controller.signal }));
    const waiting = ask(requestOf('Hello'), contextOf(fake));
    const startedMs = performance.now();
    setImmediate(() => controller.abort(new Error('enough')));
    await assert.rejects(blocked, /enough/);
    assert.ok(performance.now() - startedMs < 100, `${performance.now() - startedMs} ms`);
    assert.equal(textOf(await waiting), 'Hello there');
  });

  it('says what the engine said as it died, and starts it again', async () => {
    await assert.rejects(ask(requestOf('die'), contextOf(fake)), {
      class: 'unavailable',
      retryable: true,
      code: 'MODEL_UNAVAILABLE',
      message: /ended in the middle of the call \(SIGKILL\): GGML_ASSERT\(n > 0\) failed; /,
    });
    assert.equal(textOf(await ask(requestOf('Hello'), contextOf(fake))), 'Hello there');
  });

  it('cuts a text at max_tokens, and takes no cut object', async () => {
    const cut = await ask(requestOf('Hello', { parameters: { max_tokens: 1 } }), contextOf(fake));
    assert.equal(textOf(cut), 'Hello ');
    const object = ask(requestOf('Judge', { outputSchema: SCHEMA, parameters: { max_tokens: 1 } }), contextOf(fake));
    await assert.rejects(object, { class: 'invalid_output', code: 'MODEL_ANSWER_CUT' });
  });

  describe('says what to do about', () => {
    const cases: readonly (readonly [string, object, { code: string; class: string; message: RegExp }])[] = [
      [
        'a model that is not configured',
        { model: 'gone' },
        {
          code: 'MODEL_NOT_FOUND',
          class: 'not_found',
          message: /no model `gone` \(it has small, large, broken, huge\); .*`providers\.local\.models`/,
        },
      ],
      [
        'a file that cannot be loaded',
        { model: 'broken' },
        {
          code: 'MODEL_FILE_INVALID',
          class: 'bad_request',
          message: /file of the model `broken` cannot be loaded: tensor is out of bounds; /,
        },
      ],
      [
        'a model that is too large',
        { model: 'huge' },
        { code: 'MODEL_UNAVAILABLE', class: 'unavailable', message: /not enough memory for the model `huge`/ },
      ],
      [
        'a prompt that is too long',
        { messages: [{ role: 'user', content: 'word '.repeat(511) }] },
        {
          code: 'MODEL_CONTEXT_EXCEEDED',
          class: 'bad_request',
          message: /the prompt has 511 tokens, .*`small` has room for 510/,
        },
      ],
      [
        'an engine that fails',
        { messages: [{ role: 'user', content: 'throw' }] },
        { code: 'MODEL_CALL_FAILED', class: 'error', message: /^the engine failed: the sampler is empty$/ },
      ],
      [
        'a tool',
        { tools: [{ name: 'find', description: 'Finds.', input: true }] },
        { code: 'MODEL_REQUEST_INVALID', class: 'bad_request', message: /calls no tools/ },
      ],
      [
        'an option that it has not',
        { parameters: { options: { mirostat: 2 } } },
        {
          code: 'MODEL_REQUEST_INVALID',
          class: 'bad_request',
          message: /`llm\.options\.mirostat` is none of min_p, repeat_penalty/,
        },
      ],
      [
        'an option of the wrong type',
        { parameters: { options: { min_p: 'low' } } },
        { code: 'MODEL_REQUEST_INVALID', class: 'bad_request', message: /`llm\.options\.min_p` is "low"; .*a number/ },
      ],
    ];
    for (const [what, given, failure] of cases) {
      it(what, () => assert.rejects(ask(requestOf('Hello', given), contextOf(fake)), failure));
    }

    const configured: readonly (readonly [string, object, { code: string; message: RegExp }])[] = [
      ['a folder that is not set', { models_dir: undefined }, { code: 'MODEL_REQUEST_INVALID', message: /not set/ }],
      [
        'a folder that is relative',
        { models_dir: 'models' },
        {
          code: 'MODEL_REQUEST_INVALID',
          message: /`providers\.local\.models_dir` is "models"; it is an absolute path/,
        },
      ],
      [
        'a relative folder of the engine',
        { engine_dir: 'engine' },
        { code: 'MODEL_REQUEST_INVALID', message: /`providers\.local\.engine_dir` is "engine"/ },
      ],
      [
        'a file that is missing',
        { models: { small: 'none.gguf' } },
        {
          code: 'MODEL_FILE_MISSING',
          message: /there is no none\.gguf in `providers\.local\.models_dir`; .*`providers\.local\.models\.small`/,
        },
      ],
      [
        'a file out of the folder',
        { models: { small: '../outside.gguf' } },
        { code: 'MODEL_FILE_MISSING', message: /there is no \.\.\/outside\.gguf/ },
      ],
      [
        'a link out of the folder',
        { models: { small: 'link.gguf' } },
        { code: 'MODEL_FILE_INVALID', message: /`providers\.local\.models\.small` leads out of/ },
      ],
      [
        'a file that is no GGUF',
        { models: { small: 'text.gguf' } },
        { code: 'MODEL_FILE_INVALID', message: /no GGUF file/ },
      ],
    ];
    for (const [what, given, failure] of configured) {
      it(what, async () => {
        writeFileSync(join(fake.dir, 'text.gguf'), 'hello');
        try {
          symlinkSync(process.execPath, join(fake.dir, 'link.gguf'));
        } catch (error) {
          assert.equal((error as NodeJS.ErrnoException).code, 'EEXIST');
        }
        const context = contextWith({ config: { ...fake.config, ...given } });
        await assert.rejects(ask(requestOf('Hello'), context), failure);
      });
    }

    it('an engine that is not installed', () =>
      assert.rejects(ask(requestOf('Hello'), contextWith({ config: { ...fake.config, engine_dir: tmpdir() } })), {
        class: 'unavailable',
        retryable: false,
        code: 'MODEL_ENGINE_MISSING',
        message: /`node-llama-cpp`, which is not installed; `npm i --omit=optional node-llama-cpp` and .* install it$/,
      }));

    it('an engine without a build for the machine', async () => {
      const fresh = openFake();
      try {
        writeFileSync(join(fresh.dir, 'node_modules/node-llama-cpp/no-build'), '');
        await assert.rejects(ask(requestOf('Hello'), contextOf(fresh)), {
          code: 'MODEL_ENGINE_MISSING',
          message: new RegExp(`no build that runs on ${process.platform}-${process.arch}; `),
        });
      } finally {
        fresh.remove();
      }
    });
  });
});
