// How long a model may be silent before it says anything.
import { RetryableError } from '@configurable-agents/plugin-sdk';
import type { Context } from '@configurable-agents/plugin-sdk';

export type FirstToken = {
  /** That of the attempt, aborted as well when the time is up. */
  readonly signal: AbortSignal;
  /** The model is asked now. What it takes to load its client is none of its time. */
  readonly begin: () => void;
  /** Something was said, or nothing more will be. */
  readonly end: () => void;
};

/** The time of a call, where `first_token_timeout_ms` gives it one. */
export function awaitFirstToken({ config, signal }: Context, provider: string): FirstToken {
  const { first_token_timeout_ms: limitMs } = config;
  if (typeof limitMs !== 'number') return { signal, begin: () => {}, end: () => {} };
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: AbortSignal.any([signal, late.signal]),
    begin: () => (timer = setTimeout(() => late.abort(tooLate(provider, limitMs)), limitMs)),
    end: () => clearTimeout(timer),
  };
}

function tooLate(provider: string, limitMs: number): RetryableError {
  return new RetryableError(
    `${provider} said nothing for ${limitMs} ms; give it more by \`providers.${provider}.first_token_timeout_ms\`, or name another model under \`llm.fallback\``,
    { class: 'timeout', code: 'MODEL_FIRST_TOKEN_TIMEOUT' },
  );
}
