import { PluginError, RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Context } from '@configurable-agents/plugin-sdk';

export type HttpInput = {
  readonly url: string;
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly query?: { readonly [name: string]: string | number | boolean };
  readonly body?: unknown;
  readonly expect_status?: readonly number[];
  readonly response?: 'body' | 'full';
};

const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;

/** Sends the request and gives the body, or `{status, headers, body}` with `response: full`. */
export async function send(input: HttpInput, context: Context): Promise<unknown> {
  const response = await request(input, context);
  const expected = input.expect_status?.includes(response.status) ?? response.ok;
  if (!expected) {
    await response.body?.cancel();
    throw failureOf(response, input, context.now());
  }
  // A connection may also end in the middle of an answer.
  const body = await readBody(response).catch((error: unknown) => {
    throw unanswered(error, { input, context });
  });
  if (input.response !== 'full') return body;
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}

async function request(input: HttpInput, context: Context): Promise<Response> {
  const method = input.method ?? 'GET';
  const url = urlOf(input);
  const headers = headersOf(input);
  const hasBody = input.body !== undefined && input.body !== null;
  if (method !== 'GET' && method !== 'HEAD') {
    headers.set('idempotency-key', context.idempotencyKey);
    // A webhook of ours counts on from here, so that workflows that call each other in a circle come to an end.
    headers.set('configurable-agents-hops', String(context.hops + 1));
  } else if (hasBody) throw badRequest(`a ${method} request has no body; \`method\` may be POST, PUT or PATCH`);
  const body = typeof input.body === 'string' ? input.body : JSON.stringify(input.body);
  if (hasBody && typeof input.body !== 'string' && !headers.has('content-type')) {
    headers.set('content-type', 'application/json');
  }
  try {
    return await context.fetch(url, { method, headers, signal: context.signal, ...(hasBody ? { body } : {}) });
  } catch (error) {
    throw unanswered(error, { input, context });
  }
}

/** What a connection failed with, as a failure that another attempt may mend. */
function unanswered(
  error: unknown,
  { input, context }: { readonly input: HttpInput; readonly context: Context },
): unknown {
  if (error instanceof PluginError || context.signal.aborted) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return new RetryableError(`${nameOf(input)} got no answer: ${cause}`, { cause: error });
}

function urlOf(input: HttpInput): URL {
  if (!URL.canParse(input.url)) throw badRequest('`url` is no absolute URL; it begins with https:// or http://');
  const url = new URL(input.url);
  if (url.username !== '' || url.password !== '') {
    throw badRequest('`url` holds a user name or a password; they belong in the header `Authorization`');
  }
  for (const [name, value] of Object.entries(input.query ?? {})) url.searchParams.set(name, String(value));
  return url;
}

function headersOf(input: HttpInput): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(input.headers ?? {})) {
    try {
      headers.set(name, value);
    } catch {
      // The platform's own message quotes the value, which may be a secret.
      throw badRequest(`the header ${JSON.stringify(name)} has a name or a value that HTTP does not allow`);
    }
  }
  return headers;
}

function badRequest(message: string): TerminalError {
  return new TerminalError(message, { class: 'bad_request' });
}

/** What a query or a header holds may be secret, so only the method and the path are named. */
function nameOf(input: HttpInput): string {
  const url = urlOf(input);
  return `${input.method ?? 'GET'} ${url.origin}${url.pathname}`;
}

/** Failure classes by status. */
function failureOf(response: Response, input: HttpInput, now: number): PluginError {
  const { status } = response;
  const message = `${nameOf(input)} answered ${status}`;
  const retryAfterMs = retryAfterOf(response, now);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return new RetryableError(message, { class: 'rate_limit', ...wait });
  if (status === 408 || status >= 500) return new RetryableError(message, { class: 'unavailable', ...wait });
  if (status === 401 || status === 403) return new TerminalError(message, { class: 'auth' });
  if (status === 404) return new TerminalError(message, { class: 'not_found' });
  return badRequest(message);
}

/** `Retry-After` in milliseconds: seconds, or an HTTP date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterOf(response: Response, now: number): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

async function readBody(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_RESPONSE_BYTES) {
      throw new TerminalError(`the answer is larger than ${MAX_RESPONSE_BYTES} bytes`, { class: 'invalid_output' });
    }
    chunks.push(chunk);
  }
  // Takes a byte order mark away, which JSON.parse does not take.
  const text = new TextDecoder().decode(Buffer.concat(chunks));
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '')) return text;
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    throw new RetryableError('the answer says that it is JSON and is not', { class: 'invalid_output' });
  }
}
