// One request through a door.
import { PluginError, RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Context, JsonObject } from '@configurable-agents/plugin-sdk';
import { postedOf } from './answer.ts';
import type { Posted } from './answer.ts';
import type { Door } from './door.ts';

/** An answer of Slack's has a few kilobytes. */
const MAX_ANSWER_BYTES = 1024 * 1024;
/** Shorter than the node's own limit, which would not know that the outcome is open. */
const ANSWER_LIMIT_MS = 30_000;

/** Posts one message and gives what Slack tells of it. `channel` of the options is for error messages. */
export async function send(
  message: JsonObject,
  { door, context, channel }: { readonly door: Door; readonly context: Context; readonly channel: string | undefined },
): Promise<Posted> {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...(door.authorization === undefined ? {} : { authorization: door.authorization }),
  };
  try {
    const response = await context.fetch(door.url, {
      method: 'POST',
      headers,
      body: JSON.stringify(message),
      // Neither a token nor a message follows to an address that nobody configured.
      redirect: 'manual',
      signal: AbortSignal.any([context.signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
    });
    const retryAfterMs = retryAfterOf(response.headers.get('retry-after'), context.now());
    return postedOf({ status: response.status, retryAfterMs, text: await read(response) }, { door, channel });
  } catch (error) {
    throw error instanceof PluginError || context.signal.aborted ? error : unanswered(error);
  }
}

/** `Retry-After` in milliseconds: seconds, or an HTTP date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterOf(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

async function read(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // What is that long says nothing: the status alone is left to go by.
    if (size > MAX_ANSWER_BYTES) return '';
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/**
 * What a connection failed with. Slack has no idempotency key, so only a request that never left may be sent again by itself:
 * of any other the message may be in the channel.
 */
function unanswered(error: unknown): PluginError {
  const cause = error instanceof Error ? error.cause : undefined;
  // The outer message of `fetch` may quote an address; that of its cause is about the connection.
  const reason = cause instanceof Error && cause.message !== '' ? cause.message : (codeOf(cause) ?? lateness(error));
  if (isUnsent(cause)) return new RetryableError(`Slack cannot be reached: ${reason}`, { cause: error });
  return new TerminalError(
    `Slack gave no answer (${reason}), so the message may be there or not; look, and start the run again if it is missing`,
    { code: 'RUN_OUTCOME_UNKNOWN', cause: error },
  );
}

function lateness(error: unknown): string {
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  return isLate ? `none within ${ANSWER_LIMIT_MS / 1000} seconds` : 'the connection failed';
}

/** Whether a connection failed before it was one: no address, no connection, no certificate that holds. */
function isUnsent(cause: unknown): boolean {
  if (cause instanceof AggregateError) return cause.errors.every(isUnsent);
  if (!(cause instanceof Error)) return false;
  const { syscall } = cause as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo' || BEFORE_SENDING.test(codeOf(cause) ?? '');
}

const BEFORE_SENDING = /^(UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/;

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
}
