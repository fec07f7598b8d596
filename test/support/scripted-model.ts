// A server on loopback that speaks `/v1/chat/completions` and answers what a script says, a step for each request. What it says is no model's.
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

/** An answer: its text, piece by piece; a call of a tool; or a status that is none. */
export type Step =
  | { readonly text: readonly string[] }
  | { readonly call: { readonly name: string; readonly input: object } }
  | { readonly status: number; readonly message: string };

export type ScriptedModel = {
  readonly url: string;
  /** Requests so far. */
  readonly asked: () => readonly {
    readonly key: string | undefined;
    readonly body: { readonly [name: string]: unknown };
  }[];
  readonly close: () => void;
};

const USAGE = { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52 };

export async function openScriptedModel(steps: readonly Step[]): Promise<ScriptedModel> {
  const asked: ReturnType<ScriptedModel['asked']>[number][] = [];
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const step = steps[asked.length];
      asked.push({
        key: request.headers.authorization,
        body: JSON.parse(text) as { readonly [name: string]: unknown },
      });
      answer(response, step ?? { status: 500, message: 'the script is over' });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: () => asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(response: ServerResponse, step: Step): void {
  if ('status' in step) {
    response.writeHead(step.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: step.message, type: 'server_error' } }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const delta of deltasOf(step)) response.write(chunk({ choices: [{ index: 0, delta, finish_reason: null }] }));
  const reason = 'call' in step ? 'tool_calls' : 'stop';
  response.write(chunk({ choices: [{ index: 0, delta: {}, finish_reason: reason }], usage: USAGE }));
  response.end('data: [DONE]\n\n');
}

function deltasOf(step: Exclude<Step, { readonly status: number }>): readonly object[] {
  if ('text' in step) return step.text.map((content) => ({ role: 'assistant', content }));
  const { name, input } = step.call;
  const call = { index: 0, id: 'call-1', type: 'function', function: { name, arguments: JSON.stringify(input) } };
  return [{ role: 'assistant', content: null, tool_calls: [call] }];
}

function chunk(fields: object): string {
  const data = { id: 'answer', object: 'chat.completion.chunk', created: 0, model: 'scripted', ...fields };
  return `data: ${JSON.stringify(data)}\n\n`;
}
