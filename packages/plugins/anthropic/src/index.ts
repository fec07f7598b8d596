// Provider `anthropic`: Claude models, through the AI SDK's package behind our own interface.
import {
  ALIASES,
  baseUrlOf,
  baseUrlSetting,
  fromLanguageModel,
  keySetting,
  TIMEOUTS,
} from '@configurable-agents/plugin-ai-sdk';
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { explain } from './explain.ts';
import { MODELS } from './models.ts';

const KEY_VARIABLE = 'ANTHROPIC_API_KEY';
const API = { provider: 'anthropic', url: 'https://api.anthropic.com/v1' };

/** The plugin `anthropic`. */
export const plugin: Plugin = definePlugin({
  name: 'anthropic',
  version: '0.1.0',
  sdk: '^1',
  config: {
    type: 'object',
    additionalProperties: false,
    properties: {
      api_key_env: keySetting(KEY_VARIABLE),
      base_url: baseUrlSetting(`Address of the API; default ${API.url}.`),
      ...TIMEOUTS,
      aliases: ALIASES,
    },
  },
  secrets: { api_key: { env: KEY_VARIABLE } },
  capabilities: { net: ['api.anthropic.com:443', { fromConfig: '/base_url' }] },
  providers: {
    anthropic: {
      description: "Anthropic's Claude models, by an API key.",
      models: MODELS,
      generate: fromLanguageModel({
        name: 'anthropic',
        key: { secret: 'api_key', env: KEY_VARIABLE },
        explain,
        create: async ({ model }, context) => {
          const settings = {
            apiKey: context.secret('api_key'),
            baseURL: baseUrlOf(context.config, API) ?? API.url,
            fetch: context.fetch,
          };
          // Loaded with the first call: most lanes never make one.
          const { createAnthropic } = await import('@ai-sdk/anthropic');
          return createAnthropic(settings)(model);
        },
      }),
    },
  },
});
