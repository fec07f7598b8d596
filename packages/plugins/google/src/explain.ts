// What errors of the Gemini API say beyond their HTTP status. Pure.
import { retiredHint } from '@configurable-agents/plugin-ai-sdk';
import type { Explanation, Refusal } from '@configurable-agents/plugin-ai-sdk';
import { CURRENT_MODEL, isRetired } from './models.ts';

type Fields = { readonly [key: string]: unknown };

/** Reads a refusal: a wrong key, which is answered with 400; the wait that a full quota asks for; a model that is gone. */
export function explain(refusal: Refusal): Explanation {
  const details = detailsOf(refusal.body);
  if (isWrongKey(refusal, details)) return { kind: 'auth' };
  if (refusal.status === 404 && isRetired(refusal.model)) return { hint: retiredHint(refusal.model, CURRENT_MODEL) };
  const waitMs = retryDelayMs(details);
  return waitMs === undefined ? {} : { retryAfterMs: waitMs };
}

function isWrongKey({ status, message }: Refusal, details: readonly Fields[]): boolean {
  if (status !== 400) return false;
  return details.some(({ reason }) => reason === 'API_KEY_INVALID') || /\bapi key (?:not valid|expired)/i.test(message);
}

/** `google.rpc.RetryInfo`, such as `{retryDelay: '34.07s'}`: Gemini sends this and no `Retry-After`. */
function retryDelayMs(details: readonly Fields[]): number | undefined {
  const delay = details.find(({ retryDelay }) => typeof retryDelay === 'string')?.['retryDelay'];
  const seconds = /^(\d{1,9}(?:\.\d+)?)s$/.exec(String(delay))?.[1];
  return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000);
}

/** `error.details` of a response's body, or `details` of an error inside of a stream. */
function detailsOf(body: unknown): readonly Fields[] {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  const error = fieldsOf(first)['error'] ?? first;
  const { details } = fieldsOf(error);
  return Array.isArray(details) ? details.map(fieldsOf) : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
