import assert from 'node:assert/strict';
import '@ai-sdk/openai';
import OpenAI from 'openai';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { describeAnswers } from '../../ai-sdk/test/wire/answers.ts';
import { streaming } from '../../ai-sdk/test/wire/fake-api.ts';
import type { FakeApi, Recorded } from '../../ai-sdk/test/wire/fake-api.ts';
import { contextOf, generate, SCHEMA } from '../../ai-sdk/test/wire/wire.ts';
import type { Wire } from '../../ai-sdk/test/wire/wire.ts';
import { KEY, WIRES } from './wire.ts';

for (const [api, wire] of Object.entries(WIRES)) describe(`by ${api}`, () => describeAnswers(wire));

const OFFER = {
  name: 'look',
  description: 'Looks.',
  input: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
} as const;

describe('what provider openai sends', () => {
  const fakes: FakeApi[] = [];
  after(() => fakes.forEach((fake) => fake.close()));

  async function fakeOf(wire: Wire, events: readonly string[] = wire.saying('Hi')): Promise<FakeApi> {
    const fake = await wire.open();
    fakes.push(fake);
    fake.answerWith(streaming(events));
    return fake;
  }

  /** The request that the provider makes of this one. */
  async function sent(wire: Wire, given: Parameters<typeof generate>[1]): Promise<Recorded> {
    const fake = await fakeOf(wire, given.outputSchema === undefined ? undefined : wire.saying('{"label":"good"}'));
    await generate(wire, given, contextOf(wire, fake.url));
    return fake.requests.at(-1) ?? assert.fail('the fake was not called');
  }

  it('is the key in a header, the prompt, and that nothing is to be kept', async () => {
    const { path, headers, body } = await sent(WIRES.responses, {});
    assert.equal(path, '/v1/responses');
    assert.equal(headers.authorization, `Bearer ${KEY}`);
    assert.partialDeepStrictEqual(body, {
      model: 'gpt-6-luna',
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'Hello' }] }],
      store: false,
      stream: true,
    });
    assert.equal((await sent(WIRES.chat, {})).path, '/v1/chat/completions');
  });

  it('goes to the path of an address that has one', async () => {
    const fake = await fakeOf(WIRES.responses);
    await generate(WIRES.responses, {}, contextOf(WIRES.responses, `${fake.url}/v1/`));
    assert.equal(fake.requests.at(-1)?.path, '/v1/responses');
  });

  it('is an image by its bytes, and another by its address', async () => {
    const images = [{ data: 'iVBORw0KGgo=', mediaType: 'image/png' }, { url: 'https://images.example.org/a.png' }];
    const { body } = await sent(WIRES.responses, { messages: [{ role: 'user', content: 'Look', images }] });
    assert.deepEqual((body as { input: readonly { content: unknown }[] }).input[0]?.content, [
      { type: 'input_text', text: 'Look' },
      { type: 'input_image', image_url: 'data:image/png;base64,iVBORw0KGgo=' },
      { type: 'input_image', image_url: 'https://images.example.org/a.png' },
    ]);
  });

  it('is every parameter that is set, and the options of its own', async () => {
    const parameters: JsonObject = { max_tokens: 64, reasoning: 'low', options: { serviceTier: 'flex', store: true } };
    assert.partialDeepStrictEqual((await sent(WIRES.responses, { parameters })).body, {
      max_output_tokens: 64,
      reasoning: { effort: 'low' },
      service_tier: 'flex',
      store: true,
    });
  });

  it('is, by chat, what /responses does not know: stop, seed and penalties', async () => {
    const parameters = { stop: ['END'], seed: 7, temperature: 0, presence_penalty: 1, frequency_penalty: -1 };
    const fake = await fakeOf(WIRES.chat);
    // The fake does not serve a model that is asked without thinking, and records the request before it says so.
    const asked = generate(WIRES.chat, { parameters, model: 'gpt-4o' }, contextOf(WIRES.chat, fake.url));
    await assert.rejects(asked, { class: 'not_found' });
    assert.partialDeepStrictEqual(fake.requests.at(-1)?.body, parameters);
  });

  it('is a strict schema where strict mode takes it, and another as it is', async () => {
    const { additionalProperties: _closed, ...open } = SCHEMA;
    const formatOf = async (outputSchema: JsonObject, options: JsonObject = {}): Promise<unknown> => {
      const { body } = await sent(WIRES.responses, { outputSchema, parameters: { options } });
      return (body['text'] as { readonly format: unknown }).format;
    };
    const format = { type: 'json_schema', name: 'response' };
    assert.deepEqual(await formatOf(open), { ...format, strict: true, schema: SCHEMA });
    const optional = { ...open, required: ['label'] };
    assert.deepEqual(await formatOf(optional), { ...format, strict: false, schema: optional });
    assert.deepEqual(await formatOf(open, { strictJsonSchema: false }), { ...format, strict: false, schema: open });
  });

  it('is tools, their calls and their results', async () => {
    const calls = [{ id: 'call_1', name: 'look', input: { id: 7 } }];
    const { body } = await sent(WIRES.responses, {
      tools: [OFFER],
      messages: [
        { role: 'user', content: 'Who is 7?' },
        { role: 'assistant', content: '', toolCalls: calls },
        { role: 'tool', toolCallId: 'call_1', name: 'look', content: 'Ada' },
      ],
    });
    assert.partialDeepStrictEqual(body['tools'], [
      { type: 'function', name: 'look', description: 'Looks.', parameters: OFFER.input },
    ]);
    assert.partialDeepStrictEqual((body['input'] as readonly unknown[]).slice(1), [
      { type: 'function_call', call_id: 'call_1', name: 'look', arguments: '{"id":7}' },
      { type: 'function_call_output', call_id: 'call_1', output: 'Ada' },
    ]);
  });
});

