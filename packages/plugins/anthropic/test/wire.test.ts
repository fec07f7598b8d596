import assert from 'node:assert/strict';
import '@ai-sdk/anthropic';
import Anthropic from '@anthropic-ai/sdk';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { describeAnswers } from '../../ai-sdk/test/wire/answers.ts';
import { streaming } from '../../ai-sdk/test/wire/fake-api.ts';
import type { FakeApi, Recorded } from '../../ai-sdk/test/wire/fake-api.ts';
import { contextOf, generate, SCHEMA } from '../../ai-sdk/test/wire/wire.ts';
import { calling, KEY, keyIn, MODEL, THOUGHT, WIRE } from './wire.ts';

describeAnswers(WIRE);

const OFFER = {
  name: 'look',
  description: 'Looks.',
  input: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
} as const;

describe('what provider anthropic sends', () => {
  let fake: FakeApi;
  before(async () => {
    fake = await WIRE.open();
  });
  after(() => fake.close());

  async function sent(
    given: Parameters<typeof generate>[1],
    events: readonly string[] = WIRE.saying('{"label":"good"}'),
  ): Promise<Recorded> {
    fake.answerWith(streaming(events));
    await generate(WIRE, given, contextOf(WIRE, fake.url));
    return fake.requests.at(-1) ?? assert.fail('the fake was not called');
  }

  it('is the key in a header, the prompt, and the most that the model gives where no limit is set', async () => {
    const { path, headers, body } = await sent({});
    assert.equal(path, '/v1/messages');
    assert.deepEqual([headers['x-api-key'], headers.authorization], [KEY, undefined]);
    assert.equal(headers['anthropic-version'], '2023-06-01');
    assert.deepEqual(body, {
      model: MODEL,
      max_tokens: 64_000,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
      stream: true,
    });
  });

  it('is an image by its bytes, and another by its address', async () => {
    const images = [{ data: 'iVBORw0KGgo=', mediaType: 'image/png' }, { url: 'https://images.example.org/a.png' }];
    const { body } = await sent({ messages: [{ role: 'user', content: 'Look', images }] });
    assert.deepEqual((body as { messages: readonly { content: unknown }[] }).messages[0]?.content, [
      { type: 'text', text: 'Look' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } },
      { type: 'image', source: { type: 'url', url: 'https://images.example.org/a.png' } },
    ]);
  });

  it('is every parameter that is set, and the options of its own', async () => {
    const parameters: JsonObject = {
      temperature: 0,
      top_k: 8,
      max_tokens: 64,
      stop: ['END'],
      options: { metadata: { userId: 'u-7' } },
    };
    assert.partialDeepStrictEqual((await sent({ parameters })).body, {
      temperature: 0,
      top_k: 8,
      max_tokens: 64,
      stop_sequences: ['END'],
      metadata: { user_id: 'u-7' },
    });
  });

  it('is a schema that the API makes sure of, closed for it', async () => {
    const { additionalProperties: _closed, ...open } = SCHEMA;
    const { body } = await sent({ outputSchema: open });
    assert.deepEqual(body['output_config'], { format: { type: 'json_schema', schema: SCHEMA } });
  });

  it('is a tool in the place of a schema that the API cannot take, whose call is the object', async () => {
    const open = {
      type: 'object',
      properties: { scores: { type: 'object', additionalProperties: { type: 'integer' } } },
    };
    fake.answerWith(streaming(calling('json', '{"scores":{"a":1}}')));
    const parts = await generate(WIRE, { outputSchema: open }, contextOf(WIRE, fake.url));
    assert.deepEqual(parts[0], { kind: 'object', value: { scores: { a: 1 } } });
    assert.equal(parts[1]?.kind, 'usage');
    assert.partialDeepStrictEqual(fake.requests.at(-1)?.body, { tools: [{ name: 'json', input_schema: open }] });
  });

  it('is tools, their calls and their results', async () => {
    const { body } = await sent({
      tools: [OFFER],
      messages: [
        { role: 'user', content: 'Who is 7?' },
        { role: 'assistant', content: '', toolCalls: [{ id: 'toolu_1', name: 'look', input: { id: 7 } }] },
        { role: 'tool', toolCallId: 'toolu_1', name: 'look', content: 'Ada' },
      ],
    });
    assert.partialDeepStrictEqual(body['tools'], [{ name: 'look', description: 'Looks.', input_schema: OFFER.input }]);
    assert.partialDeepStrictEqual((body['messages'] as readonly unknown[]).slice(1), [
      { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'look', input: { id: 7 } }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'Ada' }] },
    ]);
  });
});

