// What a call of OpenAI's API needs beside what the workflow says. Pure.
import type { LanguageModelSource } from '@configurable-agents/plugin-ai-sdk';
import { strictSchema } from './strict.ts';

type CallOptions = Parameters<NonNullable<LanguageModelSource['adjust']>>[0];

/**
 * Nothing is kept by OpenAI, no summary of the model's thoughts is asked for, since nobody reads it, and a schema is strict where
 * strict mode takes it. What `llm.options` says goes before.
 */
export function adjust(options: CallOptions): CallOptions {
  const own = options.providerOptions?.['openai'] ?? {};
  const { responseFormat } = options;
  const asked = responseFormat?.type === 'json' ? responseFormat.schema : undefined;
  const isChosen = own['strictJsonSchema'] !== undefined;
  const strict = asked === undefined || isChosen ? undefined : strictSchema(asked);
  return {
    ...options,
    // What is closed by strictSchema is a schema still.
    ...(strict === undefined ? {} : { responseFormat: { type: 'json', schema: strict as typeof asked } }),
    providerOptions: {
      ...options.providerOptions,
      openai: { store: false, reasoningSummary: null, strictJsonSchema: strict !== undefined, ...own },
    },
  };
}
