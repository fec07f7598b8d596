// The calls of models and tools that an attempt made, as its fact has them.
import type { JsonObject, TrackedFact } from '@configurable-agents/plugin-sdk';
import { listOf, numberOf, objectOf, textOf, timeOf } from './reading.ts';

export type Step = {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly durationMs: number;
  /** The code of its failure. */
  readonly error: string | undefined;
} & (
  | {
      readonly kind: 'model';
      readonly provider: string;
      readonly model: string;
      /** It was answered from the cache of its node. */
      readonly isCached: boolean;
      readonly inputTokens: number | undefined;
      readonly outputTokens: number | undefined;
    }
  | { readonly kind: 'tool'; readonly name: string }
);

/** When an attempt began that a fact ends. */
export function startOf(fact: TrackedFact['fact']): number {
  return timeOf(fact.time, 0) - (numberOf(fact['duration_ms']) ?? 0);
}

export function stepsOf(fact: TrackedFact['fact']): readonly Step[] {
  const begin = startOf(fact);
  if (Array.isArray(fact['steps'])) {
    return listOf(fact['steps']).map((step) => stepOf(step, begin + (numberOf(step['at_ms']) ?? 0)));
  }
  // Of a single call of a model, and nothing else, the attempt itself says all.
  const [use, ...others] = listOf(fact['models']);
  if (use === undefined || others.length > 0 || fact['duration_ms'] === undefined) return [];
  return [stepOf({ ...use, kind: 'model', duration_ms: fact['duration_ms'], error: fact['error'] ?? null }, begin)];
}

function stepOf(step: JsonObject, start: number): Step {
  const common = {
    start,
    durationMs: numberOf(step['duration_ms']) ?? 0,
    error: textOf(objectOf(step['error'])['code']),
  };
  if (step['kind'] === 'tool') return { kind: 'tool', name: textOf(step['name']) ?? '', ...common };
  return {
    kind: 'model',
    provider: textOf(step['provider']) ?? '',
    model: textOf(step['model']) ?? '',
    isCached: step['cached'] === true,
    inputTokens: numberOf(step['input_tokens']),
    outputTokens: numberOf(step['output_tokens']),
    ...common,
  };
}
