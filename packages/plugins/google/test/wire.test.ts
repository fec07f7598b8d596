import assert from 'node:assert/strict';
// Loaded here and not with the first call: it makes a global, which mocha would take for a leak of a test.
import '@ai-sdk/google';
import { FinishReason, GoogleGenAI } from '@google/genai';
import type { Context, GenerateRequest, Image, Part } from '@configurable-agents/plugin-sdk';
import { describeAnswers } from '../../ai-sdk/test/wire/answers.ts';
import { eventOf, replying, streaming } from '../../ai-sdk/test/wire/fake-api.ts';
import type { FakeApi, Recorded } from '../../ai-sdk/test/wire/fake-api.ts';
import { contextOf, generate as generateBy } from '../../ai-sdk/test/wire/wire.ts';
import { BLOCKED, chunk, KEY, saying, WIRE } from './wire.ts';
import type { Answer } from './wire.ts';

const contextFor = (url: string): Context => contextOf(WIRE, url);
const generate = async (given: Partial<GenerateRequest>, context: Context): Promise<readonly Part[]> =>
  await generateBy(WIRE, given, context);

const SCHEMA = {
  type: 'object',
  required: ['label', 'score'],
  properties: { label: { type: 'string', enum: ['good', 'bad'] }, score: { type: 'integer', minimum: 0 } },
  additionalProperties: false,
} as const;

const USAGE = { kind: 'usage', ...WIRE.usage, costUsd: null } as const;

describeAnswers(WIRE);

