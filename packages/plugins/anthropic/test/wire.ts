// Anthropic's wire, /messages. Answers are typed by Anthropic's own client.
import type { Message, RawMessageStreamEvent, StopReason, Usage } from '@anthropic-ai/sdk/resources/messages';
import { plugin } from '@configurable-agents/plugin-anthropic';
import { eventOf, openFakeApi, replying } from '../../ai-sdk/test/wire/fake-api.ts';
import type { Recorded, Respond } from '../../ai-sdk/test/wire/fake-api.ts';
import type { Wire } from '../../ai-sdk/test/wire/wire.ts';

export const KEY = 'sk-ant-fake-0123456789';
export const MODEL = 'claude-haiku-4-5';

type Event = RawMessageStreamEvent;

/** Input tokens that were cached are not among `input_tokens`. */
const USAGE = {
  input_tokens: 6,
  cache_read_input_tokens: 64,
  cache_creation_input_tokens: 20,
  cache_creation: null,
  output_tokens: 1,
  output_tokens_details: null,
  inference_geo: null,
  server_tool_use: null,
  service_tier: 'standard',
  speed: null,
} satisfies Usage;

const START: Event = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: MODEL,
    content: [],
    container: null,
    diagnostics: null,
    stop_details: null,
    stop_reason: null,
    stop_sequence: null,
    usage: USAGE,
  } satisfies Message,
};

/** The events of a block of text. */
function blockOf(texts: readonly string[]): readonly Event[] {
  return [
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '', citations: null } },
    ...texts.map((text): Event => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })),
  ];
}

const STOP: Event = { type: 'content_block_stop', index: 0 };

function endOf(reason: StopReason): readonly Event[] {
  return [
    {
      type: 'message_delta',
      delta: { stop_reason: reason, stop_sequence: null, stop_details: null, container: null },
      usage: {
        input_tokens: 6,
        cache_read_input_tokens: 64,
        cache_creation_input_tokens: 20,
        output_tokens: 12,
        output_tokens_details: { thinking_tokens: 7 },
        server_tool_use: null,
      },
    },
    { type: 'message_stop' },
  ];
}

/** What the model thought, before what it says. */
export const THOUGHT: readonly Event[] = [
  { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hmm.' } as never },
  { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'c2lnbmF0dXJl' } },
  STOP,
];

/** Events as they are sent, with the ping that comes after the first. */
export function encode([first, ...rest]: readonly Event[]): readonly string[] {
  const events = [...(first === undefined ? [] : [first]), { type: 'ping' as const }, ...rest];
  return events.map((event) => eventOf(event, event.type));
}

export function ending(texts: readonly string[], reason: StopReason): readonly string[] {
  return encode([START, ...blockOf(texts), STOP, ...endOf(reason)]);
}

export function calling(name: string, args: string, thoughts: readonly Event[] = []): readonly string[] {
  const half = Math.ceil(args.length / 2);
  const index = thoughts.length === 0 ? 0 : 1;
  const piece = (json: string): Event => ({
    type: 'content_block_delta',
    index,
    delta: { type: 'input_json_delta', partial_json: json },
  });
  return encode([
    START,
    ...thoughts,
    {
      type: 'content_block_start',
      index,
      content_block: { type: 'tool_use', id: 'toolu_1', name, input: {}, caller: { type: 'direct' } },
    },
    piece(''),
    piece(args.slice(0, half)),
    piece(args.slice(half)),
    { type: 'content_block_stop', index },
    ...endOf('tool_use'),
  ]);
}

/** An error as the API sends it, as a body or inside of a stream. */
export function errorOf(type: string, message: string, details: object = {}): unknown {
  return { type: 'error', error: { type, message, ...details }, request_id: 'req_1' };
}

/** Of the API: the AI SDK's package names the first, Anthropic's own client the second. */
const VERSIONS: readonly string[] = ['2023-06-01', '2026-10-21'];

const TYPES: { readonly [status: number]: string } = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

/** The key, which may come in either of two headers: the AI SDK's package and Anthropic's own client differ in it. */
export function keyIn(headers: Recorded['headers']): string | undefined {
  return headers['x-api-key']?.toString() ?? headers.authorization?.replace(/^Bearer /, '');
}

/** What the API does not take: a wrong key, a model that there is not, a request without what it must have. */
function refuse({ path, headers, body }: Recorded): Respond | undefined {
  if (keyIn(headers) !== KEY) return replying(401, errorOf('authentication_error', 'invalid x-api-key'));
  if (body['model'] !== MODEL) return replying(404, errorOf('not_found_error', `model: ${String(body['model'])}`));
  const isRequest =
    path === '/v1/messages' &&
    VERSIONS.includes(String(headers['anthropic-version'])) &&
    Number.isInteger(body['max_tokens']) &&
    Array.isArray(body['messages']);
  return isRequest ? undefined : replying(400, errorOf('invalid_request_error', `no ${path}`));
}

export const WIRE: Wire = {
  name: 'anthropic',
  provider: plugin.providers?.['anthropic'],
  model: MODEL,
  key: { value: KEY, variable: 'ANTHROPIC_API_KEY' },
  open: () => openFakeApi(refuse),
  saying: (...texts) => ending(texts, 'end_turn'),
  beginning: (text) => encode([START, ...blockOf([text])]),
  calling: (name, args) => calling(name, args),
  cut: (text) => ending([text], 'max_tokens'),
  filtered: ending(['The'], 'refusal'),
  garbled: ['data: {"type":"content_block_delta","index":"x"}\n\n', 'data: null\n\n'],
  error: (message, status) => errorOf(TYPES[status] ?? (status < 500 ? 'invalid_request_error' : 'api_error'), message),
  usage: { inputTokens: 90, outputTokens: 12 },
};
