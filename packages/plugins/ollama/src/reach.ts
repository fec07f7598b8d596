// What keeps a call from Ollama, and what to do about it.
import { PluginError, RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';

type Fetch = typeof globalThis.fetch;

/** Where Ollama listens by itself. */
export const DEFAULT_BASE_URL = 'http://127.0.0.1:11434/v1';

/**
 * `fetch` whose failures say what to do: a daemon that is down, and an address that is private and that only the operator may
 * allow, which a plugin's own default is not.
 */
export function reaching(fetch: Fetch, baseUrl: string): Fetch {
  return async (input, init) => {
    try {
      return await fetch(input, init);
    } catch (error) {
      throw error instanceof PluginError ? explained(error, baseUrl) : error;
    }
  };
}

function explained(error: PluginError, baseUrl: string): PluginError {
  const setting = `providers: { ollama: { base_url: ${baseUrl} } }`;
  if (error.code === 'NET_REFUSED') {
    return new TerminalError(
      `ollama is at ${baseUrl}, a private address, where a plugin goes only if the configuration names it: write \`${setting}\` into configurable-agents.yaml`,
      { class: 'refused', code: 'NET_REFUSED' },
    );
  }
  if (error.class !== 'unavailable' || !error.retryable) return error;
  return new RetryableError(
    `${error.message}; is Ollama running at ${baseUrl}? \`ollama serve\` starts it, and \`${setting}\` in configurable-agents.yaml says where it is`,
    { class: 'unavailable', code: error.code },
  );
}
