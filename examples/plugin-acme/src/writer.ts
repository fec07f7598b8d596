// Provider `acme`.
import type { GenerateRequest, Part } from '@configurable-agents/plugin-sdk';
import { ask, unexpected } from './service.ts';
import type { Door } from './service.ts';

/** Asks the service for a message. What it does not tell is null, never 0. */
export async function* generate({ messages, system }: GenerateRequest, door: Door): AsyncIterable<Part> {
  const answer = await ask(door, '/write', { messages, ...(system === undefined ? {} : { system }) });
  const { text, tokens } = (answer ?? {}) as { readonly text?: unknown; readonly tokens?: unknown };
  if (typeof text !== 'string') throw unexpected('a message');
  yield { kind: 'text', text };
  yield {
    kind: 'usage',
    inputTokens: null,
    outputTokens: typeof tokens === 'number' && Number.isSafeInteger(tokens) ? tokens : null,
    costUsd: null,
  };
}
