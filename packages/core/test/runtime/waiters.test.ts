import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { initialState } from '@configurable-agents/core/testing';
import { newOpenRun } from '../../src/runtime/open-run.ts';
import { openWaiters } from '../../src/runtime/waiters.ts';
import type { StoreReader } from '../../src/store/rows.ts';
import { graph } from '../support/graph.ts';

describe('who waits for the end of a run', () => {
  it('is told in the turn of its end without a look at the store, later by the store', async () => {
    let looks = 0;
    const detail = (): undefined => {
      looks += 1;
      return undefined;
    };
    // Nothing else of a reader is asked.
    const reader = { detail } as unknown as StoreReader;
    const waiters = openWaiters({ reader, isOpen: () => false });
    const run = newOpenRun({
      id: 'r',
      run: 1,
      graph: graph('a'),
      state: { ...initialState('r'), status: 'succeeded', result: 1 },
    });
    waiters.ended(run);
    assert.deepEqual([(await waiters.result('r')).result, looks], [1, 0]);
    await turn();
    await assert.rejects(waiters.result('r'), { code: 'RUN_NOT_FOUND' });
    assert.equal(looks, 1);
  });
});
