import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { Json } from '@configurable-agents/plugin-sdk';

const MAX_DEPTH = 100;

function refuse(problem: string): never {
  throw new TerminalError(`the output is not JSON: ${problem}`, { class: 'error', code: 'NODE_OUTPUT_INVALID' });
}

/**
 * What a node returned, as JSON that is exact: no NaN, no infinity, no integer beyond 2^53. Properties that are undefined
 * are dropped, as JSON.stringify drops them; anything else that JSON cannot hold is a terminal failure.
 */
export function toJson(value: unknown, depth = 0): Json {
  if (depth > MAX_DEPTH) return refuse(`it is nested deeper than ${MAX_DEPTH} levels, or refers to itself`);
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) return refuse(`${value} is no JSON number`);
      if (Number.isInteger(value) && !Number.isSafeInteger(value))
        return refuse(`${value} is beyond 2^53, where digits are lost`);
      return value;
    case 'undefined':
      return null;
    case 'object':
      return value === null ? null : objectToJson(value, depth);
    default:
      return refuse(`a ${typeof value} was returned`);
  }
}

function objectToJson(value: object, depth: number): Json {
  if (Array.isArray(value)) return value.map((item: unknown) => toJson(item, depth + 1));
  if (value instanceof Date) return value.toISOString();
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  return Object.fromEntries(entries.map(([key, child]) => [key, toJson(child, depth + 1)]));
}
