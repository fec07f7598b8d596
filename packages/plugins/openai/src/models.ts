// What is known of OpenAI's models, as of November 2026: https://developers.openai.com/api/docs/models
import type { ModelInfo } from '@configurable-agents/plugin-sdk';

const SKILLS = { structuredOutput: true, tools: true, images: true } as const;

const model = (contextTokens: number): ModelInfo => ({ contextTokens, ...SKILLS });

/** Models that the API serves. One that is not here works too: `*` claims no more than what all of them do. */
export const MODELS: { readonly [model: string]: ModelInfo } = {
  'gpt-6-astra': model(1_050_000),
  'gpt-6-sol': model(1_050_000),
  'gpt-6-luna': model(1_050_000),
  'gpt-5.6-sol': model(1_050_000),
  'gpt-5.6-terra': model(1_050_000),
  'gpt-5.6-luna': model(1_050_000),
  'gpt-5.4': model(1_050_000),
  'gpt-5.4-mini': model(400_000),
  'gpt-5.4-nano': model(400_000),
  'gpt-5.2': model(400_000),
  'gpt-5.1': model(400_000),
  'gpt-5': model(400_000),
  'gpt-5-mini': model(400_000),
  'gpt-5-nano': model(400_000),
  'gpt-4.1': model(1_047_576),
  'gpt-4.1-mini': model(1_047_576),
  'gpt-4o': model(128_000),
  'gpt-4o-mini': model(128_000),
  '*': { contextTokens: null, ...SKILLS },
};

/** Generations that OpenAI has shut down, with their dated versions: https://developers.openai.com/api/docs/deprecations */
const RETIRED =
  /^(?:gpt-3\.5-turbo|gpt-4(?:-turbo|-32k)?|gpt-4\.1-nano|gpt-4o-2024-05-13|chatgpt-4o-latest|o1|o3-mini|o4-mini)(?:$|-\d|-(?:mini|preview)(?:$|-))/;

/** Whether a model is gone for good, and not only misspelt. */
export function isRetired(model: string): boolean {
  return RETIRED.test(model);
}

/** A model to name where one is looked for: it is served and no end of it is announced. */
export const CURRENT_MODEL = 'gpt-6-luna';
