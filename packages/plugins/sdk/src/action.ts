import type { Context } from './context.ts';
import type { JsonSchema } from './json.ts';

/** What an action does to the world: `pure` computes, `read` looks, `write` changes. Decides what may run again. */
export type Effects = 'pure' | 'read' | 'write';

/** The schema of an output: fixed, or the one that the node gives at a path of its own keys, such as `/output_schema`. */
export type OutputSchema = JsonSchema | { readonly fromConfig: string; readonly default: JsonSchema };

/** What a node's `uses:` names. */
export type Action<Input = unknown, Output = unknown> = {
  readonly description?: string;
  readonly input: JsonSchema;
  readonly output: OutputSchema;
  readonly effects: Effects;
  /** Whether the same call twice does no more than once. `whenInput` decides by an input: `{ method: ['GET', 'PUT'] }`. */
  readonly idempotent: boolean | { readonly whenInput: { readonly [name: string]: readonly string[] } };
  /** Limit of one attempt, in milliseconds; the default is 60,000. */
  readonly timeoutMs?: number;
  /**
   * Where it runs: `io` (the default) beside many others in one thread, for what mostly waits; `cpu` alone in its thread, for what
   * computes for more than some milliseconds.
   */
  readonly lane?: 'io' | 'cpu';
  readonly run: (call: { readonly input: Input; readonly context: Context }) => Promise<Output> | Output;
};
