import type { JsonObject } from './json.ts';

/**
 * Structured log lines of a run. Values of secrets are removed before a line leaves the thread.
 *
 * @example
 * function told(log: Log, status: number): void {
 *   log.warn('the service is slow', { status });
 * }
 */
export type Log = {
  readonly debug: (message: string, fields?: JsonObject) => void;
  readonly info: (message: string, fields?: JsonObject) => void;
  readonly warn: (message: string, fields?: JsonObject) => void;
  readonly error: (message: string, fields?: JsonObject) => void;
};

/**
 * Gives the value of a secret by its name. `definePlugin` knows the names; a function that takes a plain `Context` can be handed one too,
 * since the type of a method compares both ways.
 *
 * @example
 * const secret: SecretReader<'apiKey'> = (name) => `the value of ${name}`;
 * secret('apiKey'); // => 'the value of apiKey'
 */
export type SecretReader<Names extends string = string> = { read(name: Names): string }['read'];

/**
 * The only door from a plugin to the outside: all that goes through it can be guarded, scrubbed and recorded. In `definePlugin`
 * it knows the names of the secrets and the type of the configuration that the plugin declares.
 *
 * @example
 * async function customer(id: number, context: Context<'apiKey'>): Promise<unknown> {
 *   const headers = { Authorization: `Bearer ${context.secret('apiKey')}` };
 *   const response = await context.fetch(`https://api.acme.example/${id}`, { headers, signal: context.signal });
 *   return await response.json();
 * }
 */
export type Context<Names extends string = string, Config = JsonObject> = {
  readonly runId: string;
  readonly workflowName: string;
  readonly node: string;
  /** Counted from 1; a lost attempt counts too. */
  readonly attempt: number;
  /** `RUN_ID/KEY`, the same on every attempt. */
  readonly idempotencyKey: string;
  /** Starts of runs by runs that led here; the `http` action sends it on, so that a loop over webhooks is found too. */
  readonly hops: number;
  /** The attempt's place in a trace (W3C Trace Context), where the operator has it sent on; `fetch` sends it by itself. */
  readonly traceparent?: string;
  /** Aborted on timeout, cancel and shutdown. Pass it on to everything that waits. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** `fetch` that refuses private addresses unless the operator allowed them. */
  readonly fetch: typeof globalThis.fetch;
  /** The values of the secrets that the plugin declared. A missing one throws a `TerminalError` that names its variable. */
  readonly secret: SecretReader<Names>;
  /** The plugin's own configuration as `configurable-agents.yaml` has it: without defaults, and not held against the schema. */
  readonly config: Config;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};
