// The wire of Gemini, as far as text, structured output and tools go. Answers are typed by Google's own client.
import { BlockedReason, FinishReason } from '@google/genai';
import type { GenerateContentResponse } from '@google/genai';
import { plugin } from '@configurable-agents/plugin-google';
import { eventOf, openFakeApi, replying } from '../../ai-sdk/test/wire/fake-api.ts';
import type { Recorded, Respond } from '../../ai-sdk/test/wire/fake-api.ts';
import type { Wire } from '../../ai-sdk/test/wire/wire.ts';

export const KEY = 'AIza-fake-0123456789';
export const MODEL = 'gemini-3.8-flash';

/** The data of a response; the client's class adds getters over it. */
export type Answer = Pick<
  GenerateContentResponse,
  'candidates' | 'promptFeedback' | 'usageMetadata' | 'modelVersion' | 'responseId'
>;

type ErrorBody = {
  readonly code: number;
  readonly message: string;
  readonly status: string;
  readonly details?: readonly { readonly [key: string]: unknown }[];
};

const CALL = /^\/v1beta\/models\/([\w.-]+):(streamGenerateContent|generateContent)$/;

/** A call without the right key, or of another model, is refused. */
function refuse({ path, headers, body }: Recorded): Respond | undefined {
  const [, model] = CALL.exec(path) ?? [];
  if (headers['x-goog-api-key'] !== KEY) return failing(INVALID_KEY);
  if (model !== MODEL) return failing(notFound(String(model)));
  return isRequest(body) ? undefined : failing(INVALID_REQUEST);
}

type Turn = { readonly role: string; readonly parts: readonly { readonly text?: string }[] };

/** The real one refuses contents without parts, and roles other than these. */
function isRequest({ contents }: Recorded['body']): boolean {
  if (!Array.isArray(contents)) return false;
  return (contents as readonly Turn[]).every(
    ({ role, parts }) => ['user', 'model'].includes(role) && parts.every(({ text }) => text !== ''),
  );
}

const USAGE = { promptTokenCount: 9, candidatesTokenCount: 5, totalTokenCount: 21, thoughtsTokenCount: 7 } as const;

/** Chunks of an answer: one for each text, the last with the reason and the usage. */
export function saying(...texts: readonly string[]): readonly string[] {
  return texts.map((text, index) =>
    eventOf(index < texts.length - 1 ? chunk(text) : { ...chunk(text, FinishReason.STOP), usageMetadata: USAGE }),
  );
}

export function chunk(text: string, finishReason?: FinishReason): Answer {
  return {
    candidates: [
      {
        index: 0,
        content: { role: 'model', parts: [{ text }] },
        ...(finishReason === undefined ? {} : { finishReason }),
      },
    ],
    modelVersion: MODEL,
    responseId: 'r-1',
  } satisfies Answer;
}

/** Arguments are an object of the event itself: those that are no JSON break it. */
function calling(name: string, args: string): readonly string[] {
  const place = '"the arguments"';
  const content = { role: 'model', parts: [{ functionCall: { name, args: place }, thoughtSignature: 'c2lnbmF0dXJl' }] };
  const called = { candidates: [{ index: 0, content, finishReason: FinishReason.STOP }], usageMetadata: USAGE };
  return [eventOf(called).replace(JSON.stringify(place), args)];
}

export const BLOCKED = {
  promptFeedback: { blockReason: BlockedReason.PROHIBITED_CONTENT },
  usageMetadata: { promptTokenCount: 9, totalTokenCount: 9 },
} satisfies Answer;

export function failing(error: ErrorBody, headers: { readonly [name: string]: string } = {}): Respond {
  return replying(error.code, { error }, headers);
}

export const INVALID_KEY: ErrorBody = {
  code: 400,
  message: 'API key not valid. Please pass a valid API key.',
  status: 'INVALID_ARGUMENT',
  details: [
    { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' },
  ],
};

const INVALID_REQUEST: ErrorBody = { code: 400, message: 'contents is not specified', status: 'INVALID_ARGUMENT' };

function notFound(model: string): ErrorBody {
  const message = `models/${model} is not found for API version v1beta, or is not supported for generateContent.`;
  return { code: 404, message, status: 'NOT_FOUND' };
}

export const WIRE: Wire = {
  name: 'google',
  provider: plugin.providers?.['google'],
  model: MODEL,
  key: { value: KEY, variable: 'GOOGLE_API_KEY' },
  open: () => openFakeApi(refuse),
  saying,
  beginning: (text) => [eventOf(chunk(text))],
  calling,
  cut: (text) => [eventOf(chunk(text, FinishReason.MAX_TOKENS))],
  filtered: [eventOf(chunk('The')), eventOf(chunk('', FinishReason.SAFETY))],
  garbled: ['data: {"candidates":7}\n\n', 'data: null\n\n'],
  error: (message, status) => ({ error: { code: status, message, status: 'ANY' } }),
  usage: { inputTokens: 9, outputTokens: 12 },
};
