// The tracker's `record`: what it remembers from batch to batch, and what it says.
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { TrackedFact, TrackerContext } from '@configurable-agents/plugin-sdk';
import { recordBatch } from './batch.ts';
import type { Desk, Known } from './batch.ts';
import { BoundedMap } from './bounded-map.ts';
import { openClient } from './client.ts';
import { connectionOf } from './connection.ts';
import type { Connection } from './connection.ts';
import { openExperiments } from './experiments.ts';
import { openHttp } from './http.ts';
import { oneLine } from './line.ts';
import { openOutage } from './outage.ts';
import { openPatience } from './patience.ts';
import type { Taken } from './trace/send.ts';
import { wantedOf } from './wanted.ts';

export type TrackerOptions = {
  /** Of one request, in milliseconds. */
  readonly timeoutMs?: number;
  /** How long a batch goes on before the host has to hand it over again; with one request's timeout less than the host's 30 s. */
  readonly budgetMs?: number;
  /** Runs that are sent at the same time. */
  readonly concurrency?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
};

type Record = (batch: readonly TrackedFact[], context: TrackerContext) => Promise<void>;

/** What is remembered of one server. A run that was forgotten is found again by its tag. */
type Memory = Pick<Desk, 'runs' | 'experiments' | 'patience' | 'taken'> & { readonly base: string };

const ALL_TAKEN: Taken = { spans: true, traces: true };
const MOST_RUNS = 10_000;
const MOST_WARNINGS = 1000;
const MOST_SAID = 600;

/** Makes a `record`. One serves a whole process: it remembers what was done, so that facts that come twice cost no request. */
export function openTracker(options: TrackerOptions = {}): Record {
  const { timeoutMs = 10_000, budgetMs = 15_000, concurrency = 8, now = Date.now } = options;
  const http = openHttp();
  const outage = openOutage();
  const warned = new Set<string>();
  let memory: Memory | undefined;

  return async (batch, context) => {
    const { write, signal } = context;
    const warnOnce = (message: string): void => {
      if (warned.has(message) || warned.size >= MOST_WARNINGS) return;
      warned.add(message);
      write(oneLine(`mlflow: ${message}`, MOST_SAID));
    };
    const wanted = wantedOf(batch);
    const connection = wanted.size === 0 ? undefined : connectionOrSaid(context, warnOnce);
    if (connection === undefined) return;
    if (memory?.base !== connection.base) memory = memoryOf(connection.base);

    let isHalted = false;
    const until = now() + budgetMs;
    const client = openClient(connection, { http, signal, timeoutMs, now, isHalted: () => isHalted || now() >= until });
    const halt = (): void => {
      isHalted = true;
    };
    const prefix = prefixOf(context);
    const desk: Desk = { ...memory, client, find: context.run, prefix, concurrency, halt, write, warnOnce };
    const { recorded, failure } = await recordBatch(wanted, desk);
    if (failure === undefined) return outage.recovered({ recorded, write, base: connection.base });
    outage.failed(failure, { recorded, write });
    // Another server, or a newer one, may come back.
    Object.assign(memory.taken, ALL_TAKEN);
    throw failure;
  };
}

function memoryOf(base: string): Memory {
  return {
    base,
    runs: new BoundedMap<string, Known>(MOST_RUNS),
    experiments: openExperiments(),
    patience: openPatience(),
    taken: { ...ALL_TAKEN },
  };
}

/** Settings that are wrong stay wrong until a person changes them: that is said once, and nothing is kept for them. */
function connectionOrSaid(context: TrackerContext, warnOnce: (message: string) => void): Connection | undefined {
  try {
    return connectionOf(context);
  } catch (error) {
    if (!(error instanceof TerminalError)) throw error;
    warnOnce(`${error.message}. No run is recorded until then`);
    return undefined;
  }
}

function prefixOf({ config }: TrackerContext): string {
  const prefix = config['experiment_prefix'];
  return typeof prefix === 'string' ? prefix : '';
}
