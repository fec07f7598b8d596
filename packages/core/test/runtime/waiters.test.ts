import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { initialState } from '@configurable-agents/core/testing';
import { newOpenRun } from '../../src/runtime/open-run.ts';
import type { OpenRun } from '../../src/runtime/open-run.ts';
import { openWaiters } from '../../src/runtime/waiters.ts';
import type { Waiters } from '../../src/runtime/waiters.ts';
import type { StoreReader } from '../../src/store/rows.ts';
import { graph } from '../support/graph.ts';

/** Nothing of a reader is asked for a run that is open. */
const OPEN = { reader: {} as unknown as StoreReader, isOpen: () => true };

const succeeded = (id: string): OpenRun =>
  newOpenRun({ id, run: 1, graph: graph('a'), state: { ...initialState(id), status: 'succeeded', result: 1 } });

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
    waiters.ended(succeeded('r'));
    assert.deepEqual([(await waiters.result('r')).result, looks], [1, 0]);
    await turn();
    await assert.rejects(waiters.result('r'), { code: 'RUN_NOT_FOUND' });
    assert.equal(looks, 1);
  });

  it('is told with all others who wait for it, and with nobody else', async () => {
    const waiters = openWaiters(OPEN);
    const all = [waiters.result('r'), waiters.result('r')];
    const other = waiters.result('s');
    waiters.ended(succeeded('r'));
    assert.deepEqual(
      (await Promise.all(all)).map(({ run_id: id, status }) => `${id} ${status}`),
      ['r succeeded', 'r succeeded'],
    );
    waiters.ended(succeeded('s'));
    assert.equal((await other).run_id, 's');
  });

  it('may stop, which ends nobody else, and is told that it did', async () => {
    const waiters = openWaiters(OPEN);
    const abort = new AbortController();
    const [stopped, other] = [waiters.result('r', { signal: abort.signal }), waiters.result('r')];
    abort.abort(new Error('enough'));
    await assert.rejects(stopped, /enough/);
    await assert.rejects(waiters.result('r', { signal: abort.signal }), /enough/);
    waiters.ended(succeeded('r'));
    assert.equal((await other).status, 'succeeded');
  });

  it('leaves nothing at its signal when the run has ended, and nothing at the run when it stopped', async () => {
    const waiters = openWaiters(OPEN);
    const { signal } = new AbortController();
    const told = waiters.result('r', { signal });
    waiters.ended(succeeded('r'));
    await told;
    assert.equal(getEventListeners(signal, 'abort').length, 0);
    const reason = await stop(waiters);
    await turn();
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    assert.equal(reason.deref(), undefined, 'the run that goes on holds what somebody stopped with');
    assert.equal(typeof waiters.ended, 'function');
  });
});

/** Waits for a run that stays open, and stops; gives what it stopped with, without holding it. */
async function stop({ result }: Waiters): Promise<WeakRef<Error>> {
  const abort = new AbortController();
  const waiting = result('open', { signal: abort.signal });
  const reason = new Error('enough');
  abort.abort(reason);
  await assert.rejects(waiting);
  return new WeakRef(reason);
}
