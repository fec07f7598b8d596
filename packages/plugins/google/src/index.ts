// Provider `google`: Gemini models, through the AI SDK's package behind our own interface.
import {
  ALIASES,
  baseUrlOf,
  baseUrlSetting,
  fromLanguageModel,
  keySetting,
  TIMEOUTS,
} from '@configurable-agents/plugin-ai-sdk';
import { definePlugin, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Message, Plugin } from '@configurable-agents/plugin-sdk';
import { explain } from './explain.ts';
import { CURRENT_MODEL, isModelName, MODELS } from './models.ts';

const KEY_VARIABLE = 'GOOGLE_API_KEY';
const API = { provider: 'google', url: 'https://generativelanguage.googleapis.com/v1beta' };

/** The plugin `google`. */
export const plugin: Plugin = definePlugin({
  name: 'google',
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
  capabilities: { net: ['generativelanguage.googleapis.com:443', { fromConfig: '/base_url' }] },
  providers: {
    google: {
      description: "Google's Gemini models, by an API key.",
      models: MODELS,
      generate: fromLanguageModel({
        name: 'google',
        key: { secret: 'api_key', env: KEY_VARIABLE },
        explain,
        create: async ({ model, messages }, context) => {
          if (!isModelName(model)) throw noModelName(model);
          if (messages.some(hasAddress)) throw noAddress();
          const settings = {
            apiKey: context.secret('api_key'),
            baseURL: baseUrlOf(context.config, API) ?? API.url,
            fetch: context.fetch,
          };
          // Loaded with the first call: most lanes never make one.
          const { createGoogle } = await import('@ai-sdk/google');
          return createGoogle(settings)(model);
        },
      }),
    },
  },
});

function noModelName(model: string): TerminalError {
  return new TerminalError(
    `\`llm.model\` is ${JSON.stringify(model.slice(0, 100))}, which is no name of a model; it is one such as ${CURRENT_MODEL}`,
    { class: 'not_found', code: 'MODEL_NOT_FOUND' },
  );
}

function hasAddress(message: Message): boolean {
  return message.role === 'user' && message.images?.some((image) => 'url' in image) === true;
}

/** The API takes addresses of its own files only. */
function noAddress(): TerminalError {
  return new TerminalError('google takes an image by its bytes: name a file, or give a `data:` address', {
    class: 'bad_request',
    code: 'MODEL_REQUEST_INVALID',
  });
}
