// One request to the collector, and what its answer means. https://opentelemetry.io/docs/specs/otlp/#otlphttp-response
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PluginError, RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Exporting, Signal } from './settings.ts';

export const CODES = {
  tooLarge: 'OTEL_TOO_LARGE',
  serverError: 'OTEL_SERVER_ERROR',
  rejected: 'OTEL_REJECTED',
} as const;

const zip = promisify(gzip);
const PAUSE_FOR_A_PERSON_MS = 30_000;
/** Of an answer: more is not worth waiting for. */
const MOST_ANSWER_BYTES = 65_536;

/** Gives the body of a good answer. Throws a `RetryableError` for what may get through later, else a `TerminalError`. */
export async function send(
  body: Uint8Array,
  { to, signal, abort }: { readonly to: Exporting; readonly signal: Signal; readonly abort: AbortSignal },
): Promise<Uint8Array> {
  const url = to.urls[signal];
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        ...to.headers[signal],
        'content-type': to.isProtobuf ? 'application/x-protobuf' : 'application/json',
        ...(to.isCompressed ? { 'content-encoding': 'gzip' } : {}),
      },
      body: Uint8Array.from(to.isCompressed ? await zip(body) : body),
      // Following a redirect would turn a POST into a GET, and hand credentials on.
      redirect: 'manual',
      signal: AbortSignal.any([abort, AbortSignal.timeout(to.timeoutMs)]),
    });
    const answer = await readAnswer(response);
    if (response.ok) return answer;
    throw refusalOf(response, url);
  } catch (error) {
    if (error instanceof PluginError) throw error;
    if (abort.aborted) throw new RetryableError('the batch was interrupted');
    throw unanswered(error, url, to.timeoutMs);
  }
}

async function readAnswer({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MOST_ANSWER_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The address without what may be secret in it. */
export function shownUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function refusalOf({ status, headers }: Response, url: string): PluginError {
  const at = `the collector at ${shownUrl(url)}`;
  if (status === 413) return new TerminalError(`${at} takes no request so large (413)`, { code: CODES.tooLarge });
  if ([429, 502, 503, 504].includes(status)) {
    const pause = pauseOf(headers.get('retry-after'));
    return new RetryableError(`${at} is busy (${status})`, pause === undefined ? {} : { retryAfterMs: pause });
  }
  if (status === 401 || status === 403) {
    return forAPerson(`${at} refuses the credentials (${status}): set OTEL_EXPORTER_OTLP_HEADERS`);
  }
  if (status === 404 || status === 405 || (status >= 300 && status < 400)) {
    return forAPerson(`${at} is no OTLP endpoint (${status}): set OTEL_EXPORTER_OTLP_ENDPOINT to its base address`);
  }
  if (status >= 500) return new RetryableError(`${at} failed (${status})`, { code: CODES.serverError });
  return new TerminalError(`${at} refuses what it is sent (${status})`, { code: CODES.rejected });
}

function forAPerson(message: string): RetryableError {
  return new RetryableError(message, { class: 'auth', retryAfterMs: PAUSE_FOR_A_PERSON_MS });
}

function unanswered(error: unknown, url: string, timeoutMs: number): RetryableError {
  const at = `the collector at ${shownUrl(url)}`;
  if (error instanceof Error && error.name === 'TimeoutError')
    return new RetryableError(`${at} has not answered within ${timeoutMs} ms`);
  const { code } = (error instanceof Error ? (error.cause ?? error) : {}) as { readonly code?: string };
  return new RetryableError(`${at} cannot be reached (${code ?? 'no connection'})`);
}

/** `Retry-After`: seconds, or an HTTP date. */
function pauseOf(value: string | null): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
