// What errors of OpenAI's API say beyond their HTTP status. Pure.
import { explainOpenAi } from '@configurable-agents/plugin-ai-sdk';
import type { Explanation, Refusal } from '@configurable-agents/plugin-ai-sdk';
import { CURRENT_MODEL, isRetired } from './models.ts';

/** Reads a refusal by its code; a model that is gone gets the alias that keeps the workflow as it is. */
export function explain(refusal: Refusal): Explanation {
  const explained = explainOpenAi(refusal);
  const isMissing = (explained.kind ?? refusal.status) === (explained.kind === undefined ? 404 : 'not_found');
  if (!isMissing || !isRetired(refusal.model)) return explained;
  const alias = `aliases: { ${refusal.model}: ${CURRENT_MODEL} }`;
  return {
    ...explained,
    hint: `it is retired upstream: \`${alias}\` puts ${CURRENT_MODEL} in its place, which is served`,
  };
}
