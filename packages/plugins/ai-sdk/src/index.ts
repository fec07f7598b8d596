// Table of contents: what a provider plugin over an AI SDK model imports.
export { baseUrlOf } from './base-url.ts';
export type { Api } from './base-url.ts';
export { fromLanguageModel } from './language-model.ts';
export type { LanguageModelSource, StreamingModel } from './language-model.ts';
export type { Explanation, Refusal, RefusalKind } from './failure.ts';
export { retiredHint } from './retired.ts';
export { ALIASES, baseUrlSetting, FIRST_TOKEN_TIMEOUT, keySetting, TIMEOUTS } from './settings.ts';
export { strictly } from './strict.ts';
export { explainOpenAi } from './openai-error.ts';
