// The host side of a plugin's triggers: a thread or a process that is opened with the first delivery, hears one call at a time, and is
// replaced when it hangs or dies. A sender is told to come again; nothing that got no answer counts as verified.
import type { TriggerManifest } from '@configurable-agents/plugin-sdk';
import { reasonOfEnd } from '../carrier/carrier.ts';
import type { Carried } from '../carrier/carrier.ts';
import { RuntimeError } from '../errors.ts';
import { reasonOf } from './failure.ts';
import type { LoadedPlugin } from './load.ts';
import type { HostTrigger } from './host-trigger.ts';
import { isObject } from './shape.ts';
import { normalisedOf, verdictOf } from './trigger-answer.ts';
import { triggerCarrier } from './trigger-carrier.ts';
import type { TriggerCarrierOptions } from './trigger-carrier.ts';
import type { FromTriggers, ToTriggers, TriggerCall } from './trigger-protocol.ts';

export type TriggerHostOptions = TriggerCarrierOptions & {
  /** Time that a module has to load, in milliseconds. */
  readonly loadTimeoutMs: number;
  /** Time that a call has once the module is there, in milliseconds. */
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
type Opened = Carried<ToTriggers> & { isReady: boolean };

/** Deliveries that wait for one plugin; a sender beyond that is refused at once. */
const MAX_WAITING = 1000;
/** After a module that could not be loaded, so that a flood of deliveries is no flood of threads or processes. */
const PAUSE_MS = 1000;
const NO_ANSWER = 'it sent something that is no answer';
const FORGED = 'it answered for a call that is not its own, or that it has answered';

export function openTriggerHost(plugin: LoadedPlugin, options: TriggerHostOptions): TriggerHost {
  const { manifest, specifier } = plugin;
  const carrier = triggerCarrier(plugin, options);
  const queue: Waiting[] = [];
  let at: Opened | undefined;
  let inCall: Waiting | undefined;
  let nextId = 0;
  let brokenUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let isRetired = false;
  let isClosed = false;

  function open(): Opened {
    const opened: Opened = {
      isReady: false,
      ...carrier.start({ message: hear(receive), ended: hear((end) => giveUp(reasonOfEnd(end))) }),
    };
    /** What has been given up has nothing to say any more. */
    function hear<What>(listen: (what: What) => void): (what: What) => void {
      return (what) => {
        if (at === opened) listen(what);
      };
    }
    limit(options.loadTimeoutMs, 'it has not loaded');
    return opened;
  }

  function limit(ms: number, what: string): void {
    clearTimeout(timer);
    timer = setTimeout(() => giveUp(`${what} within ${ms} ms`), ms);
  }

  /** It ends, and what it was asked is refused. What waits gets another one. */
  function giveUp(reason: string): void {
    const gone = at;
    const lost = inCall;
    clearTimeout(timer);
    at = undefined;
    inCall = undefined;
    gone?.end();
    if (gone?.isReady === false) {
      brokenUntil = Date.now() + PAUSE_MS;
      for (const waiting of queue.splice(0)) waiting.failed(reason);
    }
    lost?.failed(reason);
    next();
  }

  /** The plugin may post as well: nothing of a message is trusted. */
  function receive(sent: unknown): void {
    if (!isObject(sent)) return giveUp(NO_ANSWER);
    const message = sent as FromTriggers;
    switch (message.kind) {
      case 'ready':
        if (at === undefined || at.isReady) return giveUp(NO_ANSWER);
        at.isReady = true;
        clearTimeout(timer);
        next();
        break;
      case 'broken':
        giveUp(reasonOf(message.reason));
        break;
      case 'answer':
      case 'failed': {
        const waiting = inCall;
        if (waiting === undefined || message.id !== nextId) return giveUp(FORGED);
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
    at ??= open();
    if (!at.isReady) return;
    inCall = queue.shift();
    if (inCall === undefined) return;
    limit(options.callTimeoutMs, 'it has not answered');
    at.post({ id: (nextId += 1), call: inCall.call });
  }

  function end(): void {
    at = undefined;
    clearTimeout(timer);
    void carrier.close();
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
    verify: async (request, given) => await ask({ kind: 'verify', trigger: name, request, options: given }, verdictOf),
    normalise: async (request) => await ask({ kind: 'normalise', trigger: name, request }, normalisedOf),
  });

  return {
    triggers: Object.entries(manifest.triggers).map(([name, data]) => [name, triggerOf(name, data)]),
    retire: () => {
      isRetired = true;
      next();
    },
    close: async () => {
      isClosed = true;
      at = undefined;
      clearTimeout(timer);
      for (const waiting of [...(inCall === undefined ? [] : [inCall]), ...queue.splice(0)]) {
        waiting.failed('the engine is closing');
      }
      inCall = undefined;
      await carrier.close();
    },
  };
}
