// Requests to the service, and what its failures mean.
import { RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';

/** Part of a context that a request needs. */
export type Door = {
  readonly fetch: typeof globalThis.fetch;
  readonly config: { readonly base_url?: string };
  readonly secret: (name: 'api_key') => string;
  readonly signal: AbortSignal;
};

/** Sends a request and reads its JSON. Throws a `RetryableError` where another attempt may help, else a `TerminalError`. */
export async function ask(door: Door, path: string, body?: object): Promise<unknown> {
  const { fetch, config, secret, signal } = door;
  const response = await fetch(`${config.base_url ?? 'https://api.acme.example'}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${secret('api_key')}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
  });
  if (!response.ok) throw failureOf(response);
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch (cause) {
    signal.throwIfAborted();
    throw new RetryableError('Acme Parcels answered with what is no JSON', { class: 'invalid_output', cause });
  }
}

function failureOf({ status, headers }: Response): Error {
  const message = `Acme Parcels answered ${status}`;
  if (status === 404) return new TerminalError(message, { class: 'not_found' });
  if (status === 401 || status === 403) return new TerminalError(message, { class: 'auth' });
  if (status >= 500) return new RetryableError(message, { class: 'unavailable' });
  if (status !== 429) return new TerminalError(message, { class: 'bad_request' });
  const retryAfterMs = Number(headers.get('retry-after') ?? 0) * 1000;
  return new RetryableError(message, { class: 'rate_limit', retryAfterMs });
}

/** An answer that is another than what was agreed on. */
export function unexpected(what: string): RetryableError {
  return new RetryableError(`Acme Parcels answered with ${what} that is none`, { class: 'invalid_output' });
}
