// What the journal shows, with the input of an LLM node, of how its answer came about. Read with care: runs of other releases are shown too.
import type { Json } from '@configurable-agents/plugin-sdk';
import { cost, tokens } from './dashboard/format.ts';

export type ModelInput = {
  /** Who answered, or is being asked. */
  readonly model: string | undefined;
  readonly prompt: string | undefined;
  /** Models that were asked before, and were not there. */
  readonly fallbacks: readonly { readonly model: string; readonly message: string }[];
  /** Tools that the model called, in their order. */
  readonly calls: readonly {
    readonly name: string;
    readonly input: Json;
    readonly result: string;
    /** `result` is what went wrong. */
    readonly isError: boolean;
    /** Null in runs of releases that did not tell. */
    readonly durationMs: number | null;
  }[];
  /** Calls of the model that were answered from its node's cache. */
  readonly cached: number;
  /** What those had used when they were made, in words; empty where nobody knows. */
  readonly saved: string;
};

type Fields = { readonly [name: string]: Json };

/**
 * @example
 * modelInputOf({ provider: 'echo', model: 'any', prompt: 'Go', cached_calls: 1 });
 * // => { model: 'echo/any', prompt: 'Go', fallbacks: [], calls: [], cached: 1, saved: '' }
 */
export function modelInputOf(input: Json): ModelInput {
  const { provider, model, prompt, fallbacks, tool_calls: calls, cached_calls: cached, saved } = fieldsOf(input);
  return {
    model: nameOf({ provider, model }),
    prompt: typeof prompt === 'string' ? prompt : undefined,
    fallbacks: listOf(fallbacks).map((each) => ({
      model: nameOf(each) ?? '',
      message: text(fieldsOf(each['error'])['message']),
    })),
    calls: listOf(calls).map((each) => ({
      name: text(each['name']),
      input: each['input'] ?? null,
      result: text(each['result']),
      isError: each['is_error'] === true,
      durationMs: count(each['duration_ms']),
    })),
    cached: typeof cached === 'number' ? cached : 0,
    saved: savedIn(fieldsOf(saved)),
  };
}

function nameOf({ provider, model }: { readonly [name: string]: Json | undefined }): string | undefined {
  return typeof provider === 'string' && typeof model === 'string' ? `${provider}/${model}` : undefined;
}

function savedIn({ input_tokens: input, output_tokens: output, cost_usd: usd }: Fields): string {
  const used = tokens({ input_tokens: count(input), output_tokens: count(output) });
  return [used, cost(count(usd))].filter((text) => text !== cost(null)).join(', ');
}

function count(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function listOf(value: Json | undefined): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function fieldsOf(value: Json | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
