// A call in the words of the AI SDK becomes a job of the engine. Pure.
import type { LanguageModelV4CallOptions, LanguageModelV4Message, SharedV4Warning } from '@ai-sdk/provider';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { engineSchema } from './engine-schema.ts';
import type { Job, Sampling, Turn } from './protocol.ts';
import type { ModelSettings } from './settings.ts';

/** The provider's own settings, under `llm.options`. */
const OWN_OPTIONS = ['min_p', 'repeat_penalty'];

/** The job for a call. Throws a `TerminalError` for what the engine cannot be asked. */
export function jobOf(options: LanguageModelV4CallOptions, model: string, settings: ModelSettings): Job {
  const { prompt, maxOutputTokens, stopSequences = [], responseFormat, tools = [] } = options;
  if (tools.length > 0) throw unsupported('it calls no tools; take them from the node, or name another provider');
  return {
    model,
    ...settings,
    turns: prompt.map(turnOf),
    sampling: samplingOf(options),
    ...(maxOutputTokens === undefined ? {} : { maxTokens: maxOutputTokens }),
    stop: stopSequences,
    ...(responseFormat?.type === 'json' ? { schema: engineSchema((responseFormat.schema ?? true) as JsonSchema) } : {}),
  };
}

/** What of a call the engine has no use for. */
export function warningsOf({ reasoning }: LanguageModelV4CallOptions): SharedV4Warning[] {
  if (reasoning === undefined || reasoning === 'provider-default') return [];
  return [{ type: 'unsupported', feature: 'reasoning', details: 'a local model thinks as it was trained to' }];
}

function turnOf(message: LanguageModelV4Message): Turn {
  if (message.role === 'system') return { type: 'system', text: message.content };
  const texts = message.content.map((each) => {
    if (each.type !== 'text') throw unsupported(`it takes texts only, and no ${each.type}; name another provider`);
    return each.text;
  });
  const text = texts.join('\n');
  return message.role === 'assistant' ? { type: 'model', response: [text] } : { type: 'user', text };
}

function samplingOf(options: LanguageModelV4CallOptions): Sampling {
  const { temperature, topP, topK, seed, presencePenalty, frequencyPenalty } = options;
  const own = options.providerOptions?.['local'] ?? {};
  const unknown = Object.keys(own).find((name) => !OWN_OPTIONS.includes(name));
  if (unknown !== undefined) throw unsupported(`\`llm.options.${unknown}\` is none of ${OWN_OPTIONS.join(', ')}`);
  const minP = numberOf('min_p', own['min_p']);
  const penalty = numberOf('repeat_penalty', own['repeat_penalty']);
  const isPenal = [penalty, presencePenalty, frequencyPenalty].some((each) => each !== undefined);
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(topK === undefined ? {} : { topK }),
    ...(seed === undefined ? {} : { seed }),
    ...(minP === undefined ? {} : { minP }),
    ...(isPenal ? { repeatPenalty: penaltyOf({ penalty, presencePenalty, frequencyPenalty }) } : {}),
  };
}

function penaltyOf(given: {
  readonly penalty: number | undefined;
  readonly presencePenalty: number | undefined;
  readonly frequencyPenalty: number | undefined;
}): NonNullable<Sampling['repeatPenalty']> {
  const { penalty = 1, presencePenalty, frequencyPenalty } = given;
  return {
    penalty,
    ...(presencePenalty === undefined ? {} : { presencePenalty }),
    ...(frequencyPenalty === undefined ? {} : { frequencyPenalty }),
  };
}

function numberOf(name: string, value: unknown): number | undefined {
  if (value === undefined || typeof value === 'number') return value;
  throw unsupported(`\`llm.options.${name}\` is ${JSON.stringify(value)}; it is a number`);
}

function unsupported(problem: string): TerminalError {
  return new TerminalError(`provider local cannot be asked this: ${problem}`, {
    class: 'bad_request',
    code: 'MODEL_REQUEST_INVALID',
  });
}
