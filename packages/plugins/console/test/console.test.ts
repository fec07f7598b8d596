import assert from 'node:assert/strict';
import type { TrackedFact } from '@configurable-agents/plugin-sdk';
import { plugin } from '@configurable-agents/plugin-console';
import { lineOf } from '../src/line.ts';
import { checkTracker, sampleFacts, trackerContextWith } from '@configurable-agents/plugin-sdk/testing';

function record(...facts: readonly TrackedFact[]): readonly string[] {
  const lines: string[] = [];
  const context = trackerContextWith({ write: (line) => lines.push(line) });
  void plugin.trackers?.['console']?.record(facts, context);
  return lines;
}

const tracked = (pos: number, fact: object): TrackedFact => ({
  pos,
  runId: '0193-12345678',
  workflowName: 'hello',
  fact: { sequence: 1, time: '2026-01-01T00:00:00.000Z', kind: 'run.accepted', ...fact },
});

describe('tracker console', () => {
  it('writes a line for a fact, once, and none for what is not worth reading', () => {
    const completed = tracked(1, { kind: 'node.completed', node: 'a', duration_ms: 12 });
    assert.deepEqual(record(completed, completed, tracked(2, { kind: 'node.scheduled', node: 'b' })), [
      '2026-01-01T00:00:00.000Z hello 12345678 a succeeded in 12 ms',
    ]);
  });

  it('shows control characters instead of sending them', () => {
    const error = { code: 'X', message: 'a\nINFO forged \u001b[31m\u202e' };
    assert.deepEqual(record(tracked(3, { kind: 'node.failed', node: 'a', error })), [
      '2026-01-01T00:00:00.000Z hello 12345678 a failed: X a\\u000aINFO forged \\u001b[31m\\u202e',
    ]);
  });

  it('has a line for each end that a run and a node may have', () => {
    const error = { code: 'NODE_FAILED', message: 'the service answered 503' };
    const says = record(
      tracked(10, { kind: 'run.accepted' }),
      tracked(11, { kind: 'node.skipped', node: 'a' }),
      tracked(12, { kind: 'node.attempt_failed', node: 'b', attempt: 1, error }),
      tracked(13, { kind: 'run.finished', status: 'failed', error }),
      tracked(14, { kind: 'run.finished', status: 'succeeded', error: null }),
    ).map((line) => line.replace('2026-01-01T00:00:00.000Z hello 12345678 ', ''));
    assert.deepEqual(says, [
      'accepted',
      'a skipped: its condition is false',
      'b failed attempt 1, tries again: NODE_FAILED the service answered 503',
      'failed: NODE_FAILED the service answered 503',
      'succeeded',
    ]);
  });

  it('writes a line again that could not be written', () => {
    const fact = tracked(20, { kind: 'run.accepted' });
    const write = (): void => {
      throw new Error('the pipe is closed');
    };
    assert.throws(() => void plugin.trackers?.['console']?.record([fact], trackerContextWith({ write })), /pipe/);
    assert.equal(record(fact).length, 1);
  });

  // It keeps the last position that it wrote, so these facts come after those of the tests above.
  it('keeps the contract of a tracker', () => {
    const facts = sampleFacts({ firstPos: 1000 });
    const positions = new Map(facts.map((each) => [lineOf(each), each.pos]));
    return checkTracker(plugin.trackers?.['console'], { facts, positionOf: (line) => positions.get(String(line)) });
  });
});
