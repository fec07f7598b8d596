// Errors in the shape of OpenAI's, `{error: {message, type, code, param}}`, which many services speak. Pure.
import type { Explanation, Refusal, RefusalKind } from './failure.ts';

type Fields = { readonly [key: string]: unknown };

/** Codes, or types where there is no code, that say more than their status. https://developers.openai.com/api/docs/guides/error-codes */
const KINDS: ReadonlyMap<unknown, RefusalKind> = new Map([
  ['insufficient_quota', 'quota'],
  ['billing_hard_limit_reached', 'quota'],
  ['billing_not_active', 'quota'],
  ['context_length_exceeded', 'context_length'],
  ['string_above_max_length', 'context_length'],
  ['content_filter', 'filtered'],
  ['content_policy_violation', 'filtered'],
  ['invalid_prompt', 'filtered'],
  ['cyber_policy', 'filtered'],
  ['model_not_found', 'not_found'],
  ['invalid_api_key', 'auth'],
  ['rate_limit_exceeded', 'rate_limit'],
  ['server_is_overloaded', 'unavailable'],
  ['slow_down', 'unavailable'],
]);

/** What servers that only imitate say, without a code. */
const TOO_LONG = /maximum context length|context (?:length|window|size)|exceeds the (?:available )?context/i;

/**
 * Reads a refusal: its code, what servers without codes say of a prompt that is too long, and the wait that a message asks for
 * where no `Retry-After` is sent, as inside of a stream.
 */
export function explainOpenAi({ body, message, status }: Refusal): Explanation {
  const { code, type } = errorIn(body);
  const isTooLong = status !== undefined && status >= 400 && status < 500 && status !== 429 && TOO_LONG.test(message);
  const kind = KINDS.get(code) ?? KINDS.get(type) ?? (isTooLong ? 'context_length' : undefined);
  const waitMs = waitIn(message);
  return { ...(kind === undefined ? {} : { kind }), ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) };
}

/** `error` of a response's body; `response.error` of a failed response in a stream; or the error itself. */
function errorIn(body: unknown): Fields {
  const fields = fieldsOf(body);
  const { error = fieldsOf(fields['response'])['error'] ?? fields } = fields;
  return fieldsOf(error);
}

/** "Please try again in 20s", "in 1.2s", "in 6m0s", "in 120ms". */
function waitIn(message: string): number | undefined {
  const said = /\btry again in (?:(\d{1,4})m(?!s))?(?:(\d{1,6}(?:\.\d{1,6})?)(ms|s))?/i.exec(message);
  const [, minutes, count, unit] = said ?? [];
  if (minutes === undefined && count === undefined) return undefined;
  const rest = Number(count ?? 0) * (unit === 'ms' ? 1 : 1000);
  return Math.ceil(Number(minutes ?? 0) * 60_000 + rest);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
