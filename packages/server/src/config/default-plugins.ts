/** Plugins that come with the product, as data: the server imports none by name. */
export const DEFAULT_PLUGINS: readonly string[] = [
  '@configurable-agents/plugin-echo',
  '@configurable-agents/plugin-google',
  '@configurable-agents/plugin-openai',
  '@configurable-agents/plugin-anthropic',
  '@configurable-agents/plugin-openai-compatible',
  '@configurable-agents/plugin-ollama',
  '@configurable-agents/plugin-local',
  '@configurable-agents/plugin-http',
  '@configurable-agents/plugin-code',
  '@configurable-agents/plugin-slack',
  '@configurable-agents/plugin-webhook',
  '@configurable-agents/plugin-standard',
  '@configurable-agents/plugin-github',
  '@configurable-agents/plugin-stripe',
  '@configurable-agents/plugin-console',
  '@configurable-agents/plugin-mlflow',
];
