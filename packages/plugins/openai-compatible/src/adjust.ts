// What a call of an imitation of OpenAI's API needs beside what the workflow says. Pure.
import { strictly } from '@configurable-agents/plugin-ai-sdk';
import type { LanguageModelSource } from '@configurable-agents/plugin-ai-sdk';

/** The name under which the AI SDK's package finds the options of this provider. */
export const OPTIONS_KEY = 'openaiCompatible';

/**
 * A schema is strict where strict mode takes it. For a server that knows no schemas (`structured_output: json`) it stands in the
 * system prompt instead, and the server makes sure of JSON only.
 */
export const adjust: NonNullable<LanguageModelSource['adjust']> = (options, config) => {
  const { responseFormat, prompt } = options;
  if (config['structured_output'] !== 'json') return strictly(options, OPTIONS_KEY);
  if (responseFormat?.type !== 'json' || responseFormat.schema === undefined) return options;
  const words = `Answer with JSON that satisfies this JSON Schema, and with nothing else:\n${JSON.stringify(responseFormat.schema)}`;
  const [first, ...rest] = prompt;
  const system = {
    role: 'system',
    content: first?.role === 'system' ? `${first.content}\n\n${words}` : words,
  } as const;
  return {
    ...options,
    responseFormat: { type: 'json' },
    prompt: [system, ...(first?.role === 'system' ? rest : prompt)],
  };
};
