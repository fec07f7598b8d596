import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { openCrew } from '../../src/lane/crew.ts';
import type { FromLane, ToLane } from '../../src/lane/protocol.ts';
import { laneTuning } from '../../src/lane/tuning.ts';

describe('the threads of one kind', () => {
  it('outlive one that breaks while it is being ended', async () => {
    const started = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<void>();
    const warnings: string[] = [];
    const crew = openCrew({
      isElastic: true,
      threads: 1,
      perLane: 1,
      tuning: laneTuning({}),
      init: { actions: {}, providers: {}, config: {}, allowPrivate: [] },
      env: {},
      isComputing: () => false,
      describe: () => 'with nothing to do',
      onMessage: (_lane, { kind }: FromLane) => kind === 'pong' && started.resolve(),
      onGone: () => gone.resolve(),
      onRoom: () => {},
      onWarning: (warning) => warnings.push(warning),
    });
    const lane = crew.choose();
    await started.promise;
    // No lane can read it: its thread throws. This one does not look before the other has.
    lane?.post({ kind: 'jobs' } as ToLane);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    if (lane !== undefined) crew.replace(lane, 'blocked', 'with nothing to do');
    await gone.promise;
    // The failure comes after the end.
    while (warnings.length < 2) await delay(5);
    await crew.close();
    assert.deepEqual(warnings, [
      'a worker thread does not answer and is ended, with nothing to do',
      'a worker thread broke while it was being ended: message.jobs is not iterable',
    ]);
  });
});
