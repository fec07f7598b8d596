import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkAction, checkTool, contextWith } from '@configurable-agents/plugin-sdk/testing';
import { plugin } from '../src/index.ts';

const fixtures = { inputs: [{ words: 'pay' }], refused: [{}, { words: '' }] };
const search = plugin.tools?.['search'];

describe('template_plugin.search', () => {
  it('keeps the contract of a tool', () => checkTool(search, fixtures));

  it('keeps the contract of an action', () => checkAction(plugin.actions?.['search'], fixtures));

  it('finds titles however they are written', async () => {
    const found = await search?.run({ input: { words: 'CANCEL' }, context: contextWith() });
    assert.deepEqual(found, { pages: ['How to cancel'] });
  });
});
