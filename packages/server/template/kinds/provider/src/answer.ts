// What the service answers, and what its failures mean: whether another attempt helps.
import { RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';

export type Answer = { readonly text: string; readonly tokens: number | null };

/** The failure that a status stands for. */
export function failureOf({ status, headers }: Response): Error {
  const message = `the service answered ${status}`;
  if (status === 401 || status === 403) return new TerminalError(message, { class: 'auth' });
  if (status >= 500) return new RetryableError(message, { class: 'unavailable' });
  if (status !== 429) return new TerminalError(message, { class: 'bad_request' });
  const retryAfterMs = Number(headers.get('retry-after') ?? 0) * 1000;
  return new RetryableError(message, { class: 'rate_limit', retryAfterMs });
}

/** Reads an answer. Half of one is no answer: another attempt may get a whole one. */
export async function answerIn(response: Response): Promise<Answer> {
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    throw new RetryableError('the answer is no JSON', { class: 'invalid_output', cause });
  }
  const { text, tokens } = (body ?? {}) as { readonly text?: unknown; readonly tokens?: unknown };
  if (typeof text !== 'string') throw new RetryableError('the answer has no text', { class: 'invalid_output' });
  return { text, tokens: typeof tokens === 'number' ? tokens : null };
}
