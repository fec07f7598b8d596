import assert from 'node:assert/strict';
import { plugin } from '@configurable-agents/plugin-local';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import { checkPlugin } from '@configurable-agents/plugin-sdk/testing';

describe('plugin local', () => {
  it('says in its manifest what it reads and starts, and reaches nothing', () =>
    assert.deepEqual(manifestOf(plugin).capabilities, {
      net: [],
      fs: { read: [{ fromConfig: '/models_dir' }, { fromConfig: '/engine_dir' }] },
      subprocess: true,
    }));

  it('keeps the contract of a plugin', async () => assert.deepEqual(await checkPlugin(plugin), []));
});
