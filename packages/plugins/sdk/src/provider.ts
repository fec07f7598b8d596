import type { Context } from './context.ts';
import type { Json, JsonObject, JsonSchema } from './json.ts';

/** One turn of a conversation. */
export type Message = { readonly role: 'user' | 'assistant'; readonly content: string };

/** What a provider is asked to generate. Parameters that the workflow did not set are absent. */
export type GenerateRequest = {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly system?: string;
  readonly outputSchema?: JsonSchema;
  readonly parameters: JsonObject;
  /** Values of the run's state that the node may see; only the offline echo provider reads them. */
  readonly state: JsonObject;
};

/**
 * A piece of an answer, in order: any number of `text`, at most one `object` (structured output), exactly one `usage` at
 * the end. Token counts that the provider does not tell are `null`, never 0. `costUsd` is null when unknown.
 */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'object'; readonly value: Json }
  | {
      readonly kind: 'usage';
      readonly inputTokens: number | null;
      readonly outputTokens: number | null;
      readonly costUsd: number | null;
    };

/** What is known of a model before it is called. Unknown is null. */
export type ModelInfo = {
  readonly contextTokens: number | null;
  readonly structuredOutput: boolean;
  readonly tools: boolean;
};

/** An LLM provider: one function from a request to a stream of parts. */
export type Provider = {
  readonly description?: string;
  /** Models by name; `*` describes every other. */
  readonly models: { readonly [model: string]: ModelInfo };
  readonly generate: (request: GenerateRequest, context: Context) => AsyncIterable<Part>;
};