describe('provider google and its wire', () => {
  let fake: FakeApi;
  before(async () => {
    fake = await WIRE.open();
  });
  after(() => fake.close());
  beforeEach(() => {
    fake.requests.length = 0;
  });
  const last = (): Recorded => fake.requests.at(-1) ?? assert.fail('the fake was not called');

  it('gives text as it streams, and counts what the model thought as output', async () => {
    fake.answerWith(streaming(saying('Hello ', 'from ', 'Gemini')));
    const parts = await generate({}, contextFor(fake.url));
    assert.deepEqual(parts, [
      { kind: 'text', text: 'Hello ' },
      { kind: 'text', text: 'from ' },
      { kind: 'text', text: 'Gemini' },
      USAGE,
    ]);
  });

  it('sends an image by its bytes, and takes none by its address', async () => {
    fake.answerWith(streaming(saying('Yes')));
    const asked = async (image: Image): Promise<void> => {
      await generate({ messages: [{ role: 'user', content: 'Look', images: [image] }] }, contextFor(fake.url));
    };
    await asked({ data: 'iVBORw0KGgo=', mediaType: 'image/png' });
    const { contents } = last().body as unknown as { readonly contents: readonly { readonly parts: unknown }[] };
    assert.deepEqual(contents[0]?.parts, [
      { text: 'Look' },
      { inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } },
    ]);
    await assert.rejects(asked({ url: 'https://images.example.org/a.png' }), {
      class: 'bad_request',
      message: 'google takes an image by its bytes: name a file, or give a `data:` address',
    });
  });

  it('gives null for tokens that are not told', async () => {
    fake.answerWith(streaming([eventOf(chunk('Hi', FinishReason.STOP))]));
    const untold = { kind: 'usage', inputTokens: null, outputTokens: null, costUsd: null };
    assert.deepEqual((await generate({}, contextFor(fake.url))).at(-1), untold);
    fake.answerWith(
      streaming([eventOf({ ...chunk('Hi', FinishReason.STOP), usageMetadata: { promptTokenCount: 9 } })]),
    );
    assert.deepEqual((await generate({}, contextFor(fake.url))).at(-1), { ...untold, inputTokens: 9 });
  });

  it('does not give what the model thought', async () => {
    const thought = {
      candidates: [{ content: { role: 'model', parts: [{ text: 'Hmm.', thought: true }] } }],
    } satisfies Answer;
    fake.answerWith(streaming([eventOf(thought), ...saying('Yes')]));
    assert.deepEqual(await generate({}, contextFor(fake.url)), [{ kind: 'text', text: 'Yes' }, USAGE]);
  });

  it('sends the key in a header and nowhere else', async () => {
    fake.answerWith(streaming(saying('Hi')));
    await generate({}, contextFor(fake.url));
    const { path, query, headers, body } = last();
    assert.equal(path, '/v1beta/models/gemini-3.8-flash:streamGenerateContent');
    assert.equal(query, '?alt=sse');
    assert.equal(headers['x-goog-api-key'], KEY);
    assert.deepEqual(body, { generationConfig: {}, contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] });
  });

  it('calls the path of an address that has one', async () => {
    fake.answerWith(streaming(saying('Hi')));
    await generate({}, contextFor(`${fake.url}/v1beta/`));
    assert.equal(last().path, '/v1beta/models/gemini-3.8-flash:streamGenerateContent');
  });

  it('sends every parameter that is set, and the options of its own', async () => {
    fake.answerWith(streaming(saying('Hi')));
    const parameters = {
      temperature: 0,
      top_p: 0.5,
      top_k: 8,
      max_tokens: 64,
      stop: ['END'],
      seed: 7,
      presence_penalty: 1,
      frequency_penalty: -1,
      reasoning: 'low',
      options: { threshold: 'BLOCK_NONE' },
    };
    await generate({ parameters }, contextFor(fake.url));
    const { generationConfig, safetySettings } = last().body;
    assert.deepEqual(generationConfig, {
      temperature: 0,
      topP: 0.5,
      topK: 8,
      maxOutputTokens: 64,
      stopSequences: ['END'],
      seed: 7,
      presencePenalty: 1,
      frequencyPenalty: -1,
      thinkingConfig: { thinkingLevel: 'low' },
    });
    const thresholds = (safetySettings as readonly { readonly threshold: string }[]).map(({ threshold }) => threshold);
    assert.deepEqual([...new Set(thresholds)], ['BLOCK_NONE']);
  });

  it('asks as Google’s own client asks, and that understands the fake', async () => {
    const client = new GoogleGenAI({
      apiKey: KEY,
      vertexai: false,
      httpOptions: { baseUrl: fake.url, apiVersion: 'v1beta' },
    });
    fake.answerWith(streaming(saying('{"label":"good",', '"score":3}')));
    const turns = ['Is it good?', 'Tell me more.', 'It is.'];
    const stream = await client.models.generateContentStream({
      model: 'gemini-3.8-flash',
      contents: turns.map((text, index) => ({ role: index === 1 ? 'model' : 'user', parts: [{ text }] })),
      config: {
        systemInstruction: 'Judge.',
        responseMimeType: 'application/json',
        responseJsonSchema: SCHEMA,
        temperature: 0.2,
        topP: 0.5,
        topK: 8,
        maxOutputTokens: 64,
        stopSequences: ['END'],
        seed: 7,
      },
    });
    let text = '';
    let tokens: number | undefined;
    for await (const each of stream) {
      text += each.text ?? '';
      tokens = each.usageMetadata?.totalTokenCount;
    }
    assert.deepEqual([text, tokens], ['{"label":"good","score":3}', 21]);
    const theirs = last();

    const parts = await generate(
      {
        system: 'Judge.',
        messages: turns.map((content, index) => ({ role: index === 1 ? 'assistant' : 'user', content })),
        outputSchema: SCHEMA,
        parameters: { temperature: 0.2, top_p: 0.5, top_k: 8, max_tokens: 64, stop: ['END'], seed: 7 },
      },
      contextFor(fake.url),
    );
    assert.deepEqual(parts[0], { kind: 'object', value: { label: 'good', score: 3 } });
    assert.deepEqual(meaningOf(last()), meaningOf(theirs));
  });

  it('reads a block as Google’s own client does', async () => {
    fake.answerWith(replying(200, BLOCKED));
    const client = new GoogleGenAI({
      apiKey: KEY,
      vertexai: false,
      httpOptions: { baseUrl: fake.url, apiVersion: 'v1beta' },
    });
    const answer = await client.models.generateContent({ model: 'gemini-3.8-flash', contents: 'Hello' });
    assert.equal(answer.promptFeedback?.blockReason, 'PROHIBITED_CONTENT');
    fake.answerWith(streaming([eventOf(BLOCKED)]));
    await assert.rejects(generate({}, contextFor(fake.url)), { code: 'MODEL_ANSWER_BLOCKED', class: 'refused' });
  });
});

/** What of a request matters to the API: a system instruction has no role, and both clients call the same endpoint. */
function meaningOf({ path, query, headers, body }: Recorded): unknown {
  const { systemInstruction, ...rest } = body;
  const { parts } = systemInstruction as { readonly parts: unknown };
  return { path, query, key: headers['x-goog-api-key'], type: headers['content-type'], parts, ...rest };
}