describe('what a Claude model thought before it called a tool', () => {
  it('goes back to it with the result, signed as it came', async () => {
    const fake = await WIRE.open();
    try {
      const context = contextOf(WIRE, fake.url);
      const parameters = { reasoning: 'low', max_tokens: 64 };
      fake.answerWith(streaming(calling('look', '{"id":7}', THOUGHT)));
      const parts = await generate(WIRE, { tools: [OFFER], parameters }, context);
      const toolCalls = parts.flatMap((part) => (part.kind === 'tool_call' ? [part] : []));
      fake.answerWith(streaming(WIRE.saying('Ada')));
      const messages = [
        { role: 'user', content: 'Who is 7?' },
        { role: 'assistant', content: '', toolCalls },
        { role: 'tool', toolCallId: 'toolu_1', name: 'look', content: 'Ada' },
      ] as const;
      await generate(WIRE, { tools: [OFFER], parameters, messages }, context);
      const request = fake.requests.at(-1) ?? assert.fail('the fake was not called');
      const [, turn] = request.body['messages'] as readonly { readonly content: readonly unknown[] }[];
      assert.partialDeepStrictEqual(turn?.content, [
        { type: 'thinking', thinking: 'Hmm.', signature: 'c2lnbmF0dXJl' },
        { type: 'tool_use', id: 'toolu_1' },
      ]);
    } finally {
      fake.close();
    }
  });
});

describe('Anthropic’s own client', () => {
  let fake: FakeApi;
  before(async () => {
    fake = await WIRE.open();
  });
  after(() => fake.close());

  it('asks as the provider asks, and understands the fake', async () => {
    fake.answerWith(streaming(WIRE.saying('{"label":"good",', '"score":3}')));
    const client = new Anthropic({ apiKey: KEY, baseURL: fake.url, maxRetries: 0 });
    const turns = ['Is it good?', 'Tell me more.', 'It is.'];
    const roleOf = (index: number): 'user' | 'assistant' => (index === 1 ? 'assistant' : 'user');
    const message = await client.messages
      .stream({
        model: MODEL,
        max_tokens: 64,
        temperature: 0.2,
        top_k: 8,
        stop_sequences: ['END'],
        system: [{ type: 'text', text: 'Judge.' }],
        messages: turns.map((text, index) => ({ role: roleOf(index), content: [{ type: 'text', text }] })),
        output_config: { format: { type: 'json_schema', schema: SCHEMA } },
      })
      .finalMessage();
    const [block] = message.content;
    assert.equal(block?.type === 'text' ? block.text : undefined, '{"label":"good","score":3}');
    assert.deepEqual([message.usage.output_tokens, message.usage.cache_read_input_tokens], [12, 64]);
    const theirs = fake.requests.at(-1);
    assert.ok(theirs);

    const parts = await generate(
      WIRE,
      {
        system: 'Judge.',
        messages: turns.map((content, index) => ({ role: roleOf(index), content })),
        outputSchema: SCHEMA,
        parameters: { temperature: 0.2, top_k: 8, max_tokens: 64, stop: ['END'] },
      },
      contextOf(WIRE, fake.url),
    );
    assert.deepEqual(parts[0], { kind: 'object', value: { label: 'good', score: 3 } });
    const ours = fake.requests.at(-1);
    assert.ok(ours);
    assert.deepEqual(meaningOf(ours), meaningOf(theirs));
  });
});

/** What of a request matters to the API. */
function meaningOf({ method, path, headers, body }: Recorded): unknown {
  return { method, path, key: keyIn(headers), body };
}
