// OpenAI's two wires: /responses, and /chat/completions, which many other services speak. Answers are typed by OpenAI's client.
import { plugin } from '@configurable-agents/plugin-openai';
import type { Responses } from 'openai/resources/responses/responses';
import { chatWire, refusingKeyAndModel } from '../../ai-sdk/test/wire/chat-wire.ts';
import { eventOf, openFakeApi, replying } from '../../ai-sdk/test/wire/fake-api.ts';
import type { FakeApi, Recorded, Respond } from '../../ai-sdk/test/wire/fake-api.ts';
import type { Wire } from '../../ai-sdk/test/wire/wire.ts';

export const KEY = 'sk-fake-0123456789';
const MODEL = 'gpt-6-luna';

export type Event = Responses.ResponseStreamEvent;

/** Events as they are sent: numbered, and without `output_text`, which the client adds. */
export function encode(events: readonly Event[]): readonly string[] {
  return events.map((event, index) => {
    const sent = 'response' in event ? { ...event, response: { ...event.response, output_text: undefined } } : event;
    return eventOf({ ...sent, sequence_number: index }, event.type);
  });
}

const USAGE = {
  input_tokens: 90,
  input_tokens_details: { cached_tokens: 64, cache_write_tokens: 0 },
  output_tokens: 12,
  output_tokens_details: { reasoning_tokens: 7 },
  total_tokens: 102,
} satisfies Responses.ResponseUsage;

/** A response without what no test reads. */
export function responseOf(given: Partial<Responses.Response> = {}): Responses.Response {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_790_000_000,
    access_programs: null,
    status: 'completed',
    model: MODEL,
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: null,
    output: [],
    output_text: '',
    parallel_tool_calls: true,
    temperature: null,
    tool_choice: 'auto',
    tools: [],
    top_p: null,
    usage: USAGE,
    ...given,
  };
}

const unfinished = responseOf({ status: 'in_progress' });
delete unfinished.usage;

const OPENING: readonly Event[] = [
  { type: 'response.created', response: unfinished, sequence_number: 0 },
  { type: 'response.in_progress', response: unfinished, sequence_number: 0 },
];

const MESSAGE = { id: 'msg_1', type: 'message', role: 'assistant', status: 'in_progress', content: [] } as const;

const place = { item_id: 'msg_1', output_index: 0, content_index: 0, sequence_number: 0 } as const;

/** The beginning of an answer in text. */
function opened(texts: readonly string[]): readonly Event[] {
  return [
    ...OPENING,
    { type: 'response.output_item.added', item: { ...MESSAGE, content: [] }, output_index: 0, sequence_number: 0 },
    { type: 'response.content_part.added', part: { type: 'output_text', text: '', annotations: [] }, ...place },
    ...texts.map((delta): Event => ({ type: 'response.output_text.delta', delta, logprobs: [], ...place })),
  ];
}

export function saying(texts: readonly string[]): readonly Event[] {
  const part: Responses.ResponseOutputText = { type: 'output_text', text: texts.join(''), annotations: [] };
  const item: Responses.ResponseOutputMessage = { ...MESSAGE, status: 'completed', content: [part] };
  return [
    ...opened(texts),
    { type: 'response.output_text.done', text: part.text, logprobs: [], ...place },
    { type: 'response.content_part.done', part, ...place },
    { type: 'response.output_item.done', item, output_index: 0, sequence_number: 0 },
    { type: 'response.completed', response: responseOf({ output: [item] }), sequence_number: 0 },
  ];
}

