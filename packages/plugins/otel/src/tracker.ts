// The tracker's `record`: what of a batch is sent, in which order, and what happens where it does not get through.
import { PluginError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { TrackedFact, TrackedRun, TrackerContext } from '@configurable-agents/plugin-sdk';
import { logOf } from './logs.ts';
import { sumsOf } from './metrics.ts';
import { textOf } from './reading.ts';
import { isSampled } from './sampling.ts';
import { CODES, send, shownUrl } from './send.ts';
import { exportingOf } from './settings.ts';
import type { Env, Exporting, Signal } from './settings.ts';
import { spansOf } from './spans.ts';
import { openWire } from './wire.ts';
import type { Service, Wire } from './wire.ts';

export type TrackerOptions = { readonly env?: Env };

type Record_ = (batch: readonly TrackedFact[], context: TrackerContext) => Promise<void>;
type Told = {
  readonly pos: number;
  readonly fact: TrackedFact['fact'];
  readonly run: TrackedRun;
  readonly of: Service;
};
type Job = { readonly to: Exporting; readonly wire: Wire; readonly context: TrackerContext };

/** A collector that answers 500 to the same facts again and again is broken by them. */
const MOST_SERVER_ERRORS = 5;
const NOWHERE =
  'otel: nobody said where to send: set OTEL_EXPORTER_OTLP_ENDPOINT, or trackers.otel.endpoint of the configuration. Nothing is sent until then';

/** Makes a `record`. One serves a whole process: it remembers up to where each signal was sent, for facts that come again. */
export function openTracker({ env = process.env }: TrackerOptions = {}): Record_ {
  const sent: { [signal in Signal]: number } = { traces: 0, metrics: 0, logs: 0 };
  let replayed = 0;
  let serverErrors = 0;
  let isDown = false;
  let isToldNowhere = false;
  let wire: Promise<Wire> | undefined;

  async function sendSignal(signal: Signal, facts: readonly Told[], job: Job): Promise<void> {
    const due = facts.filter(({ pos }) => pos > (job.context.isReplay ? replayed : sent[signal]));
    try {
      await SENDERS[signal](due, job);
      serverErrors = 0;
    } catch (error) {
      if (!isSpent(error)) throw error;
      serverErrors = 0;
      throw new TerminalError(`${(error as Error).message}, again and again for the same facts`);
    }
    const last = facts.at(-1)?.pos ?? 0;
    if (job.context.isReplay) replayed = Math.max(replayed, last);
    else sent[signal] = Math.max(sent[signal], last);
  }

  function isSpent(error: unknown): boolean {
    if (!(error instanceof PluginError) || error.code !== CODES.serverError) return false;
    serverErrors += 1;
    return serverErrors >= MOST_SERVER_ERRORS;
  }

  return async (batch, context) => {
    const { config, secret, write, isReplay, signal } = context;
    if (batch.length === 0) return;
    signal.throwIfAborted();
    const to = exportingOf(config, env, secret('headers'));
    if (to === undefined) {
      const isOff = env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true';
      if (!isToldNowhere && !isOff) write(NOWHERE);
      isToldNowhere = true;
      return;
    }
    const job = { to, wire: await (wire ??= openWire(to)), context };
    const facts = toldOf(batch, context, to);
    try {
      // Spans have ids, so that those which come twice are one; logs and sums have none, and are not sent again for history.
      for (const each of ['traces', 'logs', 'metrics'] as const) {
        if (to.signals.has(each) && (each === 'traces' || !isReplay)) await sendSignal(each, facts, job);
      }
    } catch (error) {
      if (error instanceof PluginError && error.retryable && !isDown) {
        isDown = true;
        write(`otel: ${error.message}. What is to be sent waits in the journal`);
      }
      throw error;
    }
    if (isDown) write(`otel: ${shownUrl(to.urls.traces)} takes what is sent again`);
    isDown = false;
  };
}

/** Facts with their runs; what retention has removed is told by nobody any more. */
function toldOf(batch: readonly TrackedFact[], { run: find }: TrackerContext, to: Exporting): readonly Told[] {
  const runs = new Map<string, { readonly run: TrackedRun; readonly of: Service } | undefined>();
  return batch.flatMap(({ pos, runId, fact }) => {
    if (!runs.has(runId)) {
      const run = find(runId);
      runs.set(runId, run && { run, of: serviceOf(run, to) });
    }
    const found = runs.get(runId);
    return found === undefined ? [] : [{ pos, fact, ...found }];
  });
}

function serviceOf({ settings }: TrackedRun, { resource, serviceName }: Exporting): Service {
  return {
    attributes: {
      ...resource,
      'service.name': textOf(settings['service_name']) ?? serviceName,
      'telemetry.sdk.name': 'configurable-agents',
      'telemetry.sdk.language': 'nodejs',
    },
  };
}

const SENDERS: { readonly [signal in Signal]: (facts: readonly Told[], job: Job) => Promise<void> } = {
  traces: async (facts, job) => {
    const spans = facts
      .filter(({ run }) => isSampled(run, job.to.sampler))
      .flatMap(({ fact, run, of }) => spansOf(fact, run).map((span) => [span, of] as const));
    await sendParts(spans, job, { signal: 'traces', serialize: job.wire.spans });
  },
  logs: async (facts, job) => {
    const logs = facts.flatMap(({ fact, run, of }) => {
      const log = logOf(fact, run);
      return log === undefined ? [] : [[log, of] as const];
    });
    await sendParts(logs, job, { signal: 'logs', serialize: job.wire.logs });
  },
  metrics: async (facts, job) => {
    const services = Map.groupBy(facts, ({ of }) => JSON.stringify(of));
    for (const [, [first, ...rest]] of services) {
      if (first === undefined) continue;
      const sums = sumsOf([first, ...rest]);
      if (sums.size > 0)
        await sendParts([sums], job, {
          signal: 'metrics',
          serialize: ([one]) => job.wire.metrics(one ?? new Map(), first.of),
        });
    }
  },
};

/** A request that is too large is sent in halves; a single item that is too large, or that is refused, is left out and said. */
async function sendParts<Item>(
  items: readonly Item[],
  job: Job,
  how: { readonly signal: Signal; readonly serialize: (items: readonly Item[]) => Uint8Array },
): Promise<void> {
  if (items.length === 0) return;
  const { to, wire, context } = job;
  try {
    const answer = await send(how.serialize(items), { to, signal: how.signal, abort: context.signal });
    const { count, message } = wire.refused(answer);
    if (count > 0)
      context.write(`otel: the collector left out ${count} of ${items.length} ${how.signal}: ${oneLine(message)}`);
  } catch (error) {
    const isHalved = error instanceof TerminalError && (error.code === CODES.tooLarge || error.code === CODES.rejected);
    if (!isHalved) throw error;
    if (items.length === 1) {
      context.write(`otel: one of the ${how.signal} is left out: ${error.message}`);
      return;
    }
    const half = Math.ceil(items.length / 2);
    await sendParts(items.slice(0, half), job, how);
    await sendParts(items.slice(half), job, how);
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\p{C}+/gu, ' ').slice(0, 300);
}
