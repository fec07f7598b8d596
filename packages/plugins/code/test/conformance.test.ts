import { plugin } from '@configurable-agents/plugin-code';
import { checkAction, contextWith } from '@configurable-agents/plugin-sdk/testing';

describe('action code', () => {
  it('keeps the contract of an action', () =>
    checkAction(plugin.actions?.['code'], {
      inputs: [{ code: 'return 1' }, { code: 'return inputs', inputs: { a: 1 }, memory: 1_000_000, timeout_ms: 500 }],
      refused: [{}, { code: '' }, { code: 'return 1', memory: 0 }, { code: 'return 1', language: 'python' }],
      context: contextWith({}),
    }));
});
