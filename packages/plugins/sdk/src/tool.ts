import type { Action } from './action.ts';

/**
 * What an LLM node may call: declared like an action. Its description is all that the model knows of it, and its input is an
 * object, since models name arguments.
 *
 * @example
 * const clock: Tool = {
 *   description: 'Tells the time of day in UTC.',
 *   input: { type: 'object' },
 *   output: { type: 'string' },
 *   effects: 'read',
 *   idempotent: true,
 *   run: ({ context }) => new Date(context.now()).toISOString(),
 * };
 */
export type Tool<Input = unknown, Output = unknown> = Action<Input, Output> & { readonly description: string };
