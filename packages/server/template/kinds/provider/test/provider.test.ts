import { describe, it } from 'node:test';
import { checkProvider, contextWith } from '@configurable-agents/plugin-sdk/testing';
import { plugin } from '../src/index.ts';

const provider = plugin.providers?.['template_plugin'];
const request = {
  model: 'large',
  messages: [{ role: 'user', content: 'Hello' }],
  parameters: {},
  state: {},
} as const;

describe('template_plugin', () => {
  it('keeps the contract of a provider', () =>
    checkProvider(provider, {
      request,
      context: contextWith({
        secrets: { api_key: 'sk-test-1234' },
        fetch: async () => Response.json({ text: 'Hello, Ada.', tokens: 4 }),
      }),
      text: 'Hello, Ada.',
    }));

  it('answers without the service as the model `offline`', () =>
    checkProvider(provider, { request: { ...request, model: 'offline' }, text: '[offline] Hello' }));
});
