// A provider that says what it is told to, and counts tokens as badly as any vendor may: one for each byte that it reads, one for 128 that
// it writes.
import { definePlugin, RetryableError } from '@configurable-agents/plugin-sdk';
import type { GenerateRequest, JsonObject, Plugin } from '@configurable-agents/plugin-sdk';

type Script = {
  /** Attempts that fail before one does not. */
  readonly fail?: number;
  /** Answers of an attempt that break the schema. */
  readonly wrong?: number;
  /** What a long answer is made of; absent: it is short. */
  readonly long?: string;
};

const TOKEN_BYTES = 128;

/** What a vendor puts around a conversation. */
const AROUND = 200;

export const plugin: Plugin = definePlugin({
  name: 'talker',
  version: '0.1.0',
  sdk: '^1',
  providers: {
    talker: {
      models: { '*': { contextTokens: null, structuredOutput: true, tools: false } },
      async *generate(request, { attempt }) {
        const { max_tokens: most = 0, options } = request.parameters as JsonObject & { readonly max_tokens?: number };
        const { fail = 0, wrong = 0, long } = (options ?? {}) as Script;
        const isWrong = request.messages.filter(({ role }) => role === 'assistant').length < wrong;
        const length = long === undefined ? 1 : most;
        const text = (long ?? 'a').repeat(length * TOKEN_BYTES);
        if (request.outputSchema === undefined) yield { kind: 'text', text };
        else if (isWrong) yield { kind: 'text', text: `{"${'w'.repeat(Math.max(1, length * TOKEN_BYTES - 10))}":1}` };
        else yield { kind: 'object', value: { topic: long === undefined ? '' : 'ä'.repeat(20), list: ['a', 'b'] } };
        yield { kind: 'usage', inputTokens: read(request), outputTokens: length, cacheWriteTokens: 0, costUsd: null };
        if (attempt <= fail) throw new RetryableError('not yet', { class: 'unavailable' });
      },
    },
  },
});

function read({ system = '', messages, outputSchema }: GenerateRequest): number {
  const turns = messages.map(({ content }) => content);
  const schema = outputSchema === undefined ? '' : JSON.stringify(outputSchema, undefined, 1);
  return AROUND + [system, ...turns, schema].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
