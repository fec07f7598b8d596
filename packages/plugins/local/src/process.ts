// The engine's process, as a lane sees it: started with the first call, ended when it was idle for long, started again when it died.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PluginError, RetryableError } from '@configurable-agents/plugin-sdk';
import type { Command, Job, Report } from './protocol.ts';

/** Memory of a model that nobody asks is given back. */
const IDLE_MS = 5 * 60_000;

/** Of what the engine wrote before it died. */
const LONGEST_WORDS = 300;

/** What the engine's process has of the environment: nothing that is secret. */
const ENVIRONMENT = ['TZ', 'LANG', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SystemRoot', 'windir', 'TEMP', 'TMPDIR'];

type Listener = { readonly report: (report: Report) => void; readonly died: (error: PluginError) => void };

export type EngineProcess = {
  /** The reports of a job, the last of which says how it ended. A failure rejects; an abort ends it, and the engine stops. */
  readonly ask: (job: Job, signal: AbortSignal) => AsyncIterableIterator<Exclude<Report, { kind: 'failed' }>>;
};

/** A process of one engine. Nothing is started yet. */
export function engineProcess({ idleMs = IDLE_MS }: { readonly idleMs?: number } = {}): EngineProcess {
  const listeners = new Map<number, Listener>();
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let ids = 0;

  function started(): ChildProcess {
    if (child !== undefined) return child;
    const own = start();
    let words = '';
    own.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-LONGEST_WORDS);
    });
    own.on('message', (message) => {
      // Only the engine has the other end of the channel.
      const report = message as Report;
      listeners.get(report.id)?.report(report);
    });
    own.once('error', (error) => over(own, died(error.message)));
    own.once('exit', (code, signal) => over(own, died(signal ?? `status ${String(code)}`, words)));
    child = own;
    return own;
  }

  function over(own: ChildProcess, error: PluginError): void {
    if (child !== own) return;
    child = undefined;
    for (const listener of listeners.values()) listener.died(error);
  }

  /** While nobody waits for the engine it keeps nothing alive; after a while it ends. */
  function settle(): void {
    clearTimeout(idle);
    const own = child;
    if (own === undefined) return;
    const isIdle = listeners.size === 0;
    for (const part of [own, own.channel, own.stderr as { ref?: () => void; unref?: () => void } | null]) {
      if (isIdle) part?.unref?.();
      else part?.ref?.();
    }
    if (!isIdle) return;
    idle = setTimeout(() => {
      child = undefined;
      own.kill('SIGKILL');
    }, idleMs).unref();
  }

  function send(own: ChildProcess, command: Command): void {
    // A channel that is closed belongs to a process that is over, which is told by its exit.
    own.send(command, () => undefined);
  }

  return {
    ask: async function* ask(job, signal) {
      signal.throwIfAborted();
      ids += 1;
      const id = ids;
      const own = started();
      const inbox = openInbox();
      let isOpen = true;
      const abort = (): void => {
        send(own, { kind: 'abort', id });
        inbox.fail(signal.reason);
      };
      listeners.set(id, { report: inbox.put, died: inbox.fail });
      signal.addEventListener('abort', abort, { once: true });
      settle();
      try {
        send(own, { kind: 'generate', id, job });
        for (;;) {
          const report = await inbox.take();
          if (report.kind === 'failed') throw new PluginError(report.error.message, report.error);
          isOpen = report.kind !== 'end';
          yield report;
          if (!isOpen) return;
        }
      } finally {
        signal.removeEventListener('abort', abort);
        listeners.delete(id);
        if (isOpen) send(own, { kind: 'abort', id });
        settle();
      }
    },
  };
}

function start(): ChildProcess {
  const env = Object.fromEntries(
    ENVIRONMENT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
  return fork(fileURLToPath(import.meta.resolve('#engine')), [], {
    env,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function died(how: string, words = ''): RetryableError {
  const line = words.trim().split('\n').at(-1) ?? '';
  const said = line === '' ? '' : `: ${line}`;
  return new RetryableError(
    `the engine of provider local ended in the middle of the call (${how})${said}; where it does so again, its memory or the model's file is the cause`,
    { class: 'unavailable', code: 'MODEL_UNAVAILABLE' },
  );
}

type Inbox = {
  readonly put: (report: Report) => void;
  readonly fail: (error: unknown) => void;
  readonly take: () => Promise<Report>;
};

/** Reports in their order, then the failure that ends them. */
function openInbox(): Inbox {
  const reports: Report[] = [];
  const failures: unknown[] = [];
  let woken = Promise.withResolvers<void>();
  return {
    put: (report) => {
      reports.push(report);
      woken.resolve();
    },
    fail: (error) => {
      failures.push(error);
      woken.resolve();
    },
    take: async () => {
      for (;;) {
        if (failures.length > 0) throw failures[0];
        const report = reports.shift();
        if (report !== undefined) return report;
        woken = Promise.withResolvers();
        await woken.promise;
      }
    },
  };
}
