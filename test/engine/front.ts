// A server on loopback that speaks the wire of /chat/completions, as OpenAI and Ollama do, with the real engine behind it.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import { PluginError } from '@configurable-agents/plugin-sdk';
import { engineSchema } from '../../packages/plugins/local/src/engine-schema.ts';
import type { EngineProcess } from '../../packages/plugins/local/src/process.ts';
import type { Job, Report, Turn } from '../../packages/plugins/local/src/protocol.ts';

/** The one model of the front. */
export const MODEL = 'tiny';

export type Counted = { readonly inputTokens: number; readonly outputTokens: number };

export type Front = {
  /** Of the API, with `/v1`. */
  readonly url: string;
  /** What the engine counted for each answer that came to its end. */
  readonly counted: () => readonly Counted[];
  /** Requests whose client went away before the answer was whole. */
  readonly left: () => number;
  readonly close: () => void;
};

type Engine = Pick<Job, 'file' | 'contextTokens' | 'threads' | 'engineDir'> & { readonly process: EngineProcess };

type End = Extract<Report, { readonly kind: 'end' }>;

export async function openFront(engine: Engine): Promise<Front> {
  const counted: Counted[] = [];
  let left = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      return refuse(response, 404, { message: `there is no ${request.url}`, code: null });
    }
    const asked = (await readJson(request)) as ChatCompletionCreateParams;
    if (asked.model !== MODEL) {
      return refuse(response, 404, { message: `model "${asked.model}" not found`, code: 'model_not_found' });
    }
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort(new Error('the client has left'));
    });
    try {
      const end = await answer(engine.process.ask(jobOf(asked, engine), gone.signal), { asked, response });
      counted.push({ inputTokens: end.inputTokens, outputTokens: end.outputTokens });
    } catch (error) {
      if (gone.signal.aborted) left += 1;
      else if (error instanceof PluginError && error.code === 'MODEL_CONTEXT_EXCEEDED') {
        refuse(response, 400, { message: 'the prompt does not fit the context', code: 'context_length_exceeded' });
      } else refuse(response, 500, { message: String(error), code: null });
    }
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    counted: () => counted,
    left: () => left,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function jobOf(asked: ChatCompletionCreateParams, { process: _process, ...engine }: Engine): Job {
  const { temperature, top_p: topP, seed, stop, max_tokens: most, max_completion_tokens: mostNow } = asked;
  const maxTokens = mostNow ?? most;
  const format = asked.response_format;
  return {
    ...engine,
    model: asked.model,
    turns: asked.messages.map(turnOf),
    sampling: {
      ...(typeof temperature === 'number' ? { temperature } : {}),
      ...(typeof topP === 'number' ? { topP } : {}),
      ...(typeof seed === 'number' ? { seed } : {}),
    },
    ...(typeof maxTokens === 'number' ? { maxTokens } : {}),
    stop: typeof stop === 'string' ? [stop] : (stop ?? []),
    ...(format?.type === 'json_schema' ? { schema: engineSchema(format.json_schema.schema ?? true) } : {}),
  };
}

function turnOf({ role, content }: ChatCompletionCreateParams['messages'][number]): Turn {
  const parts =
    typeof content === 'string' ? [content] : (content ?? []).map((part) => ('text' in part ? part.text : ''));
  const text = parts.join('\n');
  if (role === 'assistant') return { type: 'model', response: [text] };
  return { type: role === 'system' || role === 'developer' ? 'system' : 'user', text };
}

type To = { readonly asked: ChatCompletionCreateParams; readonly response: ServerResponse };

async function answer(reports: ReturnType<EngineProcess['ask']>, to: To): Promise<End> {
  let text = '';
  for await (const report of reports) {
    if (report.kind === 'end') {
      finish(to, { text, end: report });
      return report;
    }
    text += report.text;
    if (to.asked.stream === true)
      say(to, { choices: [{ index: 0, delta: { content: report.text }, finish_reason: null }] });
  }
  throw new Error('the engine ended without an end');
}

function finish(to: To, { text, end }: { readonly text: string; readonly end: End }): void {
  const { asked, response } = to;
  const { inputTokens, outputTokens, reason } = end;
  const usage = {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  };
  if (asked.stream === true) {
    say(to, { choices: [{ index: 0, delta: {}, finish_reason: reason }] });
    if (asked.stream_options?.include_usage === true) say(to, { choices: [], usage });
    response.end('data: [DONE]\n\n');
    return;
  }
  const message = { role: 'assistant', content: text, refusal: null } as const;
  const whole: ChatCompletion = {
    ...named(asked),
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: reason, logprobs: null }],
    usage,
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole));
}

function say({ asked, response }: To, said: Pick<ChatCompletionChunk, 'choices' | 'usage'>): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunk: ChatCompletionChunk = { ...named(asked), object: 'chat.completion.chunk', ...said };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

function named({ model }: ChatCompletionCreateParams): Pick<ChatCompletion, 'id' | 'created' | 'model'> {
  return { id: 'chatcmpl-1', created: 1_790_000_000, model };
}

function refuse(
  response: ServerResponse,
  status: number,
  error: { readonly message: string; readonly code: string | null },
): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { ...error, type: 'invalid_request_error', param: null } }));
}
