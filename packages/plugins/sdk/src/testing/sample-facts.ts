import type { JsonObject } from '../json.ts';
import type { TrackedFact } from '../tracker.ts';

/**
 * The journal of two runs, with texts that try to forge lines and to hide what follows. `firstPos` is where it begins,
 * `firstRun` the number in the id of its first run.
 *
 * @example
 * sampleFacts({ firstPos: 100 })[0]?.pos; // => 100
 */
export function sampleFacts({
  firstPos = 1,
  firstRun = 1,
}: { readonly firstPos?: number; readonly firstRun?: number } = {}): readonly TrackedFact[] {
  const runs = [succeeded, failed].flatMap((facts, run) => facts.map((fact, at) => ({ fact, at, run })));
  return runs.map(({ fact: [kind, fields], at, run }, index) => ({
    pos: firstPos + index,
    runId: `01900000-0000-7000-8000-${String(firstRun + run).padStart(12, '0')}`,
    workflowName: 'sample',
    fact: { sequence: at + 1, time: '2026-01-01T00:00:00.000Z', kind, ...fields },
  }));
}

const HOSTILE = 'a\r\nINFO forged \u001b[2J\u009b\u2028\u202egnp';
const error = { code: 'NODE_FAILED', class: 'unavailable', message: HOSTILE };

const succeeded: readonly (readonly [string, JsonObject])[] = [
  ['run.accepted', { workflow_name: 'sample', inputs: {} }],
  ['run.started', {}],
  ['node.scheduled', { key: 'first', node: 'first', attempt: 1 }],
  ['node.attempt_failed', { key: 'first', node: 'first', attempt: 1, error, duration_ms: 5 }],
  ['node.completed', { key: 'first', node: 'first', attempt: 2, output: HOSTILE, duration_ms: 7 }],
  ['node.skipped', { key: 'second', node: 'second', reason: 'when' }],
  ['run.finished', { status: 'succeeded', result: null, error: null }],
];

const failed: typeof succeeded = [
  ['run.accepted', { workflow_name: 'sample', inputs: {} }],
  ['node.failed', { key: 'first', node: 'first', attempt: 1, error }],
  ['run.finished', { status: 'failed', result: null, error: { ...error, node: 'first' } }],
];

/** A fact of a kind that a later release may have. */
export function unknownFact(pos: number): TrackedFact {
  const fact = { sequence: 1, time: '2026-01-01T00:00:00.000Z', kind: 'contract_kit.unheard_of' };
  return { pos, runId: '01900000-0000-7000-8000-00000000000f', workflowName: 'sample', fact };
}
