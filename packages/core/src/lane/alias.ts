import type { JsonObject } from '@configurable-agents/plugin-sdk';

/** The model that `providers.NAME.aliases` of the configuration puts in a model's place: ids are retired upstream, files stay. */
export function aliasOf(model: string, { aliases }: JsonObject): string {
  if (typeof aliases !== 'object' || aliases === null || Array.isArray(aliases)) return model;
  const alias = Object.hasOwn(aliases, model) ? (aliases as JsonObject)[model] : undefined;
  return typeof alias === 'string' ? alias : model;
}
