import type { Json } from '@configurable-agents/plugin-sdk';

/**
 * A copy that shares nothing with the value. `structuredClone` gives the same of JSON in three to ten times the time, most of it for the
 * call itself; small inputs are copied for every run and every attempt.
 *
 * @example
 * copyJson({ list: [1, { deep: true }] }); // equal, and another one
 */
export function copyJson<Value extends Json>(value: Value): Value {
  return copied(value) as Value;
}

function copied(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  const copy: { [name: string]: Json } = {};
  for (const [name, child] of Object.entries(value)) {
    // To assign it would set the prototype.
    if (name === '__proto__') Object.defineProperty(copy, name, { value: copied(child), ...OWN });
    else copy[name] = copied(child);
  }
  return copy;
}

const OWN = { enumerable: true, writable: true, configurable: true };
