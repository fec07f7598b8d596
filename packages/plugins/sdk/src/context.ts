import type { JsonObject } from './json.ts';

/** Structured log lines of a run. Values of secrets are removed before a line leaves the thread. */
export type Log = {
  readonly debug: (message: string, fields?: JsonObject) => void;
  readonly info: (message: string, fields?: JsonObject) => void;
  readonly warn: (message: string, fields?: JsonObject) => void;
  readonly error: (message: string, fields?: JsonObject) => void;
};

/**
 * The only door from a plugin to the outside: all that goes through it can be guarded, scrubbed and recorded.
 *
 * @example
 * async run({ input, context }) {
 *   const response = await context.fetch(`https://api.acme.com/${input.id}`, { signal: context.signal });
 *   return await response.json();
 * }
 */
export type Context = {
  readonly runId: string;
  readonly workflowName: string;
  readonly node: string;
  /** Counted from 1; a lost attempt counts too. */
  readonly attempt: number;
  /** `RUN_ID/KEY`, the same on every attempt. */
  readonly idempotencyKey: string;
  /** Starts of runs by runs that led here; the `http` action sends it on, so that a loop over webhooks is found too. */
  readonly hops: number;
  /** Aborted on timeout, cancel and shutdown. Pass it on to everything that waits. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** `fetch` that refuses private addresses unless the operator allowed them. */
  readonly fetch: typeof globalThis.fetch;
  /** The values of the secrets that the plugin declared. A missing one throws a `TerminalError` that names its variable. */
  readonly secret: (name: string) => string;
  /** The plugin's own configuration, from `configurable-agents.yaml`. */
  readonly config: JsonObject;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};
