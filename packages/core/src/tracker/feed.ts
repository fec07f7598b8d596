// The host side of the trackers' thread: opens it, wakes it after commits, keeps the cursors in the store.
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import type { Store } from '../store/store.ts';
import { cursorWrite } from '../store/writes.ts';
import type { FromTrackers, ToTrackers, TrackerEntry } from './protocol.ts';

/** How far a tracker is. */
export type TrackerStatus = {
  readonly name: string;
  /** Facts of the journal that it has not read yet. */
  readonly lag: number;
  /** Facts that it did not take, since this process started. */
  readonly dropped: number;
  /** Why the batch at its cursor does not get through, or null. */
  readonly error: string | null;
};

export type TrackerFeed = {
  /** Says that there is something new to read. */
  readonly wake: () => void;
  readonly status: () => readonly TrackerStatus[];
  /** Lets trackers read up to the end, within the deadline. What does not get through comes again at the next start. */
  readonly close: (deadlineMs: number) => Promise<void>;
};

export type FeedOptions = {
  readonly store: Store;
  readonly dataDir: string;
  readonly trackers: readonly Omit<TrackerEntry, 'pos'>[];
  readonly env: { readonly [name: string]: string | undefined };
  readonly write: (line: string) => void;
  readonly onWarning: (message: string) => void;
};

type Fed = { readonly name: string; pos: number; dropped: number; error: string | null };

const IDLE: TrackerFeed = { wake: () => {}, status: () => [], close: async () => {} };

/** A batch of commits is worth one message. */
const WAKE_DELAY_MS = 20;
/** What the thread needs beyond its deadline to say that it has ended. */
const GRACE_MS = 500;

/** Starts the trackers' thread; without trackers there is none. */
export function openFeed({ store, dataDir, trackers, env, write, onWarning }: FeedOptions): TrackerFeed {
  if (trackers.length === 0) return IDLE;
  const entries = trackers.map((tracker) => ({ ...tracker, pos: startOf(tracker.name, store) }));
  const fed = new Map<string, Fed>(
    entries.map(({ name, pos }) => [name, { name, pos, dropped: 0, error: null } satisfies Fed]),
  );
  const worker = new Worker(fileURLToPath(import.meta.resolve('#tracker-thread')), {
    workerData: { dataDir, trackers: entries },
    env: { ...env },
  });
  const ended = Promise.withResolvers<void>();
  const post = (message: ToTrackers): void => worker.postMessage(message);
  worker.on('message', (message: FromTrackers) => {
    switch (message.kind) {
      case 'cursor':
        void store.write([cursorWrite(message.tracker, message.pos)]);
        change(fed, message.tracker, (tracker) => (tracker.pos = message.pos));
        break;
      case 'line':
        write(message.line);
        break;
      case 'held':
        change(fed, message.tracker, (tracker) => (tracker.error = message.error));
        break;
      case 'dropped':
        change(fed, message.tracker, (tracker) => (tracker.dropped += message.count));
        onWarning(`tracker ${message.tracker} dropped ${message.count} facts: ${message.reason}`);
        break;
      case 'closed':
        ended.resolve();
        break;
    }
  });
  worker.on('error', (error) => onWarning(`the trackers' thread ended: ${error.message}`));
  worker.on('exit', () => ended.resolve());
  let isWoken = false;
  return {
    wake: () => {
      if (isWoken) return;
      isWoken = true;
      setTimeout(() => {
        isWoken = false;
        post({ kind: 'wake' });
      }, WAKE_DELAY_MS).unref();
    },
    status: () => {
      const last = lastPos(store);
      return [...fed.values()].map(({ name, pos, dropped, error }) => ({ name, lag: last - pos, dropped, error }));
    },
    close: async (deadlineMs) => {
      post({ kind: 'close', deadlineMs });
      const timer = setTimeout(() => ended.resolve(), deadlineMs + GRACE_MS);
      await ended.promise;
      clearTimeout(timer);
      await worker.terminate();
    },
  };
}

function change(fed: ReadonlyMap<string, Fed>, name: string, set: (tracker: Fed) => void): void {
  const tracker = fed.get(name);
  if (tracker !== undefined) set(tracker);
}

/** Where a tracker goes on. One that is new to the store begins with the runs to come, not with all of the past. */
function startOf(name: string, store: Store): number {
  const row = store.get('SELECT pos FROM cursors WHERE tracker = ?', name) as { readonly pos: number } | undefined;
  if (row !== undefined) return row.pos;
  const pos = lastPos(store);
  // At once, so that what it could not deliver before a restart is not taken for the past.
  void store.write([cursorWrite(name, pos)]);
  return pos;
}

function lastPos(store: Store): number {
  return (store.get('SELECT max(pos) AS pos FROM journal') as { readonly pos: number | null }).pos ?? 0;
}
