// The context that a model is made with: what it may reach is the host's context, narrowed for a client that holds a key.
import { PluginError, RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Context } from '@configurable-agents/plugin-sdk';
import { bounded } from './bounded.ts';
import { certificateProblem, isConnectTimeout, rootMessage } from './cause.ts';
import { quote } from './quote.ts';
import type { Quote } from './quote.ts';

export type Confined = {
  readonly context: Context;
  /** Quotes without the secrets that were read through `context`. */
  readonly quote: Quote;
};

/**
 * Narrows a context. Secrets that are read are remembered, so that no message repeats one. `fetch` follows no redirect, for
 * a key in a header of the provider's own would go along to another host; a response has an end; and a connection that fails is a
 * `RetryableError`, told here where nothing else can have thrown.
 */
export function confine(context: Context, provider: string): Confined {
  const secrets = new Set<string>();
  const quoteSafely: Quote = (text) => quote(text, secrets);
  return {
    quote: quoteSafely,
    context: {
      ...context,
      secret: (name) => {
        const value = context.secret(name);
        secrets.add(value);
        return value;
      },
      fetch: async (input, init) => {
        try {
          return bounded(await context.fetch(input, { ...init, redirect: 'manual' }), provider);
        } catch (error) {
          if (error instanceof PluginError || context.signal.aborted) throw error;
          const problem = certificateProblem(error);
          if (problem !== undefined) throw untrusted(provider, quoteSafely(problem));
          if (isConnectTimeout(error)) throw noConnection(provider, quoteSafely(rootMessage(error)));
          throw new RetryableError(`${provider} cannot be reached: ${quoteSafely(rootMessage(error))}`, {
            class: 'unavailable',
            code: 'MODEL_UNAVAILABLE',
          });
        }
      },
    },
  };
}

function noConnection(provider: string, said: string): RetryableError {
  return new RetryableError(
    `${provider} took no connection in time: ${said}; look whether this machine reaches it, or give it more by \`providers.${provider}.connect_timeout_ms\``,
    { class: 'timeout', code: 'MODEL_CONNECT_TIMEOUT' },
  );
}

/** No further attempt makes it trusted. */
function untrusted(provider: string, problem: string): TerminalError {
  return new TerminalError(
    `the certificate of ${provider} is not trusted: ${problem}; have the process trust who signed it by NODE_EXTRA_CA_CERTS=FILE, or correct the address in \`base_url\``,
    { class: 'unavailable', code: 'MODEL_CERTIFICATE_UNTRUSTED' },
  );
}
