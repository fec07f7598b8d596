import assert from 'node:assert/strict';
import '@ai-sdk/openai-compatible';
import OpenAI from 'openai';
import type { Context, JsonObject } from '@configurable-agents/plugin-sdk';
import { describeAnswers } from '../../ai-sdk/test/wire/answers.ts';
import { chunkOf, usageChunk } from '../../ai-sdk/test/wire/chat-wire.ts';
import { eventOf, openFakeApi, streaming } from '../../ai-sdk/test/wire/fake-api.ts';
import type { FakeApi, Recorded } from '../../ai-sdk/test/wire/fake-api.ts';
import { contextOf, generate, SCHEMA } from '../../ai-sdk/test/wire/wire.ts';
import { KEY, WIRE } from './wire.ts';

describeAnswers(WIRE);

describe('what provider openai-compatible sends', () => {
  let fake: FakeApi;
  before(async () => {
    fake = await WIRE.open();
  });
  after(() => fake.close());

  async function sent(
    given: Parameters<typeof generate>[1],
    { server = fake, ...context }: Partial<Context> & { readonly key?: string; readonly server?: FakeApi } = {},
  ): Promise<Recorded> {
    server.answerWith(streaming(WIRE.saying('{"label":"good"}')));
    await generate(WIRE, given, contextOf(WIRE, server.url, context));
    return server.requests.at(-1) ?? assert.fail('the fake was not called');
  }

  it('is the key in a header, the prompt, and that usage is to be told', async () => {
    const { path, headers, body } = await sent({});
    assert.equal(path, '/v1/chat/completions');
    assert.equal(headers.authorization, `Bearer ${KEY}`);
    assert.deepEqual(body, {
      model: WIRE.model,
      messages: [{ role: 'user', content: 'Hello' }],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('is no header of a key where there is none', async () => {
    const server = await openFakeApi(() => undefined);
    try {
      assert.equal((await sent({}, { server, key: '' })).headers.authorization, undefined);
    } finally {
      server.close();
    }
  });

  it('is an image by its bytes, and another by its address', async () => {
    const images = [{ data: 'iVBORw0KGgo=', mediaType: 'image/png' }, { url: 'https://images.example.org/a.png' }];
    const { body } = await sent({ messages: [{ role: 'user', content: 'Look', images }] });
    assert.deepEqual((body as { messages: readonly { content: unknown }[] }).messages[0]?.content, [
      { type: 'text', text: 'Look' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
      { type: 'image_url', image_url: { url: 'https://images.example.org/a.png' } },
    ]);
  });

  it('is every parameter that is set, and whatever options the server has', async () => {
    const parameters: JsonObject = {
      temperature: 0,
      top_p: 0.5,
      max_tokens: 64,
      stop: ['END'],
      seed: 7,
      presence_penalty: 1,
      frequency_penalty: -1,
      reasoning: 'low',
      options: { min_p: 0.1, top_k: 8 },
    };
    const warnings: string[] = [];
    const log = { debug: () => {}, info: () => {}, warn: (text: string) => warnings.push(text), error: () => {} };
    const { body } = await sent({ parameters }, { log });
    const { reasoning: effort, options, ...rest } = parameters;
    assert.partialDeepStrictEqual(body, { ...rest, ...(options as JsonObject), reasoning_effort: effort });
    assert.deepEqual(warnings, []);
  });

  it('is a strict schema where strict mode takes it, and another as it is', async () => {
    const formatOf = async (outputSchema: JsonObject): Promise<unknown> =>
      (await sent({ outputSchema })).body['response_format'];
    const { additionalProperties: _closed, ...open } = SCHEMA;
    const format = (strict: boolean, schema: object): object => ({
      type: 'json_schema',
      json_schema: { name: 'response', strict, schema },
    });
    assert.deepEqual(await formatOf(open), format(true, SCHEMA));
    const optional = { ...open, required: ['label'] };
    assert.deepEqual(await formatOf(optional), format(false, optional));
  });

  it('is a schema in words for a server that takes none', async () => {
    const config = { base_url: fake.url, structured_output: 'json' };
    const contentOf = async (given: Parameters<typeof generate>[1]): Promise<unknown> => {
      const { body } = await sent({ outputSchema: SCHEMA, ...given }, { config });
      assert.deepEqual(body['response_format'], { type: 'json_object' });
      const [{ role, content }] = body['messages'] as [{ readonly role: string; readonly content: string }];
      assert.equal(role, 'system');
      return content;
    };
    const words = `Answer with JSON that satisfies this JSON Schema, and with nothing else:\n${JSON.stringify(SCHEMA)}`;
    assert.equal(await contentOf({}), words);
    assert.equal(await contentOf({ system: 'Judge.' }), `Judge.\n\n${words}`);
  });

  it('is tools, their calls and their results', async () => {
    const input = { type: 'object', properties: { id: { type: 'integer' } } } as const;
    const { body } = await sent({
      tools: [{ name: 'look', description: 'Looks.', input }],
      messages: [
        { role: 'user', content: 'Who is 7?' },
        { role: 'assistant', content: '', toolCalls: [{ id: 'call_1', name: 'look', input: { id: 7 } }] },
        { role: 'tool', toolCallId: 'call_1', name: 'look', content: 'Ada' },
      ],
    });
    const call = { id: 'call_1', type: 'function', function: { name: 'look', arguments: '{"id":7}' } };
    assert.partialDeepStrictEqual(body['tools'], [{ type: 'function', function: { name: 'look', parameters: input } }]);
    assert.partialDeepStrictEqual((body['messages'] as readonly unknown[]).slice(1), [
      { role: 'assistant', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'call_1', content: 'Ada' },
    ]);
  });
});

describe('what servers leave out', () => {
  let fake: FakeApi;
  before(async () => {
    fake = await WIRE.open();
  });
  after(() => fake.close());
  const last = chunkOf({}, { reason: 'stop' });

  it('is null where it is usage', async () => {
    fake.answerWith(streaming([eventOf(chunkOf({ content: 'Hi' })), eventOf(last)]));
    const parts = await generate(WIRE, {}, contextOf(WIRE, fake.url));
    assert.partialDeepStrictEqual(parts.at(-1), { kind: 'usage', inputTokens: null, outputTokens: null });
  });

  it('is not needed where it is details, roles, or the end of the stream', async () => {
    const usage = { prompt_tokens: 9, completion_tokens: 5, total_tokens: 14 };
    fake.answerWith(streaming([eventOf(chunkOf({ content: 'Hi' })), eventOf(last), eventOf(usageChunk(usage))]));
    const parts = await generate(WIRE, {}, contextOf(WIRE, fake.url));
    assert.deepEqual(parts[0], { kind: 'text', text: 'Hi' });
    assert.partialDeepStrictEqual(parts.at(-1), { inputTokens: 9, outputTokens: 5 });
  });

  it('is not given where it is what the model thought', async () => {
    const thought = { ...chunkOf({ content: null }), choices: [{ index: 0, delta: { reasoning_content: 'Hmm.' } }] };
    fake.answerWith(streaming([eventOf(thought), ...WIRE.saying('Yes')]));
    const parts = await generate(WIRE, {}, contextOf(WIRE, fake.url));
    assert.deepEqual(parts[0], { kind: 'text', text: 'Yes' });
  });
});

describe('OpenAI’s own client', () => {
  let fake: FakeApi;
  before(async () => {
    fake = await WIRE.open();
  });
  after(() => fake.close());

  it('asks as provider openai-compatible asks', async () => {
    fake.answerWith(streaming(WIRE.saying('{"label":"good",', '"score":3}')));
    const client = new OpenAI({ apiKey: KEY, baseURL: `${fake.url}/v1`, maxRetries: 0 });
    const text = await client.chat.completions
      .stream({
        model: WIRE.model,
        messages: [
          { role: 'system', content: 'Judge.' },
          { role: 'user', content: 'It is good.' },
        ],
        max_tokens: 64,
        seed: 7,
        stream_options: { include_usage: true },
        response_format: { type: 'json_schema', json_schema: { name: 'response', strict: true, schema: SCHEMA } },
      })
      .finalContent();
    assert.equal(text, '{"label":"good","score":3}');
    const theirs = fake.requests.at(-1);
    const asked = {
      system: 'Judge.',
      messages: [{ role: 'user', content: 'It is good.' }],
      outputSchema: SCHEMA,
      parameters: { max_tokens: 64, seed: 7 },
    } as const;
    await generate(WIRE, asked, contextOf(WIRE, fake.url));
    const ours = fake.requests.at(-1);
    assert.deepEqual([ours?.path, ours?.body], [theirs?.path, theirs?.body]);
  });
});
