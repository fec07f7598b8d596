import assert from 'node:assert/strict';
import { newRunId } from '../../src/runtime/ids.ts';

describe('ids of runs', () => {
  it('are UUIDs of version 7', () => {
    for (let i = 0; i < 1000; i += 1) {
      assert.match(newRunId(), /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    }
  });

  it('begin with the milliseconds since the epoch, so that later ones sort later', () => {
    assert.equal(newRunId(0x0123456789ab).slice(0, 13), '01234567-89ab');
    assert.equal(newRunId(7).slice(0, 13), '00000000-0007');
    assert.ok(newRunId(1_700_000_000_000) < newRunId(1_700_000_000_001));
  });

  it('differ within a millisecond', () => {
    assert.equal(new Set(Array.from({ length: 10_000 }, () => newRunId(7))).size, 10_000);
  });
});
