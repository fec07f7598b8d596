// Table of contents: what a provider plugin over an AI SDK model imports.
export { fromLanguageModel } from './language-model.ts';
export type { LanguageModelSource } from './language-model.ts';
export type { Explanation, Refusal, RefusalKind } from './failure.ts';
