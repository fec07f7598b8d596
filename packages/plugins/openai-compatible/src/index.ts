// Provider `openai-compatible`: any server that speaks chat completions as OpenAI does, through the AI SDK's package behind our own
// interface.
import {
  ALIASES,
  baseUrlOf,
  baseUrlSetting,
  explainOpenAi,
  fromLanguageModel,
  keySetting,
  TIMEOUTS,
} from '@configurable-agents/plugin-ai-sdk';
import { definePlugin, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { adjust, OPTIONS_KEY } from './adjust.ts';

const KEY_VARIABLE = 'OPENAI_COMPATIBLE_API_KEY';
const API = { provider: 'openai-compatible', url: 'http://127.0.0.1:8080/v1' };

/** The plugin `openai-compatible`. */
export const plugin: Plugin = definePlugin({
  name: 'openai-compatible',
  version: '0.1.0',
  sdk: '^1',
  config: {
    type: 'object',
    additionalProperties: false,
    properties: {
      api_key_env: keySetting(KEY_VARIABLE, ', where the server asks for one'),
      base_url: baseUrlSetting(`Address of the server's API, such as ${API.url}.`),
      structured_output: {
        enum: ['schema', 'json'],
        default: 'schema',
        description: 'json for a server that takes no schemas: it stands in the prompt then.',
      },
      ...TIMEOUTS,
      aliases: ALIASES,
    },
  },
  secrets: { api_key: { env: KEY_VARIABLE, optional: true } },
  capabilities: { net: [{ fromConfig: '/base_url' }] },
  providers: {
    'openai-compatible': {
      description: 'Any server that speaks chat completions as OpenAI does: vLLM, llama.cpp, LM Studio, gateways.',
      models: { '*': { contextTokens: null, structuredOutput: true, tools: true, images: true } },
      generate: fromLanguageModel({
        name: 'openai-compatible',
        key: { secret: 'api_key', env: KEY_VARIABLE },
        adjust,
        explain: explainOpenAi,
        create: async ({ model }, context) => {
          const baseURL = baseUrlOf(context.config, API);
          if (baseURL === undefined) throw noAddress();
          const apiKey = context.secret('api_key');
          // Loaded with the first call: most lanes never make one.
          const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
          return createOpenAICompatible({
            name: OPTIONS_KEY,
            baseURL,
            ...(apiKey === '' ? {} : { apiKey }),
            fetch: context.fetch,
            includeUsage: true,
            supportsStructuredOutputs: context.config['structured_output'] !== 'json',
          })(model);
        },
      }),
    },
  },
});

function noAddress(): TerminalError {
  const advice = `providers: { openai-compatible: { base_url: ${API.url} } }`;
  return new TerminalError(
    `\`providers.openai-compatible.base_url\` is not set, so there is no server to ask; set it in configurable-agents.yaml, such as \`${advice}\``,
    { class: 'bad_request', code: 'MODEL_REQUEST_INVALID' },
  );
}
