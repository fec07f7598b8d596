// A request in our words becomes a call in those of the AI SDK. Pure; what the workflow did not set is not sent.
import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { GenerateRequest, Json } from '@configurable-agents/plugin-sdk';
import { promptOf, toolsOf } from './prompt.ts';

type Setting = {
  readonly option: keyof LanguageModelV4CallOptions;
  readonly expected: string;
  readonly fits: (value: Json) => boolean;
};

const number = (option: keyof LanguageModelV4CallOptions): Setting => ({
  option,
  expected: 'a number',
  fits: (value) => typeof value === 'number',
});

/** Keys of `llm` beside `provider` and `model`. */
const SETTINGS: ReadonlyMap<string, Setting> = new Map([
  ['temperature', number('temperature')],
  ['top_p', number('topP')],
  ['top_k', number('topK')],
  ['max_tokens', number('maxOutputTokens')],
  ['seed', number('seed')],
  ['presence_penalty', number('presencePenalty')],
  ['frequency_penalty', number('frequencyPenalty')],
  ['stop', { option: 'stopSequences', expected: 'a list of texts', fits: isTexts }],
  ['reasoning', { option: 'reasoning', expected: 'none, low, medium or high', fits: isEffort }],
  ['options', { option: 'providerOptions', expected: 'a map', fits: isMap }],
]);

/**
 * The call options for a request. `optionsKey` is the name under which the provider finds its own options. Throws a
 * `TerminalError` of class `bad_request` for a setting that is unknown or of the wrong type.
 */
export function callOptionsOf(
  request: GenerateRequest,
  { signal, optionsKey }: { readonly signal: AbortSignal; readonly optionsKey: string },
): LanguageModelV4CallOptions {
  const { parameters, outputSchema } = request;
  const settings = Object.entries(parameters).map(([name, value]) => {
    const { option } = settingOf(name, value);
    return [option, option === 'providerOptions' ? { [optionsKey]: value } : value] as const;
  });
  // Each value fits what SETTINGS says of its option.
  const set = Object.fromEntries(settings) as Omit<LanguageModelV4CallOptions, 'prompt'>;
  return {
    ...set,
    prompt: promptOf(request),
    abortSignal: signal,
    ...toolsOf(request),
    ...(outputSchema === undefined ? {} : { responseFormat: formatOf(outputSchema) }),
  };
}

function settingOf(name: string, value: Json): Setting {
  const setting = SETTINGS.get(name);
  if (setting === undefined) {
    const known = [...SETTINGS.keys()].join(', ');
    throw badRequest(
      `\`llm.${name}\` is no setting; the settings are ${known}, and one of the provider's own goes under \`llm.options\``,
    );
  }
  if (!setting.fits(value)) throw badRequest(`\`llm.${name}\` is ${JSON.stringify(value)}; it is ${setting.expected}`);
  return setting;
}

function formatOf(
  schema: NonNullable<GenerateRequest['outputSchema']>,
): NonNullable<LanguageModelV4CallOptions['responseFormat']> {
  // A schema that is `true` or `false` says nothing about a shape.
  if (typeof schema === 'boolean') return { type: 'json' };
  // Ours is 2020-12, theirs is typed as draft 7; both are passed through as they are.
  return { type: 'json', schema };
}

function isTexts(value: Json): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isEffort(value: Json): boolean {
  return ['none', 'low', 'medium', 'high'].includes(String(value));
}

function isMap(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badRequest(message: string): TerminalError {
  return new TerminalError(message, { class: 'bad_request', code: 'MODEL_REQUEST_INVALID' });
}
