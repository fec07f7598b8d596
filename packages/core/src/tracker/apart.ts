// The trackers of a plugin that has processes of its own, from the side of the trackers' thread, which reads the store for them. A
// process that hangs or dies is ended, and the next batch opens another one: the journal is the spool, so nothing is lost by it.
import { fileURLToPath } from 'node:url';
import { RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { TrackedFact, TrackedRun } from '@configurable-agents/plugin-sdk';
import { reasonOfEnd } from '../carrier/carrier.ts';
import type { Carried } from '../carrier/carrier.ts';
import type { Confinement } from '../carrier/confine.ts';
import { boundedLines } from '../carrier/lines.ts';
import { processCarrier } from '../carrier/process.ts';
import { masked } from '../masked.ts';
import { LOAD_TIMEOUT_MS } from '../plugin/bounds.ts';
import { reasonOf } from '../plugin/failure.ts';
import { openApartLedger } from './apart-protocol.ts';
import type { ApartSetup, BatchPart, FromApart, ToApart } from './apart-protocol.ts';
import { partsOf } from './parts.ts';
import type { TrackerEntry } from './protocol.ts';
import type { Handing, Recorder } from './recorder.ts';

export type ApartOptions = {
  readonly confinement: Confinement;
  readonly hasColor: boolean;
  /** Of one plugin. */
  readonly entries: readonly TrackerEntry[];
  readonly runOf: (runId: string, tracker: string) => TrackedRun | undefined;
  /** A line for people that a tracker wrote. */
  readonly onLine: (line: string) => void;
  /** A line that the plugin printed. */
  readonly onPrinted: (line: string) => void;
  /** The process has ended although nobody wanted it to. */
  readonly onLost: (reason: string) => void;
};

export type Apart = {
  readonly recorderOf: (tracker: string) => Recorder;
  /** Ends the process. */
  readonly close: () => Promise<void>;
};

type Opened = {
  readonly carried: Carried<ToApart>;
  readonly ready: PromiseWithResolvers<void>;
  readonly asked: Map<number, PromiseWithResolvers<void>>;
  readonly loading: NodeJS.Timeout;
};

/** For a tracker that was told to let go; then its process is ended. */
const GRACE_MS = 500;
const LINES = { mostLength: 10_000, most: 1000 } as const;

export function openApart({ confinement, hasColor, entries, runOf, onLine, onPrinted, onLost }: ApartOptions): Apart {
  const say = boundedLines({ ...LINES, onLine });
  const scrub = (text: string): string => masked(text, confinement.secrets);
  const carrier = processCarrier<ToApart, FromApart>({
    confinement,
    entry: fileURLToPath(import.meta.resolve('#tracker-process')),
    setup: { ...setupOf(entries), hasColor } satisfies ApartSetup,
    openLedger: openApartLedger,
    onLine: onPrinted,
  });
  let at: Opened | undefined;
  let nextId = 0;

  function open(): Opened {
    const opened: Opened = {
      carried: carrier.start({
        message: (message) => hear(opened, message),
        ended: (end) => giveUp(opened, reasonOfEnd(end)),
      }),
      ready: Promise.withResolvers(),
      asked: new Map(),
      loading: setTimeout(() => giveUp(opened, `it has not loaded within ${LOAD_TIMEOUT_MS} ms`), LOAD_TIMEOUT_MS),
    };
    // Who asks may have gone.
    opened.ready.promise.catch(() => {});
    return opened;
  }

  /** It ends, and what it was asked has failed. Once: what has been given up has nothing to say any more. */
  function giveUp(opened: Opened, reason: string): void {
    if (at !== opened) return;
    at = undefined;
    clearTimeout(opened.loading);
    opened.carried.end();
    const lost = new RetryableError(`its process ended: ${scrub(reason)}`);
    opened.ready.reject(lost);
    for (const { reject } of opened.asked.values()) reject(lost);
    onLost(scrub(reason));
  }

  function hear(opened: Opened, message: FromApart): void {
    if (at !== opened) return;
    switch (message.kind) {
      case 'ready':
        clearTimeout(opened.loading);
        opened.ready.resolve();
        break;
      case 'broken':
        giveUp(opened, reasonOf(message.reason));
        break;
      case 'line':
        say(scrub(message.line));
        break;
      case 'done':
        opened.asked.get(message.id)?.resolve();
        break;
      case 'failed':
        opened.asked.get(message.id)?.reject(failureOf(message, scrub));
        break;
    }
  }

  async function ask(tracker: string, part: BatchPart, { signal, isReplay }: Handing): Promise<void> {
    const opened = (at ??= open());
    const id = (nextId += 1);
    const answer = Promise.withResolvers<void>();
    opened.asked.set(id, answer);
    answer.promise.catch(() => {});
    let grace: NodeJS.Timeout | undefined;
    const abort = (): void => {
      opened.carried.post({ kind: 'abort', id });
      grace = setTimeout(() => giveUp(opened, `it has not let go within ${GRACE_MS} ms`), GRACE_MS);
    };
    try {
      await opened.ready.promise;
      signal.throwIfAborted();
      signal.addEventListener('abort', abort, { once: true });
      opened.carried.post({ kind: 'record', id, tracker, isReplay, ...part });
      await answer.promise;
    } finally {
      opened.asked.delete(id);
      signal.removeEventListener('abort', abort);
      clearTimeout(grace);
    }
  }

  return {
    recorderOf: (tracker) => ({
      record: async (batch: readonly TrackedFact[], how) => {
        for (const part of partsOf(batch, (runId) => runOf(runId, tracker))) await ask(tracker, part, how);
      },
      scrub,
    }),
    close: async () => {
      if (at !== undefined) clearTimeout(at.loading);
      at = undefined;
      await carrier.close();
    },
  };
}

function setupOf(entries: readonly TrackerEntry[]): Omit<ApartSetup, 'hasColor'> {
  const [first] = entries;
  if (first === undefined) throw new Error('invariant: a process is for a tracker');
  const trackers = entries.map(({ name, specifier, config, granted }) => ({ name, specifier, config, granted }));
  return { specifier: first.specifier, told: first.told, trackers };
}

function failureOf(
  { reason, isRetryable, retryAfterMs }: FromApart & { readonly kind: 'failed' },
  scrub: (text: string) => string,
): Error {
  const message = scrub(reasonOf(reason));
  if (!isRetryable) return new TerminalError(message);
  return new RetryableError(message, retryAfterMs === undefined ? {} : { retryAfterMs });
}
