// What plugins declare, as the compiler reads it when a graph is made and the engine when it runs: one reading for both.
import type { ActionManifest, JsonSchema, ModelInfo, OutputSchema } from '@configurable-agents/plugin-sdk';
import type { Template } from './template.ts';

/** The schema of an action's output where the workflow gives none. `{ fromConfig, default }` is told from a schema by its two keys. */
export function declaredOutput(output: OutputSchema): JsonSchema {
  const { fromConfig, default: fallback = true } = output as { readonly fromConfig?: unknown; default?: JsonSchema };
  return typeof fromConfig === 'string' ? fallback : output;
}

/** What a provider tells of a model: by its name, else of every other. */
export function declaredModel(models: { readonly [model: string]: ModelInfo }, model: string): ModelInfo | undefined {
  return Object.hasOwn(models, model) ? models[model] : models['*'];
}

/** Decided by what the workflow says, else by the default; an input that only a run knows counts as the least safe. */
export function isIdempotent({ idempotent, input }: ActionManifest, given: Template | undefined): boolean {
  if (typeof idempotent === 'boolean') return idempotent;
  const properties = (typeof input === 'object' ? (input['properties'] ?? {}) : {}) as {
    readonly [name: string]: JsonSchema;
  };
  return Object.entries(idempotent.whenInput).every(([name, values]) => {
    const entry = given?.kind === 'object' ? given.entries.find(([key]) => key === name)?.[1] : undefined;
    if (entry !== undefined) return entry.kind === 'literal' && values.some((value) => value === entry.value);
    const property = properties[name];
    return values.includes(String(typeof property === 'object' ? property['default'] : undefined));
  });
}
