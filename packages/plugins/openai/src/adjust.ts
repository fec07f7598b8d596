// What a call of OpenAI's API needs beside what the workflow says. Pure.
import { strictly } from '@configurable-agents/plugin-ai-sdk';
import type { LanguageModelSource } from '@configurable-agents/plugin-ai-sdk';

/**
 * Nothing is kept by OpenAI, no summary of the model's thoughts is asked for, since nobody reads it, and a schema is strict where
 * strict mode takes it. What `llm.options` says goes before.
 */
export const adjust: NonNullable<LanguageModelSource['adjust']> = (options) => {
  const strict = strictly(options, 'openai');
  const openai = { store: false, reasoningSummary: null, ...strict.providerOptions?.['openai'] };
  return { ...strict, providerOptions: { ...strict.providerOptions, openai } };
};
