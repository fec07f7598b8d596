// What the plugin offers, and what it asks for.
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { answerIn, failureOf } from './answer.ts';

/** The plugin `template_plugin`. */
export const plugin: Plugin = definePlugin({
  name: 'template_plugin',
  version: '0.1.0',
  sdk: '^1',
  // The section `providers.template_plugin` of configurable-agents.yaml.
  config: Type.Object(
    { base_url: Type.Optional(Type.String({ pattern: '^https?://', description: 'Another address of the service.' })) },
    { additionalProperties: false },
  ),
  secrets: { api_key: { env: 'TEMPLATE_PLUGIN_API_KEY' } },
  capabilities: { net: ['llm.example.org:443', { fromConfig: '/base_url' }] },
  providers: {
    template_plugin: {
      description: 'The models of the service, and `offline`, which answers without one.',
      models: { '*': { contextTokens: null, structuredOutput: false, tools: false } },
      async *generate({ model, messages, parameters }, { config, secret, fetch, signal }) {
        if (model === 'offline') {
          yield { kind: 'text', text: `[offline] ${messages.at(-1)?.content ?? ''}` };
          yield { kind: 'usage', inputTokens: null, outputTokens: null, costUsd: 0 };
          return;
        }
        const response = await fetch(`${config.base_url ?? 'https://llm.example.org'}/generate`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${secret('api_key')}` },
          body: JSON.stringify({ model, messages, ...parameters }),
          signal,
        });
        if (!response.ok) throw failureOf(response);
        const { text, tokens } = await answerIn(response);
        yield { kind: 'text', text };
        // What the service does not tell is null, never 0.
        yield { kind: 'usage', inputTokens: null, outputTokens: tokens, costUsd: null };
      },
    },
  },
});
