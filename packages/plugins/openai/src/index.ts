// Provider `openai`: OpenAI's models, through the AI SDK's package behind our own interface.
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
import { adjust } from './adjust.ts';
import { explain } from './explain.ts';
import { MODELS } from './models.ts';

const KEY_VARIABLE = 'OPENAI_API_KEY';
const API = { provider: 'openai', url: 'https://api.openai.com/v1' };

/** The plugin `openai`. */
export const plugin: Plugin = definePlugin({
  name: 'openai',
  version: '0.1.0',
  sdk: '^1',
  config: {
    type: 'object',
    additionalProperties: false,
    properties: {
      api_key_env: keySetting(KEY_VARIABLE),
      base_url: baseUrlSetting(`Address of the API; default ${API.url}.`),
      api: {
        enum: ['responses', 'chat'],
        default: 'responses',
        description: 'chat is /chat/completions, which knows stop, seed and penalties.',
      },
      ...TIMEOUTS,
      aliases: ALIASES,
    },
  },
  secrets: { api_key: { env: KEY_VARIABLE } },
  capabilities: { net: ['api.openai.com:443', { fromConfig: '/base_url' }] },
  providers: {
    openai: {
      description: "OpenAI's models, by an API key.",
      models: MODELS,
      generate: fromLanguageModel({
        name: 'openai',
        key: { secret: 'api_key', env: KEY_VARIABLE },
        adjust,
        explain,
        create: async ({ model }, context) => {
          const settings = {
            apiKey: context.secret('api_key'),
            baseURL: baseUrlOf(context.config, API) ?? API.url,
            fetch: context.fetch,
          };
          // Loaded with the first call: most lanes never make one.
          const { createOpenAI } = await import('@ai-sdk/openai');
          const openai = createOpenAI(settings);
          return context.config['api'] === 'chat' ? openai.chat(model) : openai.responses(model);
        },
      }),
    },
  },
});
