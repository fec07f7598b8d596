// The wire of /chat/completions, which OpenAI and many others speak: with a switch for what the imitations leave out.
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { eventOf, openFakeApi, replying } from './fake-api.ts';
import type { Recorded, Respond } from './fake-api.ts';
import type { Wire } from './wire.ts';

export const CHAT_USAGE = {
  prompt_tokens: 90,
  completion_tokens: 12,
  total_tokens: 102,
  prompt_tokens_details: { cached_tokens: 64 },
  completion_tokens_details: { reasoning_tokens: 7 },
} satisfies ChatCompletionChunk['usage'];

type Choice = ChatCompletionChunk['choices'][number];

export function chunkOf(
  delta: Choice['delta'],
  { model = 'any', reason = null }: { readonly model?: string; readonly reason?: Choice['finish_reason'] } = {},
): ChatCompletionChunk {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    model,
    choices: [{ index: 0, delta, finish_reason: reason }],
  };
}

/** The last chunk: no choices, and what was used. */
export function usageChunk(usage: ChatCompletionChunk['usage'] = CHAT_USAGE): ChatCompletionChunk {
  return { ...chunkOf({}), choices: [], usage };
}

export const DONE = 'data: [DONE]\n\n';

/** Events of chunks that end with this reason. */
export function endingChat(deltas: readonly Choice['delta'][], reason: Choice['finish_reason']): readonly string[] {
  const chunks = [chunkOf({ role: 'assistant', content: '' }), ...deltas.map((delta) => chunkOf(delta))];
  return [...[...chunks, chunkOf({}, { reason }), usageChunk()].map((chunk) => eventOf(chunk)), DONE];
}

const textDeltas = (texts: readonly string[]): readonly Choice['delta'][] => texts.map((content) => ({ content }));

export function callingChat(name: string, args: string): readonly string[] {
  // Arguments come in pieces.
  const half = Math.ceil(args.length / 2);
  return endingChat(
    [
      { tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name, arguments: '' } }] },
      { tool_calls: [{ index: 0, function: { arguments: args.slice(0, half) } }] },
      { tool_calls: [{ index: 0, function: { arguments: args.slice(half) } }] },
    ],
    'tool_calls',
  );
}

/** An error of OpenAI's shape. */
export function openAiError(message: string, code: string | null = null, type = 'invalid_request_error'): unknown {
  return { error: { message, type, param: null, code } };
}

/** What OpenAI's API refuses: a wrong key, a model that there is not. */
export function refusingKeyAndModel(served: {
  readonly key?: string | undefined;
  readonly model: string;
}): (request: Recorded) => Respond | undefined {
  return ({ headers, body }) => {
    if (served.key !== undefined && headers.authorization !== `Bearer ${served.key}`) {
      const found = String(headers.authorization).replace(/^Bearer (.{8}).*$/, '$1***');
      const message = `Incorrect API key provided: ${found}. You can find your API key at https://platform.openai.com.`;
      return replying(401, openAiError(message, 'invalid_api_key'));
    }
    const { model } = body;
    if (model === served.model) return undefined;
    const message = `The model \`${String(model)}\` does not exist or you do not have access to it.`;
    return replying(404, openAiError(message, 'model_not_found'));
  };
}

/** A request as OpenAI's API takes it. */
function refuse({ path, body }: Recorded): Respond | undefined {
  if (path === '/v1/chat/completions' && Array.isArray(body['messages'])) return undefined;
  return replying(400, openAiError(`no ${path}`));
}

type Served = Pick<Wire, 'name' | 'provider' | 'model' | 'key' | 'config'>;

/** The wire of a provider that speaks chat completions. */
export function chatWire(served: Served): Wire {
  const { model, key } = served;
  return {
    ...served,
    open: () => openFakeApi((request) => refusingKeyAndModel({ model, key: key?.value })(request) ?? refuse(request)),
    saying: (...texts) => endingChat(textDeltas(texts), 'stop'),
    beginning: (text) =>
      [chunkOf({ role: 'assistant', content: '' }), chunkOf({ content: text })].map((each) => eventOf(each)),
    calling: callingChat,
    cut: (text) => endingChat(textDeltas([text]), 'length'),
    filtered: endingChat(textDeltas(['The']), 'content_filter'),
    garbled: ['data: {"choices":7}\n\n', 'data: null\n\n'],
    error: (message) => openAiError(message),
    usage: { inputTokens: 90, outputTokens: 12 },
  };
}
