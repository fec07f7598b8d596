import type { Context } from './context.ts';
import type { JsonSchema } from './json.ts';

/**
 * What an action does to the world: `pure` computes, `read` looks, `write` changes. Decides what may run again.
 *
 * @example
 * const effects: Effects = 'read';
 */
export type Effects = 'pure' | 'read' | 'write';

/**
 * The schema of an output: fixed, or the one that the node gives at a path of its own keys, such as `/output_schema`.
 *
 * @example
 * const output: OutputSchema = { fromConfig: '/output_schema', default: { type: 'string' } };
 */
export type OutputSchema = JsonSchema | { readonly fromConfig: string; readonly default: JsonSchema };

/**
 * What a node's `uses:` names.
 *
 * @example
 * const double: Action<{ readonly n: number }, number> = {
 *   input: { type: 'object', required: ['n'], properties: { n: { type: 'number' } } },
 *   output: { type: 'number' },
 *   effects: 'pure',
 *   idempotent: true,
 *   run: ({ input }) => input.n * 2,
 * };
 */
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
