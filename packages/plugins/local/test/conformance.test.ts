import { checkProvider, contextWith } from '@configurable-agents/plugin-sdk/testing';
import { contextOf, openFake, provider, requestOf, SCHEMA } from './fake.ts';
import type { Fake } from './fake.ts';

describe('provider local', () => {
  let fake: Fake;
  before(() => {
    fake = openFake();
  });
  after(() => fake.remove());

  it('keeps the contract of a provider', async () => {
    const context = contextOf(fake);
    await checkProvider(provider, {
      request: requestOf('Hello'),
      context,
      text: 'Hello there',
      structured: { outputSchema: SCHEMA, context },
      failures: [
        {
          name: 'no such model',
          request: requestOf('Hello', { model: 'none' }),
          context,
          class: 'not_found',
          retryable: false,
        },
        { name: 'no models', context: contextWith(), class: 'bad_request', retryable: false },
        {
          name: 'a broken file',
          request: requestOf('Hello', { model: 'broken' }),
          context,
          class: 'bad_request',
          retryable: false,
        },
        { name: 'a dying engine', request: requestOf('die'), context, class: 'unavailable', retryable: true },
        {
          name: 'a long prompt',
          request: requestOf('word '.repeat(600)),
          context,
          class: 'bad_request',
          retryable: false,
        },
      ],
      slow: { request: requestOf('wait'), context },
    });
  });
});
