// The one place where an AI SDK model becomes a provider of ours.
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  SharedV4Warning,
} from '@ai-sdk/provider';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { Context, GenerateRequest, JsonObject, Part, Provider } from '@configurable-agents/plugin-sdk';
import { endOf } from './answer.ts';
import type { Finish } from './answer.ts';
import { callOptionsOf } from './call-options.ts';
import { awaitFirstToken } from './first-token.ts';
import type { FirstToken } from './first-token.ts';
import { toolCallOf } from './tool-call.ts';
import { confine } from './confine.ts';
import type { Confined } from './confine.ts';
import { failureOf } from './failure.ts';
import type { Call, Explanation, Refusal } from './failure.ts';
import { openThoughts } from './thoughts.ts';

/** What is used of a model. */
export type StreamingModel = Pick<LanguageModelV4, 'provider' | 'doStream'>;

/** Where a provider's models come from. */
export type LanguageModelSource = {
  /** The provider's name, as in `llm.provider` and under `providers` of the configuration. */
  readonly name: string;
  /** The plugin's secret that is the key, for messages: its name, and the environment variable that it declares. */
  readonly key?: { readonly secret: string; readonly env: string };
  /**
   * Makes the model for a request. All of its traffic goes through `context.fetch`, and its key comes from
   * `context.secret`, so that no message can tell it.
   */
  readonly create: (request: GenerateRequest, context: Context) => StreamingModel | Promise<StreamingModel>;
  /**
   * Changes a call before it is made, such as a default of this provider's own options, which stand in `providerOptions` by
   * the first part of the model's `provider`.
   */
  readonly adjust?: (options: LanguageModelV4CallOptions, config: JsonObject) => LanguageModelV4CallOptions;
  /** What this provider's errors say beyond their HTTP status. */
  readonly explain?: (refusal: Refusal) => Explanation;
};

/** Parts that come before a model has said anything. */
const PREAMBLE: ReadonlySet<string> = new Set([
  'stream-start',
  'response-metadata',
  'text-start',
  'reasoning-start',
  'raw',
]);

/** Longest answer, in characters: a provider that never stops must not fill the memory of a worker. */
const LONGEST_ANSWER = 10 * 1024 * 1024;

/**
 * Makes a provider's `generate` of any AI SDK model. Text streams as it comes; with an `outputSchema` the answer is one
 * object at the end. Nothing is retried here: failures say whether another attempt can help, and the engine decides.
 *
 * @example
 * providers: {
 *   acme: {
 *     models: { '*': { contextTokens: null, structuredOutput: true, tools: true } },
 *     generate: fromLanguageModel({
 *       name: 'acme',
 *       key: { secret: 'api_key', env: 'ACME_API_KEY' },
 *       create: async ({ model }, context) => {
 *         const { createAcme } = await import('acme-ai-sdk-provider');
 *         return createAcme({ apiKey: context.secret('api_key'), fetch: context.fetch })(model);
 *       },
 *     }),
 *   },
 * }
 */
export function fromLanguageModel(source: LanguageModelSource): Provider['generate'] {
  return async function* generate(request, context): AsyncGenerator<Part> {
    const confined = confine(context, source.name);
    const first = awaitFirstToken(context, source.name);
    try {
      yield* answer({ source, request, confined, first });
    } catch (error) {
      // An aborted call fails for no reason of its own.
      if (context.signal.aborted) throw context.signal.reason;
      throw failureOf(first.signal.aborted ? first.signal.reason : error, callOf({ source, request, confined }));
    } finally {
      first.end();
    }
  };
}

type Given = {
  readonly source: LanguageModelSource;
  readonly request: GenerateRequest;
  readonly confined: Confined;
};

type Asked = Given & { readonly first: FirstToken };

async function* answer({ source, request, confined: { context, quote }, first }: Asked): AsyncGenerator<Part> {
  const { signal } = first;
  const warn = (message: string): void => context.log.warn(message);
  const model = await unlessAborted(async () => source.create(request, context), signal);
  const [optionsKey = source.name] = model.provider.split('.');
  const { adjust = (options) => options } = source;
  const options = adjust(callOptionsOf(request, { signal, optionsKey }), context.config);
  first.begin();
  const { stream } = await unlessAborted(async () => model.doStream(options), signal);
  let text = '';
  let calls = 0;
  let thought = 0;
  const thoughts = openThoughts();
  let finish: Finish | undefined;
  for await (const part of partsOf(stream, signal)) {
    if (part.type === 'error') throw part.error;
    if (!PREAMBLE.has(part.type)) first.end();
    if (part.type === 'stream-start')
      part.warnings.forEach((each) => warn(quote(`${source.name}: ${warningText(each)}`)));
    if (part.type === 'finish') finish = part;
    if (part.type === 'tool-call') {
      calls += 1;
      yield toolCallOf(part, { provider: source.name, thoughts: thoughts.take() });
    }
    thought += thoughts.add(part);
    if (thought > LONGEST_ANSWER) throw tooLong(source.name);
    if (part.type !== 'text-delta' || part.delta === '') continue;
    text += part.delta;
    if (text.length > LONGEST_ANSWER) throw tooLong(source.name);
    if (request.outputSchema === undefined) yield { kind: 'text', text: part.delta };
  }
  yield* endOf({ provider: source.name, request, text, calls, finish, quote, warn });
}

/** The parts of a stream up to its finish. Abort ends it at once, whatever the model does about its signal. */
async function* partsOf(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  signal: AbortSignal,
): AsyncGenerator<LanguageModelV4StreamPart> {
  signal.throwIfAborted();
  const reader = stream.getReader();
  // To cancel ends a read that is under way; what the source makes of it is nobody's business any more.
  const cancel = (): void => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      yield value;
      if (value.type === 'finish') return;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

/** Waits for what may not listen to the signal itself. */
async function unlessAborted<T>(start: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([start(), aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function callOf({ source, request, confined: { context, quote } }: Given): Call {
  const { name, key, explain = () => ({}) } = source;
  // By the host's convention `NAME_env` of the configuration names another variable than the declared one.
  const named = key === undefined ? undefined : context.config[`${key.secret}_env`];
  const keyVariable = typeof named === 'string' && named !== '' ? named : key?.env;
  return { provider: name, model: request.model, keyVariable, quote, nowMs: context.now(), explain };
}

function warningText(warning: SharedV4Warning): string {
  if (warning.type === 'other') return warning.message;
  if (warning.type === 'deprecated') return `${warning.setting} is deprecated: ${warning.message}`;
  const details = warning.details === undefined ? '' : `: ${warning.details}`;
  return `${warning.feature} is ${warning.type === 'unsupported' ? 'not supported' : 'only imitated'}${details}`;
}

function tooLong(provider: string): TerminalError {
  return new TerminalError(`the answer of ${provider} is longer than ${LONGEST_ANSWER} characters`, {
    class: 'invalid_output',
    code: 'MODEL_ANSWER_INVALID',
  });
}
