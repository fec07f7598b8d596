// What errors of Ollama say beyond their HTTP status. Pure.
import { explainOpenAi } from '@configurable-agents/plugin-ai-sdk';
import type { Explanation, Refusal } from '@configurable-agents/plugin-ai-sdk';

/** Names of models, as `ollama pull` takes them: `llama3.2`, `qwen3:8b`, `hf.co/user/model:Q4_K_M`. */
const NAME = /^[\w.:/@-]{1,200}$/;

/** Reads a refusal; a model that is missing can be fetched. */
export function explain(refusal: Refusal): Explanation {
  const explained = explainOpenAi(refusal);
  const isMissing = refusal.status === 404 && /not found/i.test(refusal.message);
  if (!isMissing || !NAME.test(refusal.model)) return explained;
  return { ...explained, hint: `\`ollama pull ${refusal.model}\` fetches it` };
}
