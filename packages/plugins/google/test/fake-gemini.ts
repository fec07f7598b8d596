// The Gemini API on loopback, as far as text and structured output go: it takes what the real one takes, and answers what a
// test tells it to. Its answers are typed by Google's own client.
import { BlockedReason, FinishReason } from '@google/genai';
import type { GenerateContentResponse } from '@google/genai';
import { openEvents, openFakeApi } from '../../ai-sdk/test/wire/fake-api.ts';
import type { FakeApi, Recorded, Respond } from '../../ai-sdk/test/wire/fake-api.ts';

export type { FakeApi as FakeGemini, Recorded, Respond } from '../../ai-sdk/test/wire/fake-api.ts';

export const KEY = 'AIza-fake-0123456789';

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

/** Starts the fake on a free port. A call without the right key, or of a model other than `gemini-3.8-flash`, is refused. */
export async function openFakeGemini(): Promise<FakeApi> {
  const fake = await openFakeApi(({ path, headers, body }) => {
    const [, model] = CALL.exec(path) ?? [];
    if (headers['x-goog-api-key'] !== KEY) return failing(INVALID_KEY);
    if (model !== 'gemini-3.8-flash') return failing(notFound(String(model)));
    return isRequest(body) ? undefined : failing(INVALID_REQUEST);
  });
  fake.answerWith(streaming(saying('Hello from Gemini')));
  return fake;
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
export function saying(...texts: readonly string[]): readonly Answer[] {
  return texts.map((text, index) =>
    index < texts.length - 1 ? chunk(text) : { ...chunk(text, FinishReason.STOP), usageMetadata: USAGE },
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
    modelVersion: 'gemini-3.8-flash',
    responseId: 'r-1',
  } satisfies Answer;
}

/** An answer that calls a tool. */
export function calling(name: string, args: { readonly [name: string]: unknown }): readonly Answer[] {
  const [last] = saying('');
  const content = { role: 'model', parts: [{ functionCall: { name, args }, thoughtSignature: 'c2lnbmF0dXJl' }] };
  return [{ ...last, candidates: [{ index: 0, content, finishReason: FinishReason.STOP }] }];
}

export const BLOCKED = {
  promptFeedback: { blockReason: BlockedReason.PROHIBITED_CONTENT },
  usageMetadata: { promptTokenCount: 9, totalTokenCount: 9 },
} satisfies Answer;

const encode = (data: string): string => `data: ${data}\r\n\r\n`;

/** Answers as events, or, for a call that does not stream, as one body. */
export function streaming(answers: readonly Answer[]): Respond {
  return (response, request) => {
    if (request.url?.includes(':generateContent') === true) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers.at(-1)));
      return;
    }
    openEvents(response).end(answers.map((answer) => encode(JSON.stringify(answer))).join(''));
  };
}

export function failing(error: ErrorBody, headers: { readonly [name: string]: string } = {}): Respond {
  return (response) =>
    response
      .writeHead(error.code, { 'content-type': 'application/json; charset=UTF-8', ...headers })
      .end(JSON.stringify({ error }));
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

/** The first chunks of an answer, then nothing more: the connection breaks. */
export function cutting(answers: readonly Answer[]): Respond {
  return (response) =>
    openEvents(response).write(answers.map((answer) => encode(JSON.stringify(answer))).join(''), () =>
      response.destroy(),
    );
}

/** The first chunks of an answer, then silence. Without any, not even the status is sent. */
export function hanging(answers: readonly Answer[]): Respond {
  return (response) => {
    if (answers.length > 0) openEvents(response).write(answers.map((each) => encode(JSON.stringify(each))).join(''));
  };
}

/** Events with this text in the place of JSON. */
export function garbling(text: string): Respond {
  return (response) => openEvents(response).end(encode(JSON.stringify(chunk('Half'))) + encode(text));
}

/** An error inside of a stream that began well. */
export function erring(error: ErrorBody): Respond {
  return (response) =>
    openEvents(response).end(encode(JSON.stringify(chunk('Half'))) + encode(JSON.stringify({ error })));
}
