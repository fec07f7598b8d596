// The settings that providers share, as properties of a plugin's `config`. Pure.
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

/**
 * `api_key_env`: the variable that holds the key. `whose` says more of the key.
 *
 * @example
 * keySetting('ACME_API_KEY'); // => { type: 'string', minLength: 1, description: 'Environment variable of the key; default ACME_API_KEY.' }
 */
export function keySetting(variable: string, whose = ''): JsonSchema {
  return {
    type: 'string',
    minLength: 1,
    description: `Environment variable of the key${whose}; default ${variable}.`,
  };
}

/** `base_url`, which `baseUrlOf` reads. */
export function baseUrlSetting(description: string): JsonSchema {
  return { type: 'string', pattern: '^https?://', description };
}

const LONGEST_TIMEOUT_MS = 3_600_000;

/** `first_token_timeout_ms`, which `fromLanguageModel` reads. */
export const FIRST_TOKEN_TIMEOUT: JsonSchema = {
  type: 'integer',
  minimum: 1,
  maximum: LONGEST_TIMEOUT_MS,
  description: 'Milliseconds until the first token of an answer; default: as long as the `timeout` of the node.',
};

/** The same, and `connect_timeout_ms`, which the engine reads. */
export const TIMEOUTS: { readonly connect_timeout_ms: JsonSchema; readonly first_token_timeout_ms: JsonSchema } = {
  connect_timeout_ms: {
    type: 'integer',
    minimum: 1,
    maximum: LONGEST_TIMEOUT_MS,
    description: 'Milliseconds until a connection is made, with its TLS; default 10000.',
  },
  first_token_timeout_ms: FIRST_TOKEN_TIMEOUT,
};

/** `aliases`, which the engine reads. */
export const ALIASES: JsonSchema = {
  type: 'object',
  additionalProperties: { type: 'string', minLength: 1 },
  description: 'The model that is used in the place of one that a workflow names.',
};
