// The host side of the trackers' thread: opens it, wakes it after commits, keeps the cursors in the store.
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import type { Store } from '../store/store.ts';
import { cursorWrite } from '../store/writes.ts';
import type { FromTrackers, ToTrackers, TrackerSetup } from './protocol.ts';

export type TrackerFeed = {
  /** Says that there is something new to read. */
  readonly wake: () => void;
  /** Lets trackers read up to the end, within the deadline. */
  readonly close: (deadlineMs: number) => Promise<void>;
};

export type FeedOptions = {
  readonly store: Store;
  readonly setup: Omit<TrackerSetup, 'trackers'> & {
    readonly trackers: readonly Omit<TrackerSetup['trackers'][number], 'pos'>[];
  };
  readonly write: (line: string) => void;
  readonly onWarning: (message: string) => void;
};

const IDLE: TrackerFeed = { wake: () => {}, close: async () => {} };

/** Starts the trackers' thread; without trackers there is none. */
export function openFeed({ store, setup, write, onWarning }: FeedOptions): TrackerFeed {
  if (setup.trackers.length === 0) return IDLE;
  const newest = (store.get('SELECT max(pos) AS pos FROM journal') as { readonly pos: number | null }).pos ?? 0;
  const trackers = setup.trackers.map((tracker) => {
    const row = store.get('SELECT pos FROM cursors WHERE tracker = ?', tracker.name) as
      { readonly pos: number } | undefined;
    // A tracker that is new to the store begins with the runs to come, not with all of the past.
    return { ...tracker, pos: row?.pos ?? newest };
  });
  const worker = new Worker(fileURLToPath(import.meta.resolve('#tracker-thread')), {
    workerData: { ...setup, trackers },
  });
  const ended = Promise.withResolvers<void>();
  worker.on('message', (message: FromTrackers) => {
    switch (message.kind) {
      case 'cursor':
        void store.write([cursorWrite(message.tracker, message.pos)]);
        break;
      case 'line':
        write(message.line);
        break;
      case 'dropped':
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
  const post = (message: ToTrackers): void => worker.postMessage(message);
  return {
    wake: () => {
      if (isWoken) return;
      isWoken = true;
      // A batch of commits is worth one message.
      setTimeout(() => {
        isWoken = false;
        post({ kind: 'wake' });
      }, 20).unref();
    },
    close: async (deadlineMs) => {
      post({ kind: 'close' });
      const timer = setTimeout(() => ended.resolve(), deadlineMs);
      await ended.promise;
      clearTimeout(timer);
      await worker.terminate();
    },
  };
}
