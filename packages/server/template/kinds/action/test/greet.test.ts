import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkAction, contextWith } from '@configurable-agents/plugin-sdk/testing';
import { plugin } from '../src/index.ts';

const greet = plugin.actions?.['greet'];

describe('template_plugin.greet', () => {
  it('keeps the contract of an action', () =>
    checkAction(greet, { inputs: [{ name: 'Ada' }], refused: [{}, { name: '' }, { name: 'Ada', age: 36 }] }));

  it('greets as it is configured', async () => {
    const context = contextWith({ config: { greeting: 'Good morning' } });
    assert.deepEqual(await greet?.run({ input: { name: 'Ada' }, context }), { text: 'Good morning, Ada!' });
  });
});
