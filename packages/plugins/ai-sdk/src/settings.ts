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

/** `aliases`, which the engine reads. */
export const ALIASES: JsonSchema = {
  type: 'object',
  additionalProperties: { type: 'string', minLength: 1 },
  description: 'The model that is used in the place of one that a workflow names.',
};
