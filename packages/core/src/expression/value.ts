import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';

/** Own properties and list items only: `constructor` of an object is not there. */
export function member(value: Json, step: string | number): Json | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return typeof step === 'number' ? (value as readonly Json[])[step] : undefined;
  return Object.hasOwn(value, step) ? (value as JsonObject)[step] : undefined;
}
