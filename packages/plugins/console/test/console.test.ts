import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import type { TrackedFact, TrackedRun, TrackerContext } from '@configurable-agents/plugin-sdk';
import { plugin } from '@configurable-agents/plugin-console';
import { checkTracker, sampleFacts, trackerContextWith } from '@configurable-agents/plugin-sdk/testing';
import { lineOf } from '../src/line.ts';
import { openTracker } from '../src/tracker.ts';

const AT = '2026-01-01T00:00:00.000Z hello 12345678 ';
const ALL = { least: 'debug', hasColor: false } as const;

function record(facts: readonly TrackedFact[], given: Partial<TrackerContext> = {}): readonly string[] {
  const lines: string[] = [];
  openTracker()(facts, trackerContextWith({ write: (line) => lines.push(line), ...given }));
  return lines;
}

const tracked = (pos: number, fact: object): TrackedFact => ({
  pos,
  runId: '0193-12345678',
  workflowName: 'hello',
  fact: { sequence: 1, time: '2026-01-01T00:00:00.000Z', kind: 'run.accepted', ...fact },
});

const error = { code: 'NODE_FAILED', class: 'remote', message: 'the service answered 503' };
const said = (fact: object): string | undefined => lineOf(tracked(1, fact), ALL)?.replace(AT, '');

describe('tracker console', () => {
  it('writes a line for a fact, once', () => {
    const completed = tracked(1, { kind: 'node.completed', node: 'a', key: 'a', duration_ms: 12 });
    assert.deepEqual(record([completed, completed, tracked(2, { kind: 'node.scheduled', node: 'b' })]), [
      `${AT}a succeeded in 12 ms`,
    ]);
  });

  it('shows control characters instead of sending them, with colours too', () => {
    const forged = { code: 'X', message: 'a\nINFO forged \u001b[31m\u202e' };
    const fact = tracked(3, { kind: 'node.failed', key: 'a', error: forged });
    const shown = `${AT}a failed: X a\\u000aINFO forged \\u001b[31m\\u202e`;
    assert.deepEqual(record([fact]), [shown]);
    const [colored = ''] = record([fact], { hasColor: true });
    assert.notEqual(colored, shown);
    assert.equal(stripVTControlCharacters(colored), shown);
  });

  it('says of each kind of fact what happened', () => {
    const told: readonly (readonly [object, string])[] = [
      [{ kind: 'run.accepted', trigger: { name: 'github', uses: 'github' } }, 'accepted from github'],
      [{ kind: 'run.started' }, 'run.started'],
      [{ kind: 'run.retried' }, 'goes on: what failed is tried again'],
      [{ kind: 'run.resumed' }, 'goes on: its plugins are there'],
      [{ kind: 'run.cancel_requested', reason: 'by ann' }, 'is being cancelled: by ann'],
      [{ kind: 'run.timed_out', error }, 'is over its time: NODE_FAILED the service answered 503'],
      [{ kind: 'run.finished', status: 'failed', error }, 'failed: NODE_FAILED the service answered 503'],
      [{ kind: 'run.finished', status: 'succeeded', error: null }, 'succeeded'],
      [{ kind: 'run.finished', status: 'cancelled', error: null }, 'cancelled'],
      [
        {
          kind: 'run.finished',
          status: 'succeeded',
          error: null,
          gates: [
            { name: 'cheap', value: 0.5, passed: false },
            { name: 'quick', value: 3, passed: true },
          ],
        },
        'succeeded, gates not passed: cheap (0.5)',
      ],
      [{ kind: 'signal.received', name: 'paid' }, 'got the signal paid'],
      [
        {
          kind: 'node.completed',
          key: 'a#2[1]',
          duration_ms: 5,
          usage: { input_tokens: 7, output_tokens: null },
          cost_usd: 0.25,
        },
        'a#2[1] succeeded in 5 ms, 7 tokens in, ? out, $0.25',
      ],
      [{ kind: 'node.skipped', key: 'a', reason: 'when' }, 'a skipped: its condition is false'],
      [{ kind: 'node.skipped', key: 'a', reason: 'path' }, 'a skipped: no way leads to it'],
      [
        { kind: 'node.attempt_failed', key: 'b', attempt: 1, error },
        'b failed attempt 1, tries again: NODE_FAILED the service answered 503',
      ],
      [
        { kind: 'node.failed', key: 'b', handled: 'continue', error },
        'b failed, which is handled: NODE_FAILED the service answered 503',
      ],
      [{ kind: 'node.cancelled', key: 'b' }, 'b cancelled'],
      [{ kind: 'attempt.lost', key: 'b', attempt: 2 }, 'b lost attempt 2 with its thread'],
      [{ kind: 'node.waiting', key: 'w', for: 'time', wake_at: 0 }, 'w waits until 1970-01-01T00:00:00.000Z'],
      [{ kind: 'node.waiting', key: 'w', for: 'signal', signal: 'paid', wake_at: null }, 'w waits for the signal paid'],
      [{ kind: 'node.waiting', key: 'w', for: 'approval', wake_at: null }, 'w waits for an answer'],
      [{ kind: 'node.waiting', key: 'w', for: 'run', run_id: 'r', wake_at: null }, 'w waits for the run r'],
      [{ kind: 'node.waiting', key: 'w', for: 'plugin', error }, 'w waits: NODE_FAILED the service answered 503'],
      [{ kind: 'approval.answered', key: 'ask', by: 'ann' }, 'ask was answered by ann'],
      [{ kind: 'loop.limit_reached', key: 'l', error }, 'l: NODE_FAILED the service answered 503'],
      [{ kind: 'loop.turned', loop: 'l', iteration: 2 }, 'l loop.turned'],
      [{ kind: 'some.day' }, 'some.day'],
    ];
    assert.deepEqual(
      told.map(([fact]) => said(fact)),
      told.map(([, line]) => line),
    );
  });

  it('keeps to the level of the workflow, else to that of the configuration, else to info', () => {
    const facts = [
      tracked(1, { kind: 'node.scheduled', key: 'a' }),
      tracked(2, { kind: 'node.completed', key: 'a', duration_ms: 1 }),
      tracked(3, { kind: 'attempt.lost', key: 'a', attempt: 1 }),
      tracked(4, { kind: 'node.failed', key: 'a', error }),
    ];
    const run = (level: string) => (): TrackedRun => ({ settings: { level } }) as unknown as TrackedRun;
    const count = (given: Partial<TrackerContext>): number => record(facts, given).length;
    assert.equal(count({}), 3);
    assert.deepEqual(
      ['debug', 'info', 'warn', 'error'].map((level) => count({ run: run(level), config: { level: 'error' } })),
      [4, 3, 2, 1],
    );
    assert.equal(count({ config: { level: 'warn' } }), 2);
  });

  it('writes a line again that could not be written', () => {
    const fact = tracked(20, { kind: 'run.accepted' });
    const tracker = openTracker();
    const write = (): void => {
      throw new Error('the pipe is closed');
    };
    assert.throws(() => tracker([fact], trackerContextWith({ write })), /pipe/);
    const lines: string[] = [];
    tracker([fact], trackerContextWith({ write: (line) => lines.push(line) }));
    assert.equal(lines.length, 1);
  });

  it('keeps the contract of a tracker', () => {
    const facts = sampleFacts({ firstPos: 1000 });
    const look = { least: 'info', hasColor: false } as const;
    const positions = new Map(facts.map((each) => [lineOf(each, look), each.pos]));
    return checkTracker(plugin.trackers?.['console'], { facts, positionOf: (line) => positions.get(String(line)) });
  });
});
