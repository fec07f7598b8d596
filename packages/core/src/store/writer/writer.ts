// The host's side of the thread that writes. It is opened when there is much to write, or the disk is slow, and ends when there has been
// nothing for a while: a server at rest has no use for its memory.
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Write } from '../write.ts';
import { pack } from './packed.ts';
import { ANSWERED, FAILED, MICROSECONDS, SHARED_BYTES } from './protocol.ts';
import type { FromWriter, ToWriter, WriterSetup } from './protocol.ts';

export type Writer = {
  /** Whether it takes a group now. Where it does not it begins to start, and will soon. */
  readonly isReady: () => boolean;
  /** Hands a group over. One at a time; `answered` is called once, unless `wait` took the answer. */
  readonly commit: (writes: readonly Write[], answered: (answer: Answer) => void) => void;
  /** Holds up this thread until the group that is under way was answered. Undefined where it was not within the limit. */
  readonly wait: (limitMs: number) => Waited | undefined;
  /** From here on what groups delete is overwritten with zeros. */
  readonly eraseDeleted: () => void;
  readonly close: () => Promise<void>;
};

type Committed = { readonly kind: 'committed'; readonly seconds: number };

/** Why it failed is in a message that has not come yet. */
export type Waited = Committed | { readonly kind: 'failed' };

export type Answer =
  | Committed
  | { readonly kind: 'failed'; readonly error: Error }
  /** The thread ended: whether the group is in the file is not known. */
  | { readonly kind: 'gone'; readonly error: Error };

/** Of V8's young generation: of what comes in nothing stays. */
const YOUNG_MB = 8;

type Thread = { readonly worker: Worker; readonly ended: Promise<void>; isReady: boolean };

export type WriterOptions = {
  readonly restMs: number;
  /** The file that runs there. Default: the thread's own. */
  readonly entry?: string;
};

/** Opens nothing yet. `path` is the store's file. */
export function openWriter(path: string, options: WriterOptions): Writer {
  const { restMs, entry = fileURLToPath(import.meta.resolve('#store-writer')) } = options;
  const shared = new SharedArrayBuffer(SHARED_BYTES);
  const flags = new Int32Array(shared);
  /** Number of the last group that was handed over. */
  let sent = 0;
  let waiting: ((answer: Answer) => void) | undefined;
  let thread: Thread | undefined;
  /** One that ended by itself: the next would do the same. */
  let isOff = false;
  let erases = false;
  const ending = new Set<Promise<void>>();
  const rest = setTimeout(restIfIdle, restMs).unref();

  function answer(given: Answer): void {
    const answered = waiting;
    waiting = undefined;
    thread?.worker.unref();
    answered?.(given);
  }

  function open(): void {
    const worker = new Worker(entry, {
      workerData: { path, shared } satisfies WriterSetup,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const ended = Promise.withResolvers<void>();
    const opened: Thread = { worker, ended: ended.promise, isReady: false };
    let reason = 'the thread that writes the store has ended';
    worker.on('message', (message: FromWriter) => {
      if (message.kind === 'ready') opened.isReady = true;
      // What `wait` has seen already is of the past.
      else if (message.number === sent) answer(answerOf(message));
    });
    worker.on('error', (error: unknown) => (reason = error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => {
      ended.resolve();
      if (thread !== opened) return;
      thread = undefined;
      isOff = true;
      answer({ kind: 'gone', error: new Error(reason) });
    });
    worker.unref();
    thread = opened;
  }

  function restIfIdle(): void {
    if (waiting === undefined) end();
    else rest.refresh();
  }

  function end(): void {
    if (thread === undefined) return;
    const { worker, ended } = thread;
    thread = undefined;
    worker.ref();
    ending.add(ended);
    void ended.then(() => ending.delete(ended));
    if (waiting === undefined) worker.postMessage({ kind: 'close' } satisfies ToWriter);
    else void worker.terminate();
  }

  return {
    isReady: () => {
      if (thread === undefined && !isOff) open();
      return thread?.isReady === true;
    },
    commit: (writes, answered) => {
      sent += 1;
      waiting = answered;
      rest.refresh();
      // Who waits for the answer keeps the process.
      thread?.worker.ref();
      thread?.worker.postMessage({ kind: 'commit', number: sent, group: pack(writes), erases } satisfies ToWriter);
    },
    wait: (limitMs) => {
      const until = performance.now() + limitMs;
      for (let last = Atomics.load(flags, ANSWERED); last !== sent; last = Atomics.load(flags, ANSWERED)) {
        const left = until - performance.now();
        if (left <= 0) return undefined;
        Atomics.wait(flags, ANSWERED, last, left);
      }
      waiting = undefined;
      if (Atomics.load(flags, FAILED) === 1) return { kind: 'failed' };
      return { kind: 'committed', seconds: Atomics.load(flags, MICROSECONDS) / 1_000_000 };
    },
    eraseDeleted: () => (erases = true),
    close: async () => {
      clearTimeout(rest);
      end();
      await Promise.all(ending);
    },
  };
}

function answerOf(message: Exclude<FromWriter, { readonly kind: 'ready' }>): Answer {
  if (message.kind === 'committed') return message;
  return { kind: 'failed', error: Object.assign(new Error(message.message), { errcode: message.errcode }) };
}
