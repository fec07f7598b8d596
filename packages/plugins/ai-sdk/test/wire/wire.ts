// What the shared tests know of a vendor's wire: how answers and errors look on it. Each provider's test makes one.
import assert from 'node:assert/strict';
import type { Context, GenerateRequest, Part, Provider } from '@configurable-agents/plugin-sdk';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';
import type { FakeApi } from './fake-api.ts';

export type Wire = {
  /** The provider's name. */
  readonly name: string;
  readonly provider: Provider | undefined;
  /** The model that the fake serves. */
  readonly model: string;
  /** The key that the fake takes, and the variable that holds it; undefined for a provider without one. */
  readonly key?: { readonly value: string; readonly variable: string };
  /** The configuration beside `base_url`. */
  readonly config?: { readonly [key: string]: string };
  readonly open: () => Promise<FakeApi>;
  /** The events of a whole answer of these texts. */
  readonly saying: (...texts: readonly string[]) => readonly string[];
  /** The events of an answer's beginning. */
  readonly beginning: (text: string) => readonly string[];
  /** The events of an answer that calls a tool; arguments as the model wrote them. */
  readonly calling: (name: string, args: string) => readonly string[];
  /** The events of an answer that was cut at a limit. */
  readonly cut: (text: string) => readonly string[];
  /** The events of an answer that a filter withheld. */
  readonly filtered: readonly string[];
  /** Events that are JSON and nothing that the vendor sends. */
  readonly garbled: readonly string[];
  /** The vendor's body for an error, with what a code says beside the status. */
  readonly error: (message: string, status: number) => unknown;
  /** What the usage of each answer of `saying` comes to. */
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
};

export const PROMPT = 'Hello';

export function requestOf({ model }: Wire): GenerateRequest {
  return { model, messages: [{ role: 'user', content: PROMPT }], parameters: {}, state: {} };
}

/** A context whose fetch reaches loopback; the host's own is guarded. */
export function contextOf(
  wire: Wire,
  baseUrl: string,
  given: Partial<Context> & { readonly key?: string } = {},
): Context {
  const { key = wire.key?.value ?? '', ...rest } = given;
  return contextWith({
    secrets: { api_key: key },
    config: { base_url: baseUrl, ...wire.config },
    fetch: globalThis.fetch,
    ...rest,
  });
}

/** Calls the provider as the host does. */
export async function generate(
  wire: Wire,
  given: Partial<GenerateRequest>,
  context: Context,
): Promise<readonly Part[]> {
  assert.ok(wire.provider, `the plugin has no provider ${wire.name}`);
  const parts: Part[] = [];
  for await (const part of wire.provider.generate({ ...requestOf(wire), ...given }, context)) parts.push(part);
  return parts;
}

export const SCHEMA = {
  type: 'object',
  required: ['label', 'score'],
  properties: { label: { type: 'string', enum: ['good', 'bad'] }, score: { type: 'integer' } },
  additionalProperties: false,
} as const;
