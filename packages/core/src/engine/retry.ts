import type { RetryPolicy } from '../graph/graph.ts';

/**
 * How long the wait before the next attempt is, in milliseconds: `min(max, initial × factor^(n-1))` after the n-th
 * failure, full jitter (a uniform share of it), never less than what the service asked for.
 * Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelayMs(
  policy: RetryPolicy,
  options: { readonly failures: number; readonly random: number; readonly retryAfterMs: number },
): number {
  const ceiling = Math.min(policy.max_ms, policy.initial_ms * policy.factor ** (options.failures - 1));
  const wait = policy.jitter ? ceiling * options.random : ceiling;
  return Math.max(Math.round(wait), options.retryAfterMs);
}

/** Names of `retry_on` that are narrower than a class, or what models call one: a code, or the class itself. */
const NARROWER: { readonly [name: string]: readonly string[] } = {
  context_length: ['MODEL_CONTEXT_EXCEEDED'],
  content_filter: ['MODEL_PROMPT_BLOCKED', 'MODEL_ANSWER_BLOCKED'],
  model_not_found: ['MODEL_NOT_FOUND'],
  invalid_request: ['bad_request'],
};

/** Whether a failure is tried again under the policy: what `retry_on` names, else what calls itself retryable. */
export function isRetried(
  policy: RetryPolicy,
  failure: { readonly code: string; readonly class: string; readonly retryable: boolean; readonly failures: number },
): boolean {
  if (failure.failures >= policy.max_attempts) return false;
  if (policy.retry_on === undefined) return failure.retryable;
  const names = policy.retry_on.flatMap((name) => (Object.hasOwn(NARROWER, name) ? (NARROWER[name] ?? []) : [name]));
  return names.includes(failure.class) || names.includes(failure.code);
}
