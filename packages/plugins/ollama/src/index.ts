// Provider `ollama`: models on the operator's own machine, through the AI SDK's package for APIs like OpenAI's behind our own interface.
import { ALIASES, baseUrlOf, baseUrlSetting, fromLanguageModel, TIMEOUTS } from '@configurable-agents/plugin-ai-sdk';
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { explain } from './explain.ts';
import { DEFAULT_BASE_URL, reaching } from './reach.ts';

const API = { provider: 'ollama', url: DEFAULT_BASE_URL };

/** The plugin `ollama`. */
export const plugin: Plugin = definePlugin({
  name: 'ollama',
  version: '0.1.0',
  sdk: '^1',
  config: {
    type: 'object',
    additionalProperties: false,
    properties: {
      base_url: baseUrlSetting(
        `Address of Ollama's API, ${DEFAULT_BASE_URL} unless told otherwise; a private one must stand here.`,
      ),
      ...TIMEOUTS,
      aliases: ALIASES,
    },
  },
  capabilities: { net: ['127.0.0.1:11434', { fromConfig: '/base_url' }] },
  providers: {
    ollama: {
      description: 'Models on your own machine, by Ollama. No key.',
      models: { '*': { contextTokens: null, structuredOutput: true, tools: true, images: 'inline' } },
      generate: fromLanguageModel({
        name: 'ollama',
        explain,
        create: async ({ model }, context) => {
          const baseURL = baseUrlOf(context.config, API) ?? DEFAULT_BASE_URL;
          // Loaded with the first call: most lanes never make one.
          const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
          return createOpenAICompatible({
            name: 'ollama',
            baseURL,
            fetch: reaching(context.fetch, baseURL),
            includeUsage: true,
            supportsStructuredOutputs: true,
          })(model);
        },
      }),
    },
  },
});
