// What errors of OpenAI's API say beyond their HTTP status. Pure.
import { explainOpenAi, retiredHint } from '@configurable-agents/plugin-ai-sdk';
import type { Explanation, Refusal } from '@configurable-agents/plugin-ai-sdk';
import { CURRENT_MODEL, isRetired } from './models.ts';

/** Reads a refusal by its code; a model that is gone gets the alias that keeps the workflow as it is. */
export function explain(refusal: Refusal): Explanation {
  const explained = explainOpenAi(refusal);
  const { status, model } = refusal;
  const isMissing = explained.kind === undefined ? status === 404 : explained.kind === 'not_found';
  return isMissing && isRetired(model) ? { ...explained, hint: retiredHint(model, CURRENT_MODEL) } : explained;
}
