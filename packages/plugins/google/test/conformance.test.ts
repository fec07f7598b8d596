import '@ai-sdk/google';
import { checkProvider } from '@configurable-agents/plugin-sdk/testing';
import {
  calling,
  cutting,
  chunk,
  failing,
  garbling,
  hanging,
  KEY,
  openFakeGemini,
  saying,
  streaming,
} from './fake-gemini.ts';
import type { FakeGemini, Respond } from './fake-gemini.ts';
import { contextFor, provider, request } from './generate.ts';

const schema = {
  type: 'object',
  required: ['label'],
  properties: { label: { enum: ['good', 'bad'] } },
  additionalProperties: false,
} as const;

describe('provider google', () => {
  const fakes: FakeGemini[] = [];
  after(() => fakes.forEach((fake) => fake.close()));

  /** A context of a fake of its own: the kit makes all of its calls in one go. */
  async function answering(respond: Respond, key = KEY): Promise<ReturnType<typeof contextFor>> {
    const fake = await openFakeGemini();
    fakes.push(fake);
    fake.answerWith(respond);
    return contextFor(fake.url, { key });
  }

  it('keeps the contract of a provider', async () => {
    const error = (code: number): Respond => failing({ code, message: `no, ${KEY}`, status: 'ANY' });
    await checkProvider(provider, {
      request,
      context: await answering(streaming(saying('Hello ', 'there'))),
      text: 'Hello there',
      structured: {
        outputSchema: schema,
        context: await answering(streaming(saying('{"label":', '"good"}'))),
        violating: await answering(streaming(saying('{"label":', '"poor"}'))),
      },
      tool: {
        offer: {
          name: 'acme_lookup',
          description: 'Finds a customer.',
          input: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
        },
        call: await answering(streaming(calling('acme_lookup', { id: 7 }))),
        result: await answering(streaming(saying('It is ', 'Ada.'))),
      },
      failures: [
        { name: '400', context: await answering(error(400)), class: 'bad_request', retryable: false },
        { name: '401', context: await answering(error(401)), class: 'auth', retryable: false },
        { name: '403', context: await answering(error(403)), class: 'auth', retryable: false },
        { name: '404', context: await answering(error(404)), class: 'not_found', retryable: false },
        { name: '429', context: await answering(error(429)), class: 'rate_limit', retryable: true },
        { name: '500', context: await answering(error(500)), class: 'unavailable', retryable: true },
        {
          name: 'a wrong key',
          context: await answering(streaming([]), 'AIza-wrong-key'),
          class: 'auth',
          retryable: false,
        },
        { name: 'a cut', context: await answering(cutting([chunk('Half')])), class: 'unavailable', retryable: true },
        { name: 'a bad chunk', context: await answering(garbling('{')), class: 'invalid_output', retryable: true },
      ],
      slow: { context: await answering(hanging([chunk('Half')])) },
      secrets: [KEY, 'AIza-wrong-key'],
    });
  });
});
