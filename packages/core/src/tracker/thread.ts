// The trackers' thread: reads the journal after each tracker's cursor, at its own pace. It can neither fail nor slow a run.
import { parentPort, workerData } from 'node:worker_threads';
import type { Plugin, TrackedFact, Tracker } from '@configurable-agents/plugin-sdk';
import { openReader } from '../store/reader.ts';
import type { StoreReader } from '../store/rows.ts';
import type { FromTrackers, ToTrackers, TrackerSetup } from './protocol.ts';

const BATCH = 500;
const POLL_MS = 200;
const RECORD_DEADLINE_MS = 30_000;

type Fed = { readonly name: string; readonly always: boolean; readonly tracker: Tracker; pos: number };

const setup = workerData as TrackerSetup;
const port = parentPort;
if (port === null) throw new Error('invariant: trackers run in a worker thread');
const post = (message: FromTrackers): void => port.postMessage(message);

const reader = openReader(setup.dataDir);
const fed = await Promise.all(setup.trackers.map(load));
let isClosing = false;
let wake = Promise.withResolvers<void>();

port.on('message', (message: ToTrackers) => {
  if (message.kind === 'close') isClosing = true;
  wake.resolve();
});

for (;;) {
  let busy = false;
  for (const tracker of fed) busy = (await feed(tracker)) || busy;
  if (isClosing && !busy) break;
  if (busy) continue;
  await Promise.race([wake.promise, new Promise((resolve) => setTimeout(resolve, POLL_MS))]);
  wake = Promise.withResolvers<void>();
}
reader.close();
post({ kind: 'closed' });
port.close();

async function load({ name, specifier, always, pos }: TrackerSetup['trackers'][number]): Promise<Fed> {
  const { plugin } = (await import(specifier)) as { readonly plugin: Plugin };
  const tracker = plugin.trackers?.[name.slice(name.indexOf('.') + 1)];
  if (tracker === undefined) throw new Error(`the plugin ${specifier} offers no tracker ${name}`);
  return { name, always, tracker, pos };
}

/** Hands the next batch over. A tracker that throws or hangs loses that batch, which is counted and said. */
async function feed(fedTracker: Fed): Promise<boolean> {
  const entries = reader.entriesAfter(fedTracker.pos, BATCH);
  const last = entries.at(-1);
  if (last === undefined) return false;
  const batch: TrackedFact[] = entries
    .filter((entry) => fedTracker.always || isTracked(reader, entry.run_id, fedTracker.name))
    .map(({ pos, run_id, workflow_name, fact }) => ({ pos, runId: run_id, workflowName: workflow_name, fact }));
  if (batch.length > 0) {
    try {
      const signal = AbortSignal.timeout(RECORD_DEADLINE_MS);
      const late = new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => reject(new Error('it took too long'))),
      );
      const write = (line: string): void => post({ kind: 'line', line });
      await Promise.race([fedTracker.tracker.record(batch, { signal, write }), late]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      post({ kind: 'dropped', tracker: fedTracker.name, count: batch.length, reason });
    }
  }
  fedTracker.pos = last.pos;
  post({ kind: 'cursor', tracker: fedTracker.name, pos: last.pos });
  return true;
}

/** Whether the run's workflow asks for this tracker in `observability`. */
function isTracked(store: StoreReader, runId: string, tracker: string): boolean {
  const run = store.run(runId);
  const section = run && store.graph(run.graph)?.observability[tracker];
  return section !== undefined && section['enabled'] !== false;
}
