// The calls of models and tools in an attempt, as spans show them. What was used stands here and nowhere above: MLflow sums it up over the spans
// of a trace. Pure.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { boundedValue } from '../bounded.ts';
import { conversationOf } from './conversation.ts';
import type { Shown } from './conversation.ts';
import type { Fact } from './fact.ts';
import { listOf, numberOf, objectOf, textOf } from './fact.ts';
import { ATTRIBUTES } from './span.ts';
import type { Span } from './span.ts';

export type Call = Pick<Span, 'name' | 'kind' | 'error'> & {
  /** After the attempt's begin; a call without a duration lasted as long as its attempt. */
  readonly atMs: number;
  readonly durationMs?: number;
  readonly isTool: boolean;
  readonly attributes: Span['attributes'];
};

type Options = {
  readonly sendsContent: boolean;
  /** How the attempt failed. */
  readonly error: Span['error'] | undefined;
};

/** The calls in their order. Where a fact tells no steps, there is one call of each model that it names. */
export function callsOf(fact: Fact, { sendsContent, error }: Options): readonly Call[] {
  const steps = listOf(fact['steps']);
  const isWhole = steps.length === 0;
  const told = isWhole ? listOf(fact['models']).map((use): JsonObject => ({ kind: 'model', ...use })) : steps;
  const shown = sendsContent ? conversationOf(fact, told) : [];
  return told.map((step, index) => {
    const failed = isWhole ? error : errorOf(step);
    const call = step['kind'] === 'tool' ? toolCall(step) : modelCall(step);
    return {
      ...call,
      atMs: numberOf(step['at_ms']) ?? 0,
      ...(isWhole ? {} : { durationMs: numberOf(step['duration_ms']) ?? 0 }),
      ...(failed === undefined ? {} : { error: failed }),
      attributes: {
        ...call.attributes,
        ...contentOf(shown[index]),
        ...(failed === undefined ? {} : { 'error.type': failed.type }),
      },
    };
  });
}

function contentOf({ inputs, outputs }: Shown = {}): Span['attributes'] {
  return {
    ...(inputs === undefined ? {} : { [ATTRIBUTES.inputs]: boundedValue(inputs) }),
    ...(outputs === undefined ? {} : { [ATTRIBUTES.outputs]: boundedValue(outputs) }),
  };
}

type Described = Pick<Call, 'name' | 'kind' | 'isTool' | 'attributes'>;

function toolCall(step: JsonObject): Described {
  const name = textOf(step['name']) ?? '';
  return {
    name: `execute_tool ${name}`,
    kind: 'internal',
    isTool: true,
    attributes: {
      [ATTRIBUTES.type]: 'TOOL',
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': name,
    },
  };
}

function modelCall(step: JsonObject): Described {
  const provider = textOf(step['provider']) ?? '';
  const model = textOf(step['model']) ?? '';
  return {
    name: `chat ${model}`,
    kind: 'client',
    isTool: false,
    attributes: {
      [ATTRIBUTES.type]: 'CHAT_MODEL',
      [ATTRIBUTES.model]: model,
      [ATTRIBUTES.provider]: provider,
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': PROVIDERS[provider] ?? provider,
      'gen_ai.request.model': model,
      ...usageOf(step),
      // Of a single answer out of the cache the fact says that no call was made.
      ...(step['cached'] === true || step['calls'] === 0 ? { 'workflow.cached': true } : {}),
    },
  };
}

/** OpenTelemetry's names of providers, where they are not ours. */
const PROVIDERS: { readonly [name: string]: string } = { google: 'gcp.gemini' };

/** What is not known is left out: a 0 would be a claim. */
function usageOf(step: JsonObject): Span['attributes'] {
  const input = numberOf(step['input_tokens']);
  const output = numberOf(step['output_tokens']);
  const cost = numberOf(step['cost_usd']);
  const known: { [name: string]: Json } = {};
  if (input !== undefined) known['gen_ai.usage.input_tokens'] = input;
  if (output !== undefined) known['gen_ai.usage.output_tokens'] = output;
  if (input !== undefined && output !== undefined) {
    known[ATTRIBUTES.usage] = { input_tokens: input, output_tokens: output, total_tokens: input + output };
  }
  if (cost !== undefined) known[ATTRIBUTES.cost] = { total_cost: cost };
  return known;
}

/** A step says no message: what a tool or a model said wrong may quote what it was given. */
function errorOf(step: JsonObject): Span['error'] | undefined {
  if (step['error'] === undefined) return undefined;
  const { code, class: kind } = objectOf(step['error']);
  return { type: textOf(code) ?? 'error', message: textOf(kind) ?? '' };
}
