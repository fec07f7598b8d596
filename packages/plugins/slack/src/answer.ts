// What an answer says: that the message is there, or why it is not. Pure.
import { RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { PluginError } from '@configurable-agents/plugin-sdk';
import type { Door } from './door.ts';
import { refusalOf } from './refusal.ts';

export type Answer = {
  readonly status: number;
  /** Of the header `Retry-After`. */
  readonly retryAfterMs: number | undefined;
  readonly text: string;
};

/** What Slack tells of a message; an incoming webhook tells nothing. */
export type Posted = { readonly channel: string | null; readonly ts: string | null };

type Sent = { readonly door: Door; readonly channel: string | undefined };

/**
 * Reads an answer. The Web API says `{ok, error}` with status 200, an incoming webhook `ok` or a bare code with a status that
 * fits. Throws the failure that an answer stands for.
 */
export function postedOf({ status, retryAfterMs, text }: Answer, { door, channel }: Sent): Posted {
  const said = objectOf(text);
  const isOk = status >= 200 && status < 300;
  const word = door.kind === 'incoming_webhook' ? text.trim() : undefined;
  if (isOk && said?.['ok'] === true) return { channel: textOf(said['channel']), ts: textOf(said['ts']) };
  if (isOk && word === 'ok') return { channel: null, ts: null };
  // Only what looks like a code is shown of an answer: anything else might hold what we sent.
  const code = matching(said?.['error'] ?? (isOk ? undefined : word), /^[a-z][a-z_]{1,60}$/);
  if (status === 429) throw refusalOf('ratelimited', door, { channel, retryAfterMs });
  if (code === undefined) throw failureOf(status, door);
  throw refusalOf(code, door, { channel, retryAfterMs, needed: matching(said?.['needed'], /^[a-z.:_, ]{1,100}$/) });
}

/** A failure of which only the status is known. */
function failureOf(status: number, door: Door): PluginError {
  const source = door.kind === 'bot_token' ? '`base_url`' : door.variable;
  const fail = (options: ConstructorParameters<typeof TerminalError>[1], advice: string): TerminalError =>
    new TerminalError(`Slack answered ${status} without saying why; ${advice}`, options);
  if (status < 300) {
    return fail(
      { class: 'invalid_output', code: 'RUN_OUTCOME_UNKNOWN' },
      `find out whether the message is there, and whether ${source} leads to Slack`,
    );
  }
  if (status < 400) return fail({ class: 'bad_request' }, `${source} leads to a redirect, which is not followed`);
  if (status === 401 || status === 403) return fail({ class: 'auth' }, `check ${door.variable}`);
  if (status === 404 || status === 410) return fail({ class: 'not_found' }, `check ${source}`);
  if (status === 408 || status >= 500) {
    return new RetryableError(`Slack answered ${status}; try again later, by \`retry:\` of the node`);
  }
  return fail({ class: 'bad_request' }, 'check the input of the node');
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function objectOf(text: string): { readonly [key: string]: unknown } | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown }) : undefined;
  } catch {
    return undefined;
  }
}
