// Trackers that share a thread, from the host's side. A thread that dies is opened again: the journal is the spool, so nothing is
// lost by it.
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { reasonOf } from '../plugin/failure.ts';
import { isObject } from '../plugin/shape.ts';
import type { FromTrackers, ToTrackers, TrackerEntry, TrackerSetup } from './protocol.ts';

export type GroupOptions = {
  readonly dataDir: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly hasColor: boolean;
  /** The trackers with how far each is now. */
  readonly entries: () => readonly TrackerEntry[];
  /** What the thread says of its own trackers. */
  readonly onMessage: (message: Exclude<FromTrackers, { readonly kind: 'closed' }>) => void;
  /** The thread has ended although nobody wanted it to. */
  readonly onLost: (reason: string) => void;
};

export type Group = {
  /** There is something new to read. The first time opens the thread. */
  readonly wake: () => void;
  /** Ends the thread within the deadline: after what it reads now, or at the journal's end. */
  readonly close: (how: { readonly deadlineMs: number; readonly isNow: boolean }) => Promise<void>;
};

/** What the thread needs beyond its deadline to say that it has ended. */
const GRACE_MS = 500;
/** Before a thread that died is opened again; longer with each time in a row, so that a plugin that cannot start costs little. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/**
 * Of the thread's heap. Where a process may have gigabytes V8 lets a heap of 25 MB grow to 200 before it cleans up, which is no concern of who
 * only reads on; so bounded it stays below 40, for the same time of the processor (bench/tracking.ts).
 */
const MOST_YOUNG_MB = 8;
const MOST_OLD_MB = 1024;
/** A thread that was there for so long has started well. */
const WELL_MS = 60_000;

export function openGroup({ dataDir, env, hasColor, entries, onMessage, onLost }: GroupOptions): Group {
  const names = new Set(entries().map(({ name }) => name));
  const ended = Promise.withResolvers<void>();
  let worker: Worker | undefined;
  let again: NodeJS.Timeout | undefined;
  let losses = 0;
  let isClosing = false;

  function reopen(): void {
    again = undefined;
    open();
  }

  function open(): void {
    const opened = new Worker(fileURLToPath(import.meta.resolve('#tracker-thread')), {
      workerData: { dataDir, hasColor, trackers: entries() } satisfies TrackerSetup,
      env: { ...env },
      resourceLimits: { maxYoungGenerationSizeMb: MOST_YOUNG_MB, maxOldGenerationSizeMb: mostOldMb() },
    });
    const since = Date.now();
    let reason: string | undefined;
    worker = opened;
    opened.on('message', receive);
    opened.on('error', (error: unknown) => (reason = reasonOf(error)));
    opened.on('exit', (code) => {
      worker = undefined;
      if (isClosing) {
        ended.resolve();
        return;
      }
      losses = Date.now() - since > WELL_MS ? 1 : losses + 1;
      onLost(reason ?? `it ended with ${code}`);
      again = setTimeout(reopen, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (losses - 1)));
      again.unref();
    });
  }

  /** A plugin may post as well: what is none of its business is passed over. */
  function receive(message: unknown): void {
    if (!isObject(message)) return;
    if (message['kind'] === 'closed') {
      if (isClosing) ended.resolve();
      return;
    }
    const { tracker, pos, count, line } = message;
    if (line !== undefined && typeof line !== 'string') return;
    if (tracker !== undefined && !names.has(String(tracker))) return;
    if ([pos, count].some((number) => number !== undefined && !Number.isSafeInteger(number))) return;
    onMessage(message as Exclude<FromTrackers, { readonly kind: 'closed' }>);
  }

  return {
    wake: () => {
      if (worker !== undefined) worker.postMessage({ kind: 'wake' } satisfies ToTrackers);
      else if (again === undefined && !isClosing) open();
    },
    close: async ({ deadlineMs, isNow }) => {
      isClosing = true;
      clearTimeout(again);
      const last = worker;
      if (last === undefined) return;
      last.postMessage({ kind: 'close', deadlineMs, isNow } satisfies ToTrackers);
      const timer = setTimeout(() => ended.resolve(), deadlineMs + GRACE_MS);
      await ended.promise;
      clearTimeout(timer);
      // What it still says is about a past that another thread has read on from.
      last.removeAllListeners('message');
      await last.terminate();
    },
  };
}

/** No more than the process itself may have. */
function mostOldMb(): number {
  return Math.min(MOST_OLD_MB, Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20));
}
