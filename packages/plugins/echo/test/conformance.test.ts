import { plugin } from '@configurable-agents/plugin-echo';
import type { GenerateRequest } from '@configurable-agents/plugin-sdk';
import { checkProvider } from '@configurable-agents/plugin-sdk/testing';

const request: GenerateRequest = {
  model: 'any',
  messages: [{ role: 'user', content: 'Hello' }],
  parameters: {},
  state: {},
};

describe('provider echo', () => {
  it('keeps the contract of a provider', () =>
    checkProvider(plugin.providers?.['echo'], {
      request,
      text: '[echo] Hello',
      structured: {
        outputSchema: {
          type: 'object',
          required: ['label', 'score'],
          properties: { label: { type: 'string', pattern: '^[a-z]{2,}$' }, score: { type: 'integer', minimum: 1 } },
        },
      },
      slow: { request: { ...request, parameters: { options: { delay_ms: 60_000 } } } },
    }));
});
