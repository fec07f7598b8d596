// Provider `local`: models in GGUF files, run by llama.cpp in a process of their own beside each worker.
import { ALIASES, FIRST_TOKEN_TIMEOUT, fromLanguageModel } from '@configurable-agents/plugin-ai-sdk';
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { Context, GenerateRequest, Part, Plugin, Provider } from '@configurable-agents/plugin-sdk';
import { localModel } from './model.ts';
import { engineProcess } from './process.ts';
import { settingsFor, SETTINGS } from './settings.ts';

/** One for each thread that asks, started with its first call. */
const engine = engineProcess();

const answer: Provider['generate'] = fromLanguageModel({
  name: 'local',
  create: async ({ model }, { config }) => localModel({ model, settings: await settingsFor(model, config), engine }),
});

/** Nobody is paid for what the own machine computes. */
async function* generate(request: GenerateRequest, context: Context): AsyncGenerator<Part> {
  for await (const part of answer(request, context)) yield part.kind === 'usage' ? { ...part, costUsd: 0 } : part;
}

/** The plugin `local`. */
export const plugin: Plugin = definePlugin({
  name: 'local',
  version: '0.1.0',
  sdk: '^1',
  config: {
    type: 'object',
    additionalProperties: false,
    properties: { ...SETTINGS, first_token_timeout_ms: FIRST_TOKEN_TIMEOUT, aliases: ALIASES },
  },
  capabilities: {
    fs: { read: [{ fromConfig: '/models_dir' }, { fromConfig: '/engine_dir' }] },
    subprocess: true,
  },
  providers: {
    local: {
      description: 'Models in GGUF files on this machine, by node-llama-cpp. No key, no network.',
      models: { '*': { contextTokens: null, structuredOutput: true, tools: false } },
      generate,
    },
  },
});
