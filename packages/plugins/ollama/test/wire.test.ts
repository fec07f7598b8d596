import assert from 'node:assert/strict';
import '@ai-sdk/openai-compatible';
import { describeAnswers } from '../../ai-sdk/test/wire/answers.ts';
import { streaming } from '../../ai-sdk/test/wire/fake-api.ts';
import { contextOf, generate, SCHEMA } from '../../ai-sdk/test/wire/wire.ts';
import { WIRE } from './wire.ts';

describeAnswers(WIRE);

describe('what provider ollama sends', () => {
  it('is an image by its bytes', async () => {
    const fake = await WIRE.open();
    try {
      fake.answerWith(streaming(WIRE.saying('Yes')));
      const images = [{ data: 'iVBORw0KGgo=', mediaType: 'image/png' }];
      const messages = [{ role: 'user', content: 'Look', images }] as const;
      await generate(WIRE, { messages }, contextOf(WIRE, fake.url));
      const sent = fake.requests.at(-1)?.body['messages'] as readonly { readonly content: unknown }[] | undefined;
      assert.deepEqual(sent?.[0]?.content, [
        { type: 'text', text: 'Look' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
      ]);
    } finally {
      fake.close();
    }
  });

  it('is the prompt, the parameters and the schema, and no key', async () => {
    const fake = await WIRE.open();
    try {
      fake.answerWith(streaming(WIRE.saying('{"label":"good"}')));
      const parameters = { temperature: 0, seed: 7, stop: ['END'], max_tokens: 64 };
      await generate(WIRE, { parameters, outputSchema: SCHEMA }, contextOf(WIRE, fake.url));
      const request = fake.requests.at(-1);
      assert.equal(request?.headers.authorization, undefined);
      assert.deepEqual(request?.body, {
        model: WIRE.model,
        messages: [{ role: 'user', content: 'Hello' }],
        ...parameters,
        response_format: { type: 'json_schema', json_schema: { name: 'response', strict: true, schema: SCHEMA } },
        stream: true,
        stream_options: { include_usage: true },
      });
    } finally {
      fake.close();
    }
  });
});
