// The host side of a plugin's triggers: a thread that is opened with the first delivery, hears one call at a time, and is replaced
// when it hangs or dies. A sender is told to come again; nothing that got no answer counts as verified.
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import type { TriggerManifest, TriggerRequest } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import { reasonOf } from './failure.ts';
import type { LoadedPlugin } from './load.ts';
import type { HostTrigger } from './host-trigger.ts';
import { isObject } from './shape.ts';
import { normalisedOf, verdictOf } from './trigger-answer.ts';
import type { FromTriggers, ToTriggers, TriggerCall, TriggerSetup } from './trigger-protocol.ts';

export type TriggerHostOptions = {
  readonly env: { readonly [name: string]: string | undefined };
  /** Time that a module has to load, in milliseconds. */
  readonly loadTimeoutMs: number;
  /** Time that a call has once the thread is there, in milliseconds. */
  readonly callTimeoutMs: number;
  readonly onWarning: (message: string) => void;
};

export type TriggerHost = {
  readonly triggers: readonly (readonly [name: string, trigger: HostTrigger])[];
  readonly retire: () => void;
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly call: TriggerCall;
  readonly answered: (json: string) => void;
  readonly failed: (reason: string) => void;
};
type Thread = { readonly worker: Worker; isReady: boolean };

/** Deliveries that wait for one plugin; a sender beyond that is refused at once. */
const MAX_WAITING = 1000;
/** After a thread that could not be loaded, so that a flood of deliveries is no flood of threads. */
const PAUSE_MS = 1000;
const NO_ANSWER = 'it sent something that is no answer';
/** Heap of the thread, in MiB. */
const MEMORY_MB = 256;

export function openTriggerHost(plugin: LoadedPlugin, options: TriggerHostOptions): TriggerHost {
  const { manifest, specifier, source } = plugin;
  const setup: TriggerSetup = { specifier, told: source.manifest === undefined ? undefined : manifest };
  const queue: Waiting[] = [];
  let thread: Thread | undefined;
  let inCall: Waiting | undefined;
  let nextId = 0;
  let brokenUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let isRetired = false;
  let isClosed = false;

  function open(): Thread {
    const worker = new Worker(fileURLToPath(import.meta.resolve('#trigger-thread')), {
      workerData: setup,
      env: { ...options.env },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const opened = { worker, isReady: false };
    // A thread that has been given up has nothing to say any more.
    const heard =
      <Arguments extends readonly unknown[]>(hear: (...what: Arguments) => void) =>
      (...what: Arguments): void => {
        if (thread === opened) hear(...what);
      };
    worker.on(
      'message',
      heard((message: unknown) => (isObject(message) ? receive(message) : giveUp(NO_ANSWER))),
    );
    worker.on(
      'messageerror',
      heard(() => giveUp('it sent what cannot be read')),
    );
    worker.on(
      'error',
      heard((error: unknown) => giveUp(`it ended: ${reasonOf(error)}`)),
    );
    worker.on(
      'exit',
      heard((code: number) => giveUp(`it ended with ${code}`)),
    );
    limit(options.loadTimeoutMs, 'it has not loaded');
    worker.unref();
    return opened;
  }

  function limit(ms: number, what: string): void {
    clearTimeout(timer);
    timer = setTimeout(() => giveUp(`${what} within ${ms} ms`), ms);
  }

  /** The thread ends, and what it was asked is refused. What waits gets another one. */
  function giveUp(reason: string): void {
    const gone = thread;
    const lost = inCall;
    clearTimeout(timer);
    thread = undefined;
    inCall = undefined;
    void gone?.worker.terminate();
    if (gone?.isReady === false) {
      brokenUntil = Date.now() + PAUSE_MS;
      for (const waiting of queue.splice(0)) waiting.failed(reason);
    }
    lost?.failed(reason);
    next();
  }

  /** The plugin may post as well: nothing of a message is trusted. */
  function receive(sent: { readonly [key: string]: unknown }): void {
    const message = sent as FromTriggers;
    switch (message.kind) {
      case 'ready':
        if (thread !== undefined) thread.isReady = true;
        clearTimeout(timer);
        next();
        break;
      case 'broken':
        giveUp(reasonOf(message.reason));
        break;
      case 'answer':
      case 'failed': {
        const waiting = inCall;
        if (waiting === undefined || message.id !== nextId) return;
        clearTimeout(timer);
        inCall = undefined;
        if (message.kind === 'answer') waiting.answered(message.json);
        else waiting.failed(reasonOf(message.reason));
        next();
        break;
      }
      default:
        giveUp(NO_ANSWER);
    }
  }

  function next(): void {
    if (inCall !== undefined) return;
    if (queue.length === 0) {
      if (isRetired) end();
      return;
    }
    thread ??= open();
    if (!thread.isReady) return;
    inCall = queue.shift();
    if (inCall === undefined) return;
    limit(options.callTimeoutMs, 'it has not answered');
    thread.worker.postMessage({ id: (nextId += 1), call: inCall.call } satisfies ToTriggers);
  }

  function end(): void {
    const gone = thread;
    thread = undefined;
    clearTimeout(timer);
    void gone?.worker.terminate();
  }

  async function ask<T>(call: TriggerCall, read: (value: unknown) => T): Promise<T> {
    const refused = (reason: string): RuntimeError => {
      options.onWarning(`the trigger ${call.trigger} (${specifier}) refused a delivery: ${reason}`);
      // Whoever sent it is nobody yet, and learns nothing of the plugin.
      return new RuntimeError(
        'TRIGGER_UNAVAILABLE',
        `the trigger ${call.trigger} cannot answer now; send it again later`,
      );
    };
    if (isClosed) throw new RuntimeError('RUNTIME_CLOSED', 'the engine is closing; send it again later');
    if (Date.now() < brokenUntil) throw refused('its code could not be loaded a moment ago');
    if (queue.length >= MAX_WAITING) throw refused(`${MAX_WAITING} deliveries wait for it already`);
    const json = await new Promise<string>((answered, reject) => {
      queue.push({ call, answered, failed: (reason) => reject(refused(reason)) });
      next();
    });
    try {
      return read(JSON.parse(json));
    } catch (error) {
      throw refused(`its answer to \`${call.kind}\` is wrong: ${reasonOf(error)}`);
    }
  }

  const triggerOf = (name: string, data: TriggerManifest): HostTrigger => ({
    ...data,
    verify: async (request, given) =>
      await ask({ kind: 'verify', trigger: name, request: apart(request), options: given }, verdictOf),
    normalise: async (request) =>
      await ask({ kind: 'normalise', trigger: name, request: apart(request) }, normalisedOf),
  });

  return {
    triggers: Object.entries(manifest.triggers).map(([name, data]) => [name, triggerOf(name, data)]),
    retire: () => {
      isRetired = true;
      next();
    },
    close: async () => {
      isClosed = true;
      const gone = thread;
      thread = undefined;
      clearTimeout(timer);
      for (const waiting of [...(inCall === undefined ? [] : [inCall]), ...queue.splice(0)]) {
        waiting.failed('the engine is closing');
      }
      inCall = undefined;
      await gone?.worker.terminate();
    },
  };
}

/** The bytes alone: a clone of a piece of a larger buffer would take the whole along, with what others sent. */
function apart({ headers, rawBody, body }: TriggerRequest): TriggerRequest {
  return { headers: { ...headers }, rawBody: Uint8Array.from(rawBody), ...(body === undefined ? {} : { body }) };
}
