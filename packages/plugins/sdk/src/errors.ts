/**
 * What kind of failure it was; `retry_on` names these.
 *
 * @example
 * const classOf = (status: number): ErrorClass => (status === 429 ? 'rate_limit' : 'unavailable');
 */
export type ErrorClass =
  | 'error'
  | 'timeout'
  | 'rate_limit'
  | 'unavailable'
  | 'invalid_output'
  | 'refused'
  | 'auth'
  | 'bad_request'
  | 'not_found';

type Options = { readonly class?: ErrorClass; readonly code?: string; readonly cause?: unknown };

/**
 * A failure that says whether another attempt can help. Throw one of its two kinds.
 *
 * @example
 * const failure: PluginError = new RetryableError('the service is down');
 * failure.retryable; // => true
 */
export class PluginError extends Error {
  readonly class: ErrorClass;
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: Options & { readonly retryable: boolean; readonly retryAfterMs?: number }) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.class = options.class ?? 'error';
    this.code = options.code ?? 'NODE_FAILED';
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/**
 * Another attempt may succeed. `retryAfterMs` is the least time to wait, in milliseconds.
 *
 * @example
 * const full = new RetryableError('the service answered 429', { class: 'rate_limit', retryAfterMs: 2000 });
 * full.retryAfterMs; // => 2000
 */
export class RetryableError extends PluginError {
  constructor(message: string, options: Options & { readonly retryAfterMs?: number } = {}) {
    super(message, { class: 'unavailable', ...options, retryable: true });
  }
}

/**
 * No further attempt can help: the request itself is wrong.
 *
 * @example
 * const missing = new TerminalError('the channel does not exist', { class: 'not_found' });
 * missing.retryable; // => false
 */
export class TerminalError extends PluginError {
  constructor(message: string, options: Options = {}) {
    super(message, { ...options, retryable: false });
  }
}
