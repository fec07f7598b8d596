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
    throw failureOf(response, input);
  }
  const body = await readBody(response);
  if (input.response !== 'full') return body;
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}

async function request(input: HttpInput, context: Context): Promise<Response> {
  const method = input.method ?? 'GET';
  const url = urlOf(input);
  const headers = new Headers(input.headers);
  if (method !== 'GET' && method !== 'HEAD') headers.set('idempotency-key', context.idempotencyKey);
  const body = typeof input.body === 'string' || input.body === undefined ? input.body : JSON.stringify(input.body);
  if (body !== undefined && typeof input.body !== 'string' && !headers.has('content-type')) {
    headers.set('content-type', 'application/json');
  }
  try {
    return await context.fetch(url, {
      method,
      headers,
      signal: context.signal,
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    if (error instanceof PluginError || context.signal.aborted) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new RetryableError(`${method} ${url.origin}${url.pathname} got no answer: ${cause}`, { cause: error });
  }
}

function urlOf(input: HttpInput): URL {
  if (!URL.canParse(input.url)) {
    throw new TerminalError(`\`url\` is ${JSON.stringify(input.url)}, which is no absolute URL`, {
      class: 'bad_request',
    });
  }
  const url = new URL(input.url);
  for (const [name, value] of Object.entries(input.query ?? {})) url.searchParams.set(name, String(value));
  return url;
}

/** Failure classes by status. What a query or a header holds may be secret, so only the path is named. */
function failureOf(response: Response, input: HttpInput): PluginError {
  const { status } = response;
  const url = urlOf(input);
  const message = `${input.method ?? 'GET'} ${url.origin}${url.pathname} answered ${status}`;
  const retryAfterMs = retryAfterOf(response);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return new RetryableError(message, { class: 'rate_limit', ...wait });
  if (status === 408 || status >= 500) return new RetryableError(message, { class: 'unavailable', ...wait });
  if (status === 401 || status === 403) return new TerminalError(message, { class: 'auth' });
  if (status === 404) return new TerminalError(message, { class: 'not_found' });
  return new TerminalError(message, { class: 'bad_request' });
}

/** `Retry-After` in milliseconds: seconds, or an HTTP date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterOf(response: Response): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
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
  const text = Buffer.concat(chunks).toString('utf8');
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '')) return text;
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    throw new RetryableError('the answer says that it is JSON and is not', { class: 'invalid_output' });
  }
}
