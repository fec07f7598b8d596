// What is known of Gemini models, as of November 2026: https://ai.google.dev/gemini-api/docs/models
import type { ModelInfo } from '@configurable-agents/plugin-sdk';

/** An address of an image is taken for one of Google's own stores only. */
const SKILLS = { structuredOutput: true, tools: true, images: 'inline' } as const;

const MILLION_TOKENS: ModelInfo = { contextTokens: 1_048_576, ...SKILLS };

/** Models that the Gemini API serves. One that is not here works too: `*` claims no more than what all of them do. */
export const MODELS: { readonly [model: string]: ModelInfo } = {
  'gemini-4-argon': MILLION_TOKENS,
  'gemini-3.8-flash': MILLION_TOKENS,
  'gemini-3.7-flash': MILLION_TOKENS,
  'gemini-3.6-flash': MILLION_TOKENS,
  'gemini-3.5-flash': MILLION_TOKENS,
  'gemini-3.5-flash-lite': MILLION_TOKENS,
  'gemini-3.1-pro-preview': MILLION_TOKENS,
  'gemini-2.5-pro': MILLION_TOKENS,
  'gemini-2.5-flash': MILLION_TOKENS,
  'gemini-2.5-flash-lite': MILLION_TOKENS,
  '*': { contextTokens: null, ...SKILLS },
};

/** Generations that Google has shut down: 1.0, 1.5 and 2.0. `gemini-pro-latest` is an alias of today's. */
const RETIRED = /^(?:models\/)?gemini-(?:1\.|2\.0-|pro$|pro-vision$)/;

/** Whether a model is gone for good, and not only misspelt. */
export function isRetired(model: string): boolean {
  return RETIRED.test(model);
}

/** A model to name where one is looked for: it is served and no end of it is announced. */
export const CURRENT_MODEL = 'gemini-3.8-flash';

/**
 * Whether a text can be the name of a model: `gemini-…`, `models/…` or `tunedModels/…`. Another one would choose the path of
 * a request that carries the key.
 */
export function isModelName(text: string): boolean {
  return /^(?:[A-Za-z]+\/)?[A-Za-z0-9][\w.@-]*$/.test(text);
}