describe('what a model of OpenAI thought before it called a tool', () => {
  it('goes back to it with the result, sealed as it came, since OpenAI keeps nothing', async () => {
    const wire = WIRES.responses;
    const fake = await wire.open();
    try {
      const context = contextOf(wire, fake.url);
      fake.answerWith(streaming(wire.calling('look', '{"id":7}')));
      const parts = await generate(wire, { tools: [OFFER] }, context);
      const toolCalls = parts.flatMap((part) => (part.kind === 'tool_call' ? [part] : []));
      fake.answerWith(streaming(wire.saying('Ada')));
      const messages = [
        { role: 'user', content: 'Who is 7?' },
        { role: 'assistant', content: '', toolCalls },
        { role: 'tool', toolCallId: 'call_1', name: 'look', content: 'Ada' },
      ] as const;
      await generate(wire, { tools: [OFFER], messages }, context);
      const request = fake.requests.at(-1) ?? assert.fail('the fake was not called');
      assert.partialDeepStrictEqual((request.body['input'] as readonly unknown[]).slice(1), [
        { type: 'reasoning', encrypted_content: 'c2VhbGVk', summary: [] },
        { type: 'function_call', call_id: 'call_1', name: 'look', arguments: '{"id":7}' },
        { type: 'function_call_output', call_id: 'call_1', output: 'Ada' },
      ]);
    } finally {
      fake.close();
    }
  });
});

describe('OpenAI’s own client', () => {
  const turns = [
    { role: 'user', content: 'Is it good?' },
    { role: 'assistant', content: 'Tell me more.' },
    { role: 'user', content: 'It is.' },
  ] as const;
  const parameters = { max_tokens: 64, reasoning: 'low' };
  let fake: FakeApi;
  afterEach(() => fake.close());

  async function opened(wire: Wire): Promise<OpenAI> {
    fake = await wire.open();
    fake.answerWith(streaming(wire.saying('{"label":"good",', '"score":3}')));
    return new OpenAI({ apiKey: KEY, baseURL: `${fake.url}/v1`, maxRetries: 0 });
  }

  /** The provider's request for the same. */
  async function ours(wire: Wire): Promise<Recorded> {
    const asked = { system: 'Judge.', messages: turns, outputSchema: SCHEMA, parameters };
    const parts = await generate(wire, asked, contextOf(wire, fake.url));
    assert.deepEqual(parts[0], { kind: 'object', value: { label: 'good', score: 3 } });
    return fake.requests.at(-1) ?? assert.fail('the fake was not called');
  }

  it('asks as the provider asks, and understands the fake, by responses', async () => {
    const client = await opened(WIRES.responses);
    const stream = client.responses.stream({
      model: 'gpt-6-luna',
      input: [
        { role: 'developer', content: 'Judge.' },
        { role: 'user', content: [{ type: 'input_text', text: turns[0].content }] },
        turns[1],
        { role: 'user', content: [{ type: 'input_text', text: turns[2].content }] },
      ],
      max_output_tokens: 64,
      reasoning: { effort: 'low' },
      store: false,
      include: ['reasoning.encrypted_content'],
      text: { format: { type: 'json_schema', name: 'response', strict: true, schema: SCHEMA } },
    });
    const final = await stream.finalResponse();
    assert.deepEqual([final.output_text, final.usage?.total_tokens], ['{"label":"good","score":3}', 102]);
    const theirs = fake.requests.at(-1);
    assert.ok(theirs);
    assert.deepEqual(meaningOf(await ours(WIRES.responses)), meaningOf(theirs));
  });

  it('asks as the provider asks, and understands the fake, by chat', async () => {
    const client = await opened(WIRES.chat);
    const stream = client.chat.completions.stream({
      model: 'gpt-6-luna',
      messages: [{ role: 'developer', content: 'Judge.' }, ...turns],
      max_completion_tokens: 64,
      reasoning_effort: 'low',
      store: false,
      stream_options: { include_usage: true },
      response_format: { type: 'json_schema', json_schema: { name: 'response', strict: true, schema: SCHEMA } },
    });
    const text = await stream.finalContent();
    const usage = await stream.totalUsage();
    assert.deepEqual([text, usage.total_tokens], ['{"label":"good","score":3}', 102]);
    const theirs = fake.requests.at(-1);
    assert.ok(theirs);
    assert.deepEqual(meaningOf(await ours(WIRES.chat)), meaningOf(theirs));
  });
});

/** What of a request matters to the API. */
function meaningOf({ method, path, query, headers, body }: Recorded): unknown {
  return { method, path, query, key: headers.authorization, type: headers['content-type'], body };
}
