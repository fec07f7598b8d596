// Provider `echo`: answers every LLM node without a network, always the same, and says so in its text.
import { setTimeout as sleep } from 'node:timers/promises';
import { definePlugin, RetryableError } from '@configurable-agents/plugin-sdk';
import type { GenerateRequest, Json, JsonObject, Part, Plugin, ToolOffer } from '@configurable-agents/plugin-sdk';
import { smallestValue } from './smallest.ts';

/** The plugin `echo`. */
export const plugin: Plugin = definePlugin({
  name: 'echo',
  version: '0.1.0',
  sdk: '^1',
  providers: {
    echo: {
      description: 'Deterministic answers without a network: the prompt, or the smallest value that fits the schema.',
      models: { '*': { contextTokens: null, structuredOutput: true, tools: true } },
      async *generate(request, { signal }) {
        const delay = delayOf(request.parameters);
        if (delay > 0) await sleep(delay, undefined, { signal });
        const prompt = request.messages.findLast(({ role }) => role === 'user')?.content ?? '';
        const answer = limited(answerOf(request, prompt), request.parameters['max_tokens']);
        yield answer;
        const text = answer.kind === 'text' ? answer.text : JSON.stringify(saidBy(answer));
        yield { kind: 'usage', inputTokens: countTokens(prompt), outputTokens: countTokens(text), costUsd: 0 };
      },
    },
  },
});

function saidBy(answer: Part): Json {
  if (answer.kind === 'object') return answer.value;
  return answer.kind === 'tool_call' ? answer.input : '';
}

function answerOf(request: GenerateRequest, prompt: string): Part {
  const wanted = wantedTool(request);
  if (wanted !== undefined) {
    const { name, input } = wanted;
    return { kind: 'tool_call', id: 'echo-1', name, input: smallestValue(input, { hints: request.state }) };
  }
  if (request.outputSchema === undefined) return { kind: 'text', text: `[echo] ${prompt}` };
  return { kind: 'object', value: smallestValue(request.outputSchema, { hints: request.state }) };
}

/** Nobody thought about its arguments, so a tool is called only where the node says that one must be. */
function wantedTool({ tools = [], toolChoice = 'auto' }: GenerateRequest): ToolOffer | undefined {
  if (toolChoice === 'required') return tools[0];
  return typeof toolChoice === 'object' ? tools.find(({ name }) => name === toolChoice.name) : undefined;
}

/** As models do: a text ends at `max_tokens`, and an object that does not fit is none. */
function limited(answer: Part, most: Json | undefined): Part {
  if (typeof most !== 'number') return answer;
  if (answer.kind === 'text') return { kind: 'text', text: firstBytes(answer.text, most * TOKEN_BYTES) };
  if (answer.kind !== 'object' || countTokens(JSON.stringify(answer.value)) <= most) return answer;
  throw new RetryableError(`the answer of echo was cut at \`llm.max_tokens\` (${most}); raise it`, {
    class: 'invalid_output',
    code: 'MODEL_ANSWER_CUT',
  });
}

/** The whole characters within so many bytes of UTF-8. */
function firstBytes(text: string, most: number): string {
  // What is left of a character that was cut is no part of the text.
  return new TextDecoder().decode(Buffer.from(text).subarray(0, most), { stream: true });
}

const TOKEN_BYTES = 4;

/** Tokens by a stated approximation: one for every four bytes of UTF-8, rounded up. */
export function countTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text, 'utf8') / TOKEN_BYTES);
}

/** `llm.options.delay_ms`: how long an answer takes, in milliseconds. For demonstrations and tests. */
function delayOf(parameters: JsonObject): number {
  const options = parameters['options'];
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return 0;
  const delay = (options as JsonObject)['delay_ms'];
  return typeof delay === 'number' ? delay : 0;
}