/** What the model thought, then the call of a tool. */
export function calling(name: string, args: string): readonly Event[] {
  const thought: Responses.ResponseReasoningItem = {
    id: 'rs_1',
    type: 'reasoning',
    summary: [],
    encrypted_content: 'c2VhbGVk',
  };
  const call = { id: 'fc_1', call_id: 'call_1', type: 'function_call', name } as const;
  const begun: Responses.ResponseFunctionToolCall = { ...call, arguments: '', status: 'in_progress' };
  const done: Responses.ResponseFunctionToolCall = { ...call, arguments: args, status: 'completed' };
  return [
    ...OPENING,
    { type: 'response.output_item.added', item: thought, output_index: 0, sequence_number: 0 },
    { type: 'response.output_item.done', item: thought, output_index: 0, sequence_number: 0 },
    { type: 'response.output_item.added', item: begun, output_index: 1, sequence_number: 0 },
    {
      type: 'response.function_call_arguments.delta',
      delta: args,
      item_id: 'fc_1',
      output_index: 1,
      sequence_number: 0,
    },
    {
      type: 'response.function_call_arguments.done',
      arguments: args,
      item_id: 'fc_1',
      output_index: 1,
      sequence_number: 0,
    },
    { type: 'response.output_item.done', item: done, output_index: 1, sequence_number: 0 },
    { type: 'response.completed', response: responseOf({ output: [thought, done] }), sequence_number: 0 },
  ];
}

/** An answer that ended early, for this reason. */
export function ending(text: string, reason: 'max_output_tokens' | 'content_filter'): readonly Event[] {
  const response = responseOf({ status: 'incomplete', incomplete_details: { reason } });
  return [...opened([text]), { type: 'response.incomplete', response, sequence_number: 0 }];
}

/** An answer that the model refused to give. */
export function refusing(refusal: string): readonly Event[] {
  return [
    ...OPENING,
    { type: 'response.output_item.added', item: { ...MESSAGE, content: [] }, output_index: 0, sequence_number: 0 },
    { type: 'response.refusal.delta', delta: refusal, ...place },
    { type: 'response.refusal.done', refusal, ...place },
    { type: 'response.completed', response: responseOf(), sequence_number: 0 },
  ];
}

/** An answer that fails after it began: with some text, or before any. */
export function failing(
  error: NonNullable<Responses.Response['error']>,
  texts: readonly string[] = ['Half'],
): readonly Event[] {
  const response = responseOf({ status: 'failed', error });
  const begun = texts.length === 0 ? OPENING : opened(texts);
  return [...begun, { type: 'response.failed', response, sequence_number: 0 }];
}

const CHAT: Wire = chatWire({
  name: 'openai',
  provider: plugin.providers?.['openai'],
  model: MODEL,
  key: { value: KEY, variable: 'OPENAI_API_KEY' },
  config: { api: 'chat' },
});

const RESPONSES: Wire = {
  name: 'openai',
  provider: plugin.providers?.['openai'],
  model: MODEL,
  key: { value: KEY, variable: 'OPENAI_API_KEY' },
  open: () => openFakeApi((request) => refusingKeyAndModel({ key: KEY, model: MODEL })(request) ?? refuse(request)),
  saying: (...texts) => encode(saying(texts)),
  beginning: (text) => encode(opened([text])),
  calling: (name, args) => encode(calling(name, args)),
  cut: (text) => encode(ending(text, 'max_output_tokens')),
  filtered: encode(ending('The', 'content_filter')),
  garbled: ['data: {"type":"response.output_text.delta","delta":7}\n\n', 'data: {"type":"response.completed"}\n\n'],
  error: (message) => ({ error: { message, type: 'invalid_request_error', param: null, code: null } }),
  usage: { inputTokens: 90, outputTokens: 12 },
};

/** The API refuses input that is no list of items, and what it does not know. */
function refuse({ path, body }: Recorded): Respond | undefined {
  if (path === '/v1/responses' && Array.isArray(body['input']) && body['stream'] === true) return undefined;
  return replying(400, { error: { message: `no ${path}`, type: 'invalid_request_error', param: 'input', code: null } });
}

export const WIRES: { readonly responses: Wire; readonly chat: Wire } = { responses: RESPONSES, chat: CHAT };

export type { FakeApi, Recorded };
