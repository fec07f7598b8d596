/** Plugins that come with the product, as data: the server imports none by name. */
export const DEFAULT_PLUGINS: readonly string[] = [
  '@configurable-agents/plugin-echo',
  '@configurable-agents/plugin-http',
  '@configurable-agents/plugin-console',
  '@configurable-agents/plugin-webhook',
];
