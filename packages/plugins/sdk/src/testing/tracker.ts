import type { TrackedFact, Tracker, TrackerContext } from '../tracker.ts';
import { demandAbort, demandEnd } from './abort.ts';
import { trackerContextWith } from './context.ts';
import { sampleFacts, unknownFact } from './sample-facts.ts';
import type { Rule } from './rules.ts';
import { shown, thrownBy, watched } from './values.ts';
import { ContractViolation, demand, demandFixture } from './violation.ts';

/**
 * What a tracker is checked with. A tracker that writes lines needs none of it.
 *
 * @example
 * const received: string[] = [];
 * const fixtures: TrackerFixtures = { recorded: () => received, context: { config: { url: 'http://127.0.0.1:9000' } } };
 */
export type TrackerFixtures = {
  /** A journal's facts, in order of `pos`; the sample of the kit where they are left out. */
  readonly facts?: readonly TrackedFact[];
  /** What has arrived so far, for a tracker that writes elsewhere; the lines given to `write` where it is left out. */
  readonly recorded?: () => readonly unknown[];
  /** The position of the fact that something which arrived is about; undefined where it is about none. */
  readonly positionOf?: (arrived: unknown) => number | undefined;
  /** What the tracker needs of its context: `config`, `secret`, `run`. */
  readonly context?: Partial<TrackerContext>;
  /** The same for an outlet that refuses everything; a `write` that throws where it is left out. */
  readonly down?: Partial<TrackerContext>;
  /** The same for an outlet that never answers. */
  readonly silent?: Partial<TrackerContext>;
};

/** A batch as the host hands it over, with a signal and a context of its own. */
type Feed = (batch: readonly TrackedFact[], given?: Partial<TrackerContext>) => Promise<void>;

/** The longest time for which a batch may hold its thread, in milliseconds. */
const LONGEST_HOLD_MS = 1000;
/** How long late arrivals are waited for, in milliseconds. */
const LATE_MS = 50;

/**
 * Checks a tracker: it records a batch, in order and before it returns, each position once however often and however cut it comes;
 * leaves the facts alone; passes over what it does not know; writes one line at a time; throws what it cannot deliver, and records
 * it when it comes again; ends when it is aborted. That a tracker which throws, hangs or is slow changes no run is the host's.
 *
 * @example
 * let last = 0;
 * const lines: Tracker = {
 *   record: (batch, { write }) => {
 *     for (const { pos, runId, fact } of batch.filter((each) => each.pos > last)) {
 *       write(`${runId} ${fact.kind}`);
 *       last = pos;
 *     }
 *   },
 * };
 * await checkTracker(lines);
 */
export async function checkTracker(tracker: Tracker | undefined, fixtures: TrackerFixtures = {}): Promise<void> {
  demandFixture(tracker !== undefined, 'the plugin has no such tracker');
  const { facts = sampleFacts(), context = {}, recorded, silent } = fixtures;
  demandFixture(facts.length > 1, 'a tracker is checked with at least two facts');
  const lines: string[] = [];
  const write = (line: string): unknown => lines.push(line);
  const feed: Feed = async (batch, given = {}) => {
    const { copy, isUntouched } = watched(batch);
    await tracker.record(copy, trackerContextWith({ write, ...context, ...given }));
    demand(isUntouched(), 'tracker/facts-untouched', 'they were written to');
  };
  const arrived = recorded ?? ((): readonly unknown[] => lines);
  await checkRecording(feed, { facts, arrived, fixtures });
  for (const line of lines) demand(!CONTROLS.test(line), 'tracker/one-line', shown(line));
  await checkUnknown(feed, facts);
  await checkFailing(feed, { facts: laterThan(facts, 100), fixtures, arrived });
  await demandEnd(
    'tracker/abort',
    feed(facts, { signal: AbortSignal.abort(new Error('aborted by the contract kit')) }),
  );
  if (silent === undefined) return;
  await demandAbort('tracker/hang', (signal) => feed(laterThan(facts, 200), { ...silent, signal }));
}

/** Other runs, after what a tracker has seen: it has nothing of them yet. */
function laterThan(facts: readonly TrackedFact[], by: number): readonly TrackedFact[] {
  return sampleFacts({ firstPos: lastOf(facts) + by, firstRun: by });
}

// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

type Recording = {
  readonly facts: readonly TrackedFact[];
  readonly fixtures: TrackerFixtures;
  readonly arrived: () => readonly unknown[];
};

async function checkRecording(feed: Feed, { facts, arrived, fixtures }: Recording): Promise<void> {
  const half = Math.ceil(facts.length / 2);
  await demanded('tracker/records', () => feed([]));
  const before = arrived().length;
  const held = await heldFor(() => demanded('tracker/records', () => feed(facts.slice(0, half))));
  const first = arrived().length;
  await new Promise((resolve) => setTimeout(resolve, LATE_MS));
  demand(arrived().length === first, 'tracker/flush', `${first} had arrived, then ${arrived().length}`);
  demand(first > before, 'tracker/records', 'nothing arrived');
  demand(held < LONGEST_HOLD_MS, 'tracker/slow', `it held it for ${Math.round(held)} ms`);
  // The cursor is stored after the batch: after a crash, part of it comes again.
  await demanded('tracker/records', () => feed(facts));
  const all = arrived().length;
  for (const batch of [facts, facts.slice(half), facts.slice(0, 1)]) {
    await demanded('tracker/records', () => feed(batch));
    demand(arrived().length === all, 'tracker/once', `${all} had arrived, then ${arrived().length}`);
  }
  const { positionOf } = fixtures;
  if (positionOf === undefined) return;
  const positions = arrived().flatMap((each) => positionOf(each) ?? []);
  const isOrdered = positions.every((pos, at) => at === 0 || pos >= (positions[at - 1] ?? 0));
  demand(isOrdered, 'tracker/order', `their positions are ${shown(positions)}`);
}

/** An outlet that refuses: what is swallowed can neither be kept for later nor counted. Then the batch comes again. */
async function checkFailing(feed: Feed, { facts, fixtures, arrived }: Recording): Promise<void> {
  const { recorded, down } = fixtures;
  const refuse = (): never => {
    throw new Error('the outlet refuses');
  };
  const given = down ?? (recorded === undefined ? { write: refuse } : undefined);
  if (given === undefined) return;
  const lost = facts.slice(0, 1);
  const failure = await thrownBy(() => feed(lost, given));
  if (failure?.error instanceof ContractViolation) throw failure.error;
  demand(failure !== undefined, 'tracker/failure-told', 'it was swallowed');
  const before = arrived().length;
  await demanded('tracker/again', () => feed(lost));
  demand(arrived().length > before, 'tracker/again', 'nothing arrived');
}

async function checkUnknown(feed: Feed, facts: readonly TrackedFact[]): Promise<void> {
  await demanded('tracker/unknown-facts', () => feed([unknownFact(lastOf(facts) + 1)]));
}

function lastOf(facts: readonly TrackedFact[]): number {
  return facts.at(-1)?.pos ?? 0;
}

async function demanded(rule: Rule, task: () => Promise<void>): Promise<void> {
  const failure = await thrownBy(task);
  if (failure?.error instanceof ContractViolation) throw failure.error;
  demand(failure === undefined, rule, `it threw ${shown(failure?.error)}`);
}

/** How long a task keeps the thread from everything else, in milliseconds. */
async function heldFor(task: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, BEAT_MS);
  try {
    await task();
  } finally {
    clearInterval(beat);
  }
  return Math.max(longest, performance.now() - last);
}

const BEAT_MS = 10;
