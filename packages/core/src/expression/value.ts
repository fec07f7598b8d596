import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';

/** Deep equality as CEL has it: values of different types are unequal, never an error. */
export function equals(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item: Json, i) => equals(item, b[i] as Json))
    );
  }
  // Neither is a list nor null here, so both are objects; `isArray` does not narrow readonly arrays.
  const [x, y] = [a as JsonObject, b as JsonObject];
  const keys = Object.keys(x);
  return (
    keys.length === Object.keys(y).length &&
    keys.every((key) => Object.hasOwn(y, key) && equals(x[key] ?? null, y[key] ?? null))
  );
}

/** The type's name for messages, in the words of JSON Schema. */
export function nameOfType(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'map';
  return typeof value === 'number' ? 'number' : typeof value;
}

/** Own properties and list items only: `constructor` of an object is not there. */
export function member(value: Json, step: string | number): Json | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return typeof step === 'number' ? (value as readonly Json[])[step] : undefined;
  return Object.hasOwn(value, step) ? (value as JsonObject)[step] : undefined;
}
