import assert from 'node:assert/strict';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';

describe('contract kit: context', () => {
  it('has no network and no secret unless they are given', async () => {
    const context = contextWith({ secrets: { key: 'value' } });
    assert.equal(context.secret('key'), 'value');
    assert.throws(() => context.secret('constructor'), { class: 'auth', retryable: false });
    await assert.rejects(context.fetch('https://example.com/'), /has no network/);
  });
});
