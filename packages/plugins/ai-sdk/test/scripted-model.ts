// A hand-made AI SDK model: it says what the test wrote, and records how it was called.
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import { fromLanguageModel } from '@configurable-agents/plugin-ai-sdk';
import type { LanguageModelSource } from '@configurable-agents/plugin-ai-sdk';
import type { Context, GenerateRequest, Part } from '@configurable-agents/plugin-sdk';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';

type StreamPart = LanguageModelV4StreamPart;

export type ScriptedModel = LanguageModelV4 & { readonly calls: LanguageModelV4CallOptions[] };

/** A model that gives these parts, or what `doStream` gives. */
export function scriptedModel(script: readonly StreamPart[] | LanguageModelV4['doStream']): ScriptedModel {
  const calls: LanguageModelV4CallOptions[] = [];
  return {
    specificationVersion: 'v4',
    provider: 'acme.chat',
    modelId: 'acme-1',
    supportedUrls: {},
    calls,
    doGenerate: () => Promise.reject(new Error('the adapter streams')),
    doStream: async (options) => {
      calls.push(options);
      if (typeof script === 'function') return await script(options);
      return { stream: ReadableStream.from<StreamPart>(script) };
    },
  };
}

export const text = (...deltas: readonly string[]): readonly StreamPart[] => [
  { type: 'stream-start', warnings: [] },
  { type: 'text-start', id: '0' },
  ...deltas.map((delta) => ({ type: 'text-delta', id: '0', delta }) as const),
  { type: 'text-end', id: '0' },
];

export function finish(
  unified: LanguageModelV4FinishReason['unified'] = 'stop',
  { raw, input = 12, output = 34 }: { raw?: string; input?: number; output?: number } = { raw: 'STOP' },
): StreamPart {
  return { type: 'finish', finishReason: { unified, raw }, usage: usage(input, output) };
}

export function usage(input: number | undefined, output: number | undefined): LanguageModelV4Usage {
  return {
    inputTokens: { total: input, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: output, text: undefined, reasoning: undefined },
  };
}

export const request: GenerateRequest = {
  model: 'acme-1',
  messages: [{ role: 'user', content: 'Hello' }],
  parameters: {},
  state: {},
};

export const SCHEMA = {
  type: 'object',
  required: ['label'],
  properties: { label: { type: 'string' } },
  additionalProperties: false,
} as const;

/** All parts that a model's answer becomes. */
export async function generate(
  model: LanguageModelV4,
  given: Partial<GenerateRequest> & { readonly context?: Context; readonly source?: Partial<LanguageModelSource> } = {},
): Promise<readonly Part[]> {
  const { context = contextWith(), source = {}, ...rest } = given;
  const parts: Part[] = [];
  const provider = fromLanguageModel({ name: 'acme', create: () => model, ...source });
  for await (const part of provider({ ...request, ...rest }, context)) parts.push(part);
  return parts;
}
