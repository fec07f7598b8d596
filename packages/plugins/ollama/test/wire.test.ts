import assert from 'node:assert/strict';
import '@ai-sdk/openai-compatible';
import { describeAnswers } from '../../ai-sdk/test/wire/answers.ts';
import { streaming } from '../../ai-sdk/test/wire/fake-api.ts';
import { contextOf, generate, SCHEMA } from '../../ai-sdk/test/wire/wire.ts';
import { WIRE } from './wire.ts';

describeAnswers(WIRE);

describe('what provider ollama sends', () => {
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
