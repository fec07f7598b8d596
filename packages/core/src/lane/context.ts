// What a plugin's code receives, and the scrubbing of what leaves the lane.
import type { Context, Json, JsonObject, Log, Plugin } from '@configurable-agents/plugin-sdk';
import { masked } from '../masked.ts';
import { readSecret } from '../plugin/secrets.ts';
import type { LanePlugins } from './plugins.ts';
import type { Job, LaneLog } from './protocol.ts';

export type AttemptContext = {
  readonly contextFor: (plugin: Plugin) => Context;
  /** Replaces the values of secrets that this attempt read. */
  readonly scrub: (value: Json) => Json;
  readonly scrubText: (text: string) => string;
};

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

  return {
    scrub,
    scrubText,
    contextFor: (plugin) => ({
      runId: job.runId,
      workflowName: job.workflowName,
      node: job.node,
      attempt: job.attempt,
      idempotencyKey: `${job.runId}/${job.key}`,
      hops: job.hops,
      signal,
      log: logger,
      fetch: plugins.fetchFor(plugin),
      secret: (name) => secretOf(plugin, name),
      config: plugins.configOf(plugin.name),
      now: Date.now,
    }),
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
