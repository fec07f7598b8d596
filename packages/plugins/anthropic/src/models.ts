// What is known of Claude models, as of November 2026: https://platform.claude.com/docs/en/about-claude/models/overview
import type { ModelInfo } from '@configurable-agents/plugin-sdk';

const SKILLS = { structuredOutput: true, tools: true, images: true } as const;

const model = (contextTokens: number): ModelInfo => ({ contextTokens, ...SKILLS });

/** Models that the API serves. One that is not here works too: `*` claims no more than what all of them do. */
export const MODELS: { readonly [model: string]: ModelInfo } = {
  'claude-opus-5-5': model(1_000_000),
  'claude-opus-5': model(1_000_000),
  'claude-opus-4-8': model(1_000_000),
  'claude-opus-4-7': model(1_000_000),
  'claude-opus-4-6': model(1_000_000),
  'claude-opus-4-5': model(200_000),
  'claude-fable-5-1': model(1_000_000),
  'claude-fable-5': model(1_000_000),
  'claude-sonnet-5': model(1_000_000),
  'claude-sonnet-4-6': model(1_000_000),
  'claude-haiku-4-5': model(200_000),
  '*': { contextTokens: null, ...SKILLS },
};

/** Generations that Anthropic has shut down: https://platform.claude.com/docs/en/about-claude/model-deprecations */
const RETIRED = /^claude-(?:v1|1|2|instant|3-|(?:opus|sonnet)-4(?:-[01])?(?:$|-2025))/;

/** Whether a model is gone for good, and not only misspelt. */
export function isRetired(model: string): boolean {
  return RETIRED.test(model);
}

/** A model to name where one is looked for: it is served and no end of it is announced. */
export const CURRENT_MODEL = 'claude-sonnet-5';
