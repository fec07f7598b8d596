// What goes wrong in a call becomes a failure with a class and a code, and says what to do about it. No failure carries the
// provider's own error as its cause: that holds the prompt, and perhaps the key.
import { RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { PluginError } from '@configurable-agents/plugin-sdk';
import { pluginErrorIn, rootMessage } from './cause.ts';
import type { Quote } from './quote.ts';
import { retryAfterMs } from './retry-after.ts';
import { readVendorError } from './vendor-error.ts';
import type { VendorError } from './vendor-error.ts';

/**
 * Why a call was not answered. Beside what an HTTP status tells: `quota`, a limit that no wait lifts; `context_length`, a prompt
 * that is longer than the model takes; `filtered`, a prompt that a filter does not let pass.
 */
export type RefusalKind =
  'auth' | 'not_found' | 'rate_limit' | 'quota' | 'unavailable' | 'context_length' | 'filtered' | 'bad_request';

/** A call that the provider did not answer, as its plugin is asked about it. */
export type Refusal = VendorError & { readonly model: string };

/** What a plugin knows better than the HTTP status says. */
export type Explanation = {
  readonly kind?: RefusalKind;
  /** Ends the message: a way out that only this provider has. */
  readonly hint?: string;
  /** Least wait before another attempt, in milliseconds, for a provider that does not send `Retry-After`. */
  readonly retryAfterMs?: number;
};

/** A call that failed. */
export type Call = {
  /** The provider's name, as under `providers` of the configuration. */
  readonly provider: string;
  readonly model: string;
  /** The environment variable that holds its key. */
  readonly keyVariable: string | undefined;
  readonly quote: Quote;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  readonly explain: (refusal: Refusal) => Explanation;
};

/** The failure that an error of a call is. One that already is a failure of the SDK stays as it is. */
export function failureOf(error: unknown, call: Call): PluginError {
  const own = pluginErrorIn(error);
  if (own !== undefined) return own;
  const vendor = readVendorError(error);
  if (vendor === undefined) return breakdownOf(error, call);
  const refusal = { ...vendor, model: call.model };
  const { kind = kindOf(vendor.status), hint, ...rest } = call.explain(refusal);
  const failure = { refusal, call, said: call.quote(vendor.message), hint: hint === undefined ? '' : `; ${hint}` };
  const waitMs = retryAfterMs(vendor.headers['retry-after'], call.nowMs) ?? rest.retryAfterMs;
  return BY_KIND[kind]({ ...failure, wait: waitMs === undefined ? {} : { retryAfterMs: waitMs } });
}

function kindOf(status: number | undefined): RefusalKind {
  if (status === undefined || status === 408 || status >= 500) return 'unavailable';
  if (status === 401 || status === 403) return 'auth';
  if (status === 404) return 'not_found';
  return status === 429 ? 'rate_limit' : 'bad_request';
}

type Given = {
  readonly refusal: Refusal;
  readonly call: Call;
  /** What the provider says, fit for a message. */
  readonly said: string;
  readonly hint: string;
  readonly wait: { readonly retryAfterMs?: number };
};

const BY_KIND: { readonly [kind in RefusalKind]: (given: Given) => PluginError } = {
  auth: ({ refusal, call, said, hint }) => {
    const { provider, keyVariable, model, quote } = call;
    const key = keyVariable === undefined ? 'its key' : `the key in ${keyVariable}`;
    const action = keyVariable === undefined ? 'give it a key' : `set ${keyVariable} to a key`;
    // What is said about a wrong key may hold a part of it; what is said about a forbidden call is worth reading.
    const refused = after(`${provider} does not accept ${key}`, refusal.status === 403 ? said : '');
    return new TerminalError(`${refused}; ${action} that may use the model \`${quote(model)}\`${hint}`, {
      class: 'auth',
      code: 'MODEL_AUTH_FAILED',
    });
  },
  not_found: ({ call: { provider, model, quote }, said, hint }) => {
    const missing = after(`the provider ${provider} has no model \`${quote(model)}\``, said);
    const action = `change \`llm.model\`, or map it with \`providers.${provider}.aliases\` in configurable-agents.yaml`;
    return new TerminalError(`${missing}; ${action}${hint}`, { class: 'not_found', code: 'MODEL_NOT_FOUND' });
  },
  rate_limit: ({ call: { provider }, said, hint, wait }) =>
    new RetryableError(`${after(`${provider} takes no more requests for now`, said)}${hint}`, {
      class: 'rate_limit',
      code: 'MODEL_RATE_LIMITED',
      ...wait,
    }),
  quota: ({ call: { provider, keyVariable }, said, hint }) => {
    const account = keyVariable === undefined ? 'the account' : `the account of the key in ${keyVariable}`;
    const spent = after(`${account} may not use more of ${provider}`, said);
    return new TerminalError(`${spent}; add credit or raise its limit, then run again${hint}`, {
      class: 'rate_limit',
      code: 'MODEL_QUOTA_EXHAUSTED',
    });
  },
  context_length: ({ call: { model, quote }, said, hint }) => {
    const tooLong = after(`the prompt is longer than the model \`${quote(model)}\` takes`, said);
    return new TerminalError(
      `${tooLong}; shorten what the prompt takes in, or name a model with a longer context${hint}`,
      {
        class: 'bad_request',
        code: 'MODEL_CONTEXT_EXCEEDED',
      },
    );
  },
  filtered: ({ call: { provider }, said, hint }) =>
    new TerminalError(`${after(`a filter of ${provider} refused the prompt`, said)}; change the prompt${hint}`, {
      class: 'refused',
      code: 'MODEL_PROMPT_BLOCKED',
    }),
  unavailable: ({ refusal: { status }, call: { provider }, said, hint, wait }) => {
    const found = status === undefined ? `${provider} gave no whole answer` : `${provider} answered ${status}`;
    return unavailable(`${after(found, said)}${hint}`, wait);
  },
  bad_request: ({ refusal: { status = 0 }, call: { provider }, said, hint }) => {
    const isRedirect = status >= 300 && status < 400;
    const advice = '; a redirect is not followed, since the key would go along: configure the address that it leads to';
    const refused = after(`${provider} refused the request with ${status}`, said);
    return badRequest(`${refused}${isRedirect ? advice : hint}`);
  },
};

/** Errors of the AI SDK about the call as the workflow asked for it. */
const ABOUT_THE_REQUEST = ['AI_InvalidArgumentError', 'AI_InvalidPromptError', 'AI_UnsupportedFunctionalityError'];

/** Errors of the AI SDK about what came back. Their messages quote it in full. */
const ABOUT_THE_ANSWER = [
  'AI_EmptyResponseBodyError',
  'AI_InvalidResponseDataError',
  'AI_JSONParseError',
  'AI_NoContentGeneratedError',
  'AI_TypeValidationError',
];

/** What the package for Anthropic throws where the first event of a stream cannot be read. */
const BROKEN_AT_FIRST = /^Expected a normalized \w+ stream error$/;

/** A failure that no response tells. */
function breakdownOf(error: unknown, { provider, quote }: Call): PluginError {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (ABOUT_THE_REQUEST.includes(name)) {
    return badRequest(
      `${after(`${provider} cannot be asked this`, quote(message))}; change the node's \`llm\` settings`,
    );
  }
  if (ABOUT_THE_ANSWER.includes(name) || BROKEN_AT_FIRST.test(message)) {
    return new RetryableError(`${provider} sent something that is no part of an answer; another attempt may be whole`, {
      class: 'invalid_output',
      code: 'MODEL_ANSWER_INVALID',
    });
  }
  if (name === 'TimeoutError' || name === 'AbortError') return unavailable(`${provider} did not answer in time`);
  const text = after(`the call of ${provider} failed`, quote(`${name} ${rootMessage(error)}`));
  return new TerminalError(text, { class: 'error', code: 'MODEL_CALL_FAILED' });
}

function unavailable(message: string, wait: Given['wait'] = {}): RetryableError {
  return new RetryableError(message, { class: 'unavailable', code: 'MODEL_UNAVAILABLE', ...wait });
}

function badRequest(message: string): TerminalError {
  return new TerminalError(message, { class: 'bad_request', code: 'MODEL_REQUEST_INVALID' });
}

/** Adds what was said, whose full stop would end our own sentence. */
function after(text: string, said: string): string {
  const clause = said.replace(/[.;\s]+$/, '');
  return clause === '' ? text : `${text}: ${clause}`;
}
