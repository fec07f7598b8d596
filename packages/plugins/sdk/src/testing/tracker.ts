import type { JsonObject } from '../json.ts';
import type { TrackedFact, Tracker, TrackerContext } from '../tracker.ts';
import { trackerContextWith } from './context.ts';
import { demand, frozen, shown } from './violation.ts';

export type TrackerFixtures = {
  /** A journal's facts, in order of `pos`; the sample of the kit where they are left out. */
  readonly facts?: readonly TrackedFact[];
  /** What has arrived so far, for a tracker that writes elsewhere; the lines given to `write` where it is left out. */
  readonly recorded?: () => readonly unknown[];
  /** What the tracker needs of its context: `config`, `secret`, `run`. */
  readonly context?: Partial<TrackerContext>;
};

/** How long a batch may take whose signal is aborted, in milliseconds. */
const ABORT_LIMIT_MS = 100;

/**
 * Checks a tracker: it records a batch, records each position once however often and however cut it comes, leaves the facts alone,
 * writes one line at a time without control characters, and ends when it is aborted.
 *
 * @example
 * it('keeps the contract', () => checkTracker(plugin.trackers.acme, { recorded: () => fakeServer.received }));
 */
export async function checkTracker(tracker: Tracker | undefined, fixtures: TrackerFixtures = {}): Promise<void> {
  demand(tracker !== undefined, 'the plugin has the tracker', 'it is undefined');
  const { facts = sampleFacts(), recorded, context = {} } = fixtures;
  const lines: string[] = [];
  const arrived = recorded ?? ((): readonly unknown[] => lines);
  const record = async (batch: readonly TrackedFact[], signal = new AbortController().signal): Promise<void> => {
    const write = (line: string): unknown => lines.push(line);
    await tracker.record(frozen(batch), trackerContextWith({ ...context, signal, write }));
  };
  const half = Math.ceil(facts.length / 2);
  await record([]);
  await record(facts.slice(0, half));
  const first = arrived().length;
  demand(first > 0, 'a batch is recorded', 'nothing arrived');
  // The cursor is stored after the batch: after a crash, part of it comes again.
  await record(facts);
  const all = arrived().length;
  await record(facts);
  await record(facts.slice(half));
  demand(arrived().length === all, 'a position is recorded once', `${all} arrived, then ${arrived().length}`);
  for (const line of lines) {
    // oxlint-disable-next-line no-control-regex
    demand(!CONTROLS.test(line), 'a line is one line, without control characters', shown(line));
  }
  await checkAbort(record, facts);
}

// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

async function checkAbort(
  record: (batch: readonly TrackedFact[], signal: AbortSignal) => Promise<void>,
  facts: readonly TrackedFact[],
): Promise<void> {
  const settled = record(facts, AbortSignal.abort(new Error('aborted by the contract kit'))).then(
    () => true,
    () => true,
  );
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, ABORT_LIMIT_MS, false));
  const isInTime = await Promise.race([settled, late]);
  demand(isInTime, `an aborted batch ends within ${ABORT_LIMIT_MS} ms`, 'this one went on');
}

/** The journal of two runs, with texts that try to forge lines and to hide what follows. `firstPos` is where it begins. */
export function sampleFacts({ firstPos = 1 }: { readonly firstPos?: number } = {}): readonly TrackedFact[] {
  const hostile = 'a\r\nINFO forged \u001b[2J\u009b\u2028\u202egnp';
  const error = { code: 'NODE_FAILED', class: 'unavailable', message: hostile };
  const ok: readonly (readonly [string, JsonObject])[] = [
    ['run.accepted', { workflow_name: 'sample', inputs: {} }],
    ['run.started', {}],
    ['node.scheduled', { key: 'first', node: 'first', attempt: 1 }],
    ['node.attempt_failed', { key: 'first', node: 'first', attempt: 1, error, duration_ms: 5 }],
    ['node.completed', { key: 'first', node: 'first', attempt: 2, output: hostile, duration_ms: 7 }],
    ['node.skipped', { key: 'second', node: 'second', reason: 'when' }],
    ['run.finished', { status: 'succeeded', result: null, error: null }],
  ];
  const failed: typeof ok = [
    ['run.accepted', { workflow_name: 'sample', inputs: {} }],
    ['node.failed', { key: 'first', node: 'first', attempt: 1, error }],
    ['run.finished', { status: 'failed', result: null, error: { ...error, node: 'first' } }],
  ];
  const runs = [ok, failed].flatMap((facts, run) => facts.map((fact, at) => ({ fact, at, run })));
  return runs.map(({ fact: [kind, fields], at, run }, index) => ({
    pos: firstPos + index,
    runId: `01900000-0000-7000-8000-00000000000${run + 1}`,
    workflowName: 'sample',
    fact: { sequence: at + 1, time: '2026-01-01T00:00:00.000Z', kind, ...fields },
  }));
}
