// How contributions to a field fold.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { EvaluationError, evaluate } from '../expression/evaluate.ts';
import type { Reducer } from '../graph/graph.ts';

/**
 * The next value of a field. `old` is undefined before anything was written to a field without a default. Throws
 * `EvaluationError` where the two do not go together.
 */
export function reduce(how: Reducer, old: Json | undefined, next: Json): Json {
  if (typeof how === 'object') return evaluate(how.expression, { old: old ?? null, new: next });
  if (how === 'append') return [...listOf(old), ...(Array.isArray(next) ? (next as readonly Json[]) : [next])];
  if (old === undefined || old === null || how === 'last') return next;
  switch (how) {
    case 'sum':
      return exact(number(old) + number(next));
    case 'max':
      return isLess(old, next) ? next : old;
    case 'min':
      return isLess(next, old) ? next : old;
    case 'merge':
      return { ...object(old), ...object(next) };
  }
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function isLess(a: Json, b: Json): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  if (typeof a === 'string' && typeof b === 'string') return a < b;
  throw mismatch('numbers or texts', [a, b]);
}

function number(value: Json): number {
  if (typeof value !== 'number') throw mismatch('numbers', [value]);
  return value;
}

function exact(value: number): number {
  if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value;
  throw new EvaluationError(`the sum ${value} cannot be kept as a JSON number without loss`, 'EXPRESSION_JSON');
}

function object(value: Json): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch('maps', [value]);
  return value as JsonObject;
}

function mismatch(wanted: string, values: readonly Json[]): EvaluationError {
  const found = values.map((value) => JSON.stringify(value).slice(0, 80)).join(' and ');
  return new EvaluationError(`a reducer needs ${wanted}, and was given ${found}`);
}
