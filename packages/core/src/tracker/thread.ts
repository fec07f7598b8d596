// The trackers' thread: each tracker reads the journal after its own cursor, at its own pace. It can neither fail nor slow a
// run, nor another tracker. The journal is the spool: what a tracker cannot deliver now stays there, and comes again.
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { PluginError } from '@configurable-agents/plugin-sdk';
import type { TrackedFact } from '@configurable-agents/plugin-sdk';
import { importPlugin } from '../plugin/import.ts';
import type { Replay } from '../store/cursors.ts';
import { openReader } from '../store/reader.ts';
import { openApart } from './apart.ts';
import type { Apart } from './apart.ts';
import { maxLagOf } from './max-lag.ts';
import type { FromTrackers, ToTrackers, TrackerEntry, TrackerSetup } from './protocol.ts';
import { openRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import { isTracked, trackedRun } from './tracked-run.ts';

/** As nice as a thread can be. */
const LEAST_PRIORITY = 19;
const BATCH = 500;
/** Characters of a batch, unless one fact is longer: what is under way is all that the thread holds of the journal. */
const MOST_CHARACTERS = 8_000_000;
const POLL_MS = 200;
const RECORD_DEADLINE_MS = 30_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** What a tracker may ask for; a longer time is none to a timer. */
const LONGEST_ASKED_MS = 24 * 60 * 60 * 1000;

type Fed = {
  readonly entry: TrackerEntry;
  readonly recorder: Recorder;
  pos: number;
  replay: Replay | null;
  /** Attempts in a row that did not get through. */
  failures: number;
};

const setup = workerData as TrackerSetup;
const port = parentPort;
if (port === null) throw new Error('invariant: trackers run in a worker thread');
// On Linux that is of the thread that asks, elsewhere of the whole process. Runs go first: what is told of them can wait.
if (process.platform === 'linux') setPriority(LEAST_PRIORITY);
const post = (message: FromTrackers): void => port.postMessage(message);

const reader = openReader(setup.dataDir);
/** Told to end: each tracker reads on to the end, once, or no further where another thread does. */
const ending = new AbortController();
let isNow = false;
/** The deadline of that, so that no tracker holds the process. */
const closing = new AbortController();
let wake = Promise.withResolvers<void>();

port.on('message', (message: ToTrackers) => {
  if (message.kind === 'close') {
    ({ isNow } = message);
    ending.abort();
    setTimeout(() => closing.abort(new Error('the engine is closing')), message.deadlineMs).unref();
  }
  wake.resolve();
  wake = Promise.withResolvers();
});

const apart = openProcess(setup);
await Promise.all(setup.trackers.map(async (entry) => await follow(await load(entry))));
await apart?.close();
reader.close();
post({ kind: 'closed' });
port.close();

async function load(entry: TrackerEntry): Promise<Fed> {
  const { name, specifier, told, pos, replay } = entry;
  const door = {
    hasColor: setup.hasColor,
    write: (line: string) => post({ kind: 'line', line }),
    run: (runId: string) => trackedRun(reader, runId, name),
  };
  const recorder = apart?.recorderOf(name) ?? openRecorder(await importPlugin(specifier, told), entry, door);
  return { entry, recorder, pos, replay, failures: 0 };
}

/** Where a plugin has processes of its own, which has its thread for itself, none of its code is loaded here. */
function openProcess({ trackers }: TrackerSetup): Apart | undefined {
  const confinement = trackers[0]?.confinement;
  if (confinement === undefined) return undefined;
  const names = trackers.map(({ name }) => name).join(', ');
  return openApart({
    confinement,
    hasColor: setup.hasColor,
    entries: trackers,
    runOf: (runId, tracker) => trackedRun(reader, runId, tracker),
    onLine: (line) => post({ kind: 'line', line }),
    onPrinted: (line) => post({ kind: 'printed', line: `plugin ${confinement.plugin}: ${line}` }),
    onLost: (reason) => post({ kind: 'lost', line: `the process of the trackers ${names} ended: ${reason}` }),
  });
}

/** Reads on until the engine closes and everything is read, or does not get through. */
async function follow(fed: Fed): Promise<void> {
  for (;;) {
    if (isNow) return;
    const outcome = await feed(fed);
    if (outcome === 'more') continue;
    if (ending.signal.aborted) return;
    const pause = outcome === 'nothing' ? POLL_MS : outcome.retryInMs;
    // A batch that did not get through is not tried sooner because there is more of it.
    await (outcome === 'nothing' ? Promise.race([wake.promise, sleep(pause)]) : sleepOrClose(pause));
  }
}

async function sleepOrClose(ms: number): Promise<void> {
  const until = Date.now() + ms;
  while (!ending.signal.aborted && Date.now() < until) await Promise.race([wake.promise, sleep(until - Date.now())]);
}

type Outcome = 'more' | 'nothing' | { readonly retryInMs: number };

/** Hands the next batch over. */
async function feed(fed: Fed): Promise<Outcome> {
  const { name, config } = fed.entry;
  // A batch is history or it is new, never both.
  const replay = fed.replay !== null && fed.pos < fed.replay.until ? fed.replay : null;
  const { last, runs } = reader.runsAfter(fed.pos, BATCH, replay?.until);
  if (last === null) return replay === null ? 'nothing' : moveTo(fed, replay.until);
  const since = replay?.since ?? 0;
  const tracked = new Set(
    runs
      .filter(({ graph, finished }) => (finished ?? since) >= since && isTracked(reader.graph(graph), name, config))
      .map(({ id }) => id),
  );
  const range = { after: fed.pos, upTo: last, mostCharacters: MOST_CHARACTERS };
  const read = tracked.size === 0 ? { entries: [], last } : reader.entriesOf(tracked, range);
  const batch = read.entries.map(({ pos, run_id, workflow_name, fact }): TrackedFact => ({
    pos,
    runId: run_id,
    workflowName: workflow_name,
    fact,
  }));
  const failure = batch.length === 0 ? undefined : await hand(fed, batch, replay !== null);
  if (failure?.retryInMs !== undefined) {
    post({ kind: 'held', tracker: name, error: failure.reason });
    enforceBound(fed);
    return { retryInMs: failure.retryInMs };
  }
  if (failure !== undefined) {
    post({ kind: 'dropped', tracker: name, count: batch.length, reason: failure.reason });
  }
  if (fed.failures > 0) post({ kind: 'held', tracker: name, error: null });
  fed.failures = 0;
  return moveTo(fed, read.last);
}

type RecordFailure = { readonly reason: string; readonly retryInMs?: number };

async function hand(fed: Fed, batch: readonly TrackedFact[], isReplay: boolean): Promise<RecordFailure | undefined> {
  const deadline = AbortSignal.timeout(RECORD_DEADLINE_MS);
  const signal = AbortSignal.any([deadline, closing.signal]);
  const late = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => late.reject(new Error('it took too long')), { once: true });
  try {
    await Promise.race([fed.recorder.record(batch, { signal, isReplay }), late.promise]);
    return undefined;
  } catch (error) {
    const reason = fed.recorder.scrub(error instanceof Error ? error.message : String(error));
    const isRetryable = signal.aborted || (error instanceof PluginError && error.retryable);
    if (!isRetryable) return { reason };
    fed.failures += 1;
    const growing = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (fed.failures - 1));
    const asked = error instanceof PluginError ? error.retryAfterMs : undefined;
    return { reason, retryInMs: Math.min(LONGEST_ASKED_MS, asked ?? growing) };
  }
}

/** The spool is bounded: beyond it the oldest facts are given up, counted and said. */
function enforceBound(fed: Fed): void {
  const { name, config } = fed.entry;
  const bound = maxLagOf({ [name]: config })(name);
  const oldest = reader.lastPos() - bound;
  if (fed.pos >= oldest) return;
  const reason = `more than ${bound} facts wait for it, which is its bound (trackers.${name}.max_lag)`;
  post({ kind: 'dropped', tracker: name, count: oldest - fed.pos, reason });
  moveTo(fed, oldest);
}

function moveTo(fed: Fed, pos: number): 'more' {
  fed.pos = pos;
  post({ kind: 'cursor', tracker: fed.entry.name, pos });
  return 'more';
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
