import { plugin } from '@configurable-agents/plugin-http';
import { checkAction, contextWith } from '@configurable-agents/plugin-sdk/testing';

const url = 'https://api.acme.example/';
const context = contextWith({ fetch: () => Promise.resolve(Response.json({ a: [1, null] })) });
const waiting = contextWith({
  fetch: (_url, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
    }),
});

describe('action http', () => {
  it('keeps the contract of an action', () =>
    checkAction(plugin.actions?.['http'], {
      inputs: [{ url }, { url, response: 'full' }, { url, method: 'POST', body: { a: 1 }, query: { page: 2 } }],
      refused: [
        {},
        { url, method: 'get' },
        { url, verb: 'GET' },
        { url, expect_status: [99] },
        { url, response: 'all' },
      ],
      context,
      slow: { input: { url }, context: waiting },
    }));
});
