// What errors of Anthropic's API say beyond their HTTP status. Pure.
import { retiredHint } from '@configurable-agents/plugin-ai-sdk';
import type { Explanation, Refusal, RefusalKind } from '@configurable-agents/plugin-ai-sdk';
import { CURRENT_MODEL, isRetired } from './models.ts';

type Fields = { readonly [key: string]: unknown };

/** Types of errors, which say inside of a stream what a status says elsewhere. https://platform.claude.com/docs/en/api/errors */
const BY_TYPE: ReadonlyMap<unknown, RefusalKind> = new Map([
  ['billing_error', 'quota'],
  ['authentication_error', 'auth'],
  ['permission_error', 'auth'],
  ['not_found_error', 'not_found'],
  ['rate_limit_error', 'rate_limit'],
  ['timeout_error', 'unavailable'],
  ['api_error', 'unavailable'],
  ['overloaded_error', 'unavailable'],
]);

/** Requests that are invalid for a reason that only the message tells. */
const BY_WORDS: readonly (readonly [RegExp, RefusalKind])[] = [
  [/credit balance is too low/i, 'quota'],
  [/prompt is too long|exceeds? (?:the )?context (?:limit|window)/i, 'context_length'],
  [/content filtering policy/i, 'filtered'],
];

/** Reads a refusal: its type, its words where the type says only that it is invalid, a limit of spending, a model that is gone. */
export function explain({ body, status, message, model }: Refusal): Explanation {
  const kind = kindOf(errorIn(body), { status, message });
  const isMissing = kind === 'not_found' || (kind === undefined && status === 404);
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(isMissing && isRetired(model) ? { hint: retiredHint(model, CURRENT_MODEL) } : {}),
  };
}

function kindOf(
  { type, details }: Fields,
  { status, message }: Pick<Refusal, 'status' | 'message'>,
): RefusalKind | undefined {
  const code = fieldsOf(details)['error_code'];
  if (status === 402 || /spend_limit_reached$|_billing_unavailable$/.test(String(code))) return 'quota';
  // A status says more than a type: 413 and 500 have several.
  if (status === undefined) return BY_TYPE.get(type);
  if (status !== 400) return undefined;
  return BY_TYPE.get(type) ?? BY_WORDS.find(([words]) => words.test(message))?.[1];
}

/** `error` of a body, or the error itself, as it stands in a stream. */
function errorIn(body: unknown): Fields {
  const fields = fieldsOf(body);
  return fieldsOf(fields['error'] ?? fields);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
