import assert from 'node:assert/strict';
import { answered, beat, newPulse } from '../../src/lane/pulse.ts';
import { laneTuning } from '../../src/lane/tuning.ts';

const TUNING = laneTuning({ blockedBeats: 3, heavyBeats: 2, heapBytes: 100 });

describe('the pulse of a lane', () => {
  it('is awaited only once its thread has started', () => {
    const pulse = newPulse();
    for (let i = 0; i < 100; i += 1) assert.equal(beat(pulse, { isIdle: false }, TUNING), 'well');
  });

  it('is missed when so many beats in a row have no answer', () => {
    const pulse = newPulse();
    answered(pulse, 10);
    const found = (): string => beat(pulse, { isIdle: false }, TUNING);
    assert.deepEqual([found(), found(), found()], ['well', 'well', 'well']);
    answered(pulse, 10);
    assert.deepEqual([found(), found(), found(), found()], ['well', 'well', 'well', 'blocked']);
  });

  it('counts beats and not time: a host that stood still for an hour blames nobody', () => {
    const pulse = newPulse();
    answered(pulse, 10);
    assert.equal(beat(pulse, { isIdle: false }, TUNING), 'well');
    // No beat happens while the process is stopped; afterwards the answer comes before the next one.
    answered(pulse, 10);
    assert.equal(beat(pulse, { isIdle: false }, TUNING), 'well');
  });

  it('tells of a leak only when it is idle for some beats in a row', () => {
    const pulse = newPulse();
    answered(pulse, 200);
    const found = (isIdle: boolean): string => {
      const finding = beat(pulse, { isIdle }, TUNING);
      answered(pulse, 200);
      return finding;
    };
    assert.deepEqual([found(true), found(false), found(true), found(true)], ['well', 'well', 'well', 'leaking']);
  });
});
