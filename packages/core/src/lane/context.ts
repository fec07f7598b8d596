// What a plugin's code receives, and the scrubbing of what leaves the lane.
import type { Context, Json, JsonObject, Log, Plugin } from '@configurable-agents/plugin-sdk';
import { masked } from '../masked.ts';
import { readSecret } from '../plugin/secrets.ts';
import { formsOf } from '../redact/forms.ts';
import type { LanePlugins } from './plugins.ts';
import { openTraffic } from './traffic.ts';
import type { Job, LaneLog } from './protocol.ts';

export type AttemptContext = {
  readonly contextFor: (plugin: Plugin) => Context;
  /** For the calls of a model in an attempt: their traffic may be recorded, or replayed without keys. */
  readonly contextOfModel: (plugin: Plugin) => Context;
  /** For one call of a tool: `id` tells it from the attempt's other calls, and is the same in a repeated attempt. */
  readonly contextOfCall: (plugin: Plugin, call: { readonly id: string; readonly timeoutMs: number }) => Context;
  /** Throws once the attempt is aborted. */
  readonly assertGoing: () => void;
  /** Replaces the values of secrets that this attempt read. */
  readonly scrub: (value: Json) => Json;
  readonly scrubText: (text: string) => string;
  /** How many characters at the end of a text may be the beginning of such a value. */
  readonly beginningOfSecret: (text: string) => number;
};

const REPLAYED_SECRET = 'no-key-is-needed-to-replay';
/** Shorter values would mask ordinary words. */
const SHORTEST_SECRET = 4;

export function openContext({
  job,
  plugins,
  signal,
  log,
}: {
  readonly job: Job;
  readonly plugins: LanePlugins;
  readonly signal: AbortSignal;
  readonly log: (line: LaneLog) => void;
}): AttemptContext {
  const seen = new Set<string>();

  const scrubText = (text: string): string => masked(text, seen);
  const scrub = (value: Json): Json => (seen.size === 0 ? value : scrubValue(value, scrubText));

  const writeLog =
    (level: LaneLog['level']) =>
    (message: string, fields?: JsonObject): void => {
      const { runId, workflowName, node } = job;
      const clean = fields === undefined ? {} : { fields: scrub(fields) as JsonObject };
      log({ time: Date.now(), level, runId, workflowName, node, message: scrubText(message), ...clean });
    };
  const logger: Log = {
    debug: writeLog('debug'),
    info: writeLog('info'),
    warn: writeLog('warn'),
    error: writeLog('error'),
  };

  const secretOf = (plugin: Plugin, name: string): string => {
    const [config, granted] = [plugins.configOf(plugin.name), plugins.grantOf(plugin)];
    const { value, isVisible } = readSecret(plugin, name, { config, granted, env: process.env });
    if (!isVisible && value.length >= SHORTEST_SECRET) seen.add(value);
    return value;
  };

  /** A client wants a key; where it stood in what was recorded stands the mask. */
  const replayedSecret = (): string => {
    seen.add(REPLAYED_SECRET);
    return REPLAYED_SECRET;
  };

  const contextFor = (plugin: Plugin): Context => ({
    runId: job.runId,
    workflowName: job.workflowName,
    node: job.node,
    attempt: job.attempt,
    idempotencyKey: `${job.runId}/${job.key}`,
    hops: job.hops,
    ...(job.traceparent === undefined ? {} : { traceparent: job.traceparent }),
    signal,
    log: logger,
    fetch: tracedFetch(endingWith(signal, plugins.fetchFor(plugin)), job.traceparent),
    secret: (name) => secretOf(plugin, name),
    config: plugins.configOf(plugin.name),
    now: Date.now,
  });

  return {
    scrub,
    scrubText,
    beginningOfSecret: (text) => Math.max(0, ...[...seen].flatMap(formsOf).map((form) => overlap(text, form))),
    contextFor,
    contextOfModel: (plugin) => {
      const own = contextFor(plugin);
      const { traffic } = plugins;
      if (traffic === undefined) return own;
      const fetch = openTraffic({ traffic, job, fetch: own.fetch, scrub: scrubText });
      return { ...own, fetch, ...(traffic.mode === 'replay' ? { secret: replayedSecret } : {}) };
    },
    contextOfCall: (plugin, { id, timeoutMs }) => {
      const own = contextFor(plugin);
      const late = AbortSignal.timeout(timeoutMs);
      const both = AbortSignal.any([signal, late]);
      const fetch = endingWith(both, plugins.fetchFor(plugin));
      return { ...own, idempotencyKey: `${own.idempotencyKey}/${id}`, signal: both, fetch };
    },
    assertGoing: () => signal.throwIfAborted(),
  };
}

/** What the plugin or the workflow says itself stands. Baggage is never sent: it would tell strangers more than ids. */
function tracedFetch(fetch: Context['fetch'], traceparent: string | undefined): Context['fetch'] {
  if (traceparent === undefined) return fetch;
  return (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    if (!headers.has('traceparent')) headers.set('traceparent', traceparent);
    return fetch(input, { ...init, headers });
  };
}

/** A `fetch` whose requests end with the attempt, also where the plugin hands no signal on: nothing else ends them. */
function endingWith(attempt: AbortSignal, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    const own = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    return fetch(input, { ...init, signal: own === undefined ? attempt : AbortSignal.any([attempt, own]) });
  };
}

function scrubValue(value: Json, scrubText: (text: string) => string): Json {
  if (typeof value === 'string') return scrubText(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: Json) => scrubValue(item, scrubText));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [scrubText(key), scrubValue(child, scrubText)]),
  );
}

/** The length of the longest end of a text with which a secret begins, and does not end. */
function overlap(text: string, secret: string): number {
  for (let length = Math.min(text.length, secret.length - 1); length > 0; length -= 1)
    if (text.endsWith(secret.slice(0, length))) return length;
  return 0;
}
