import type { Context } from './context.ts';
import type { Json, JsonObject, JsonSchema } from './json.ts';

/**
 * A tool as a model sees it. The name has letters, digits, `_` and `-` only, at most 64 of them: what every model takes.
 *
 * @example
 * const tool: ToolOffer = { name: 'acme_lookup', description: 'Finds a customer.', input: { type: 'object' } };
 */
export type ToolOffer = { readonly name: string; readonly description: string; readonly input: JsonSchema };

/**
 * A model's wish to call a tool. The id joins it to its result.
 *
 * @example
 * const call: ToolCall = { id: 'call-1', name: 'acme_lookup', input: { id: 7 } };
 */
export type ToolCall = {
  readonly id: string;
  readonly name: string;
  readonly input: Json;
  /** What the provider wants back with the call when the result is sent, as it gave it. Nobody else reads it. */
  readonly providerData?: JsonObject;
};

/**
 * An image in a turn of the user: the address that the provider hands on, or its bytes as base64.
 *
 * @example
 * const image: Image = { data: 'iVBORw0KGgo=', mediaType: 'image/png' };
 */
export type Image = { readonly url: string } | { readonly data: string; readonly mediaType: string };

/**
 * One turn of a conversation. What a tool gave comes after the turn of the assistant that called it.
 *
 * @example
 * const messages: readonly Message[] = [
 *   { role: 'user', content: 'Who is customer 7?' },
 *   { role: 'assistant', content: '', toolCalls: [{ id: 'call-1', name: 'acme_lookup', input: { id: 7 } }] },
 *   { role: 'tool', toolCallId: 'call-1', name: 'acme_lookup', content: '{"name":"Ada"}' },
 * ];
 */
export type Message =
  | { readonly role: 'user'; readonly content: string; readonly images?: readonly Image[] }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly content: string; readonly toolCallId: string; readonly name: string };

/**
 * What a provider is asked to generate. Parameters that the workflow did not set are absent.
 *
 * @example
 * const request: GenerateRequest = {
 *   model: 'acme-large',
 *   messages: [{ role: 'user', content: 'Hello' }],
 *   parameters: { temperature: 0 },
 *   state: {},
 * };
 */
export type GenerateRequest = {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly system?: string;
  readonly outputSchema?: JsonSchema;
  /** Tools that the model may call. A provider never calls one itself: it yields the wish, and gets the result as a message. */
  readonly tools?: readonly ToolOffer[];
  /** Which of them it calls: what it likes (`auto`, also where nothing is said), any one, none, or the one that is named. */
  readonly toolChoice?: 'auto' | 'required' | 'none' | { readonly name: string };
  readonly parameters: JsonObject;
  /** Values of the run's state that the node may see; only the offline echo provider reads them. */
  readonly state: JsonObject;
};

/**
 * A piece of an answer, in order: any number of `text` and `tool_call`, at most one `object` (structured output), exactly one
 * `usage` at the end. Token counts that the provider does not tell are `null`, never 0. `costUsd` is null when unknown: the host then
 * looks the model up in its table of prices. Tokens that came from the provider's cache, or went there, are part of `inputTokens`.
 *
 * @example
 * const parts: readonly Part[] = [
 *   { kind: 'text', text: 'Hello' },
 *   { kind: 'usage', inputTokens: 3, outputTokens: null, costUsd: null },
 * ];
 */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'object'; readonly value: Json }
  | ({ readonly kind: 'tool_call' } & ToolCall)
  | {
      readonly kind: 'usage';
      readonly inputTokens: number | null;
      readonly outputTokens: number | null;
      readonly cacheReadTokens?: number | null;
      readonly cacheWriteTokens?: number | null;
      readonly costUsd: number | null;
    };

/**
 * What is known of a model before it is called. Unknown is null. `images`: whether it takes them, absent where that is not known; `inline`
 * takes their bytes and no address.
 *
 * @example
 * const model: ModelInfo = { contextTokens: null, structuredOutput: true, tools: false, images: 'inline' };
 */
export type ModelInfo = {
  readonly contextTokens: number | null;
  readonly structuredOutput: boolean;
  readonly tools: boolean;
  readonly images?: boolean | 'inline';
};

/**
 * An LLM provider: one function from a request to a stream of parts.
 *
 * @example
 * const parrot: Provider = {
 *   models: { '*': { contextTokens: null, structuredOutput: false, tools: false } },
 *   async *generate({ messages }) {
 *     yield { kind: 'text', text: messages.at(-1)?.content ?? '' };
 *     yield { kind: 'usage', inputTokens: null, outputTokens: null, costUsd: 0 };
 *   },
 * };
 */
export type Provider<Names extends string = string, Config = JsonObject> = {
  readonly description?: string;
  /** Models by name; `*` describes every other. */
  readonly models: { readonly [model: string]: ModelInfo };
  readonly generate: (request: GenerateRequest, context: Context<Names, Config>) => AsyncIterable<Part>;
};
