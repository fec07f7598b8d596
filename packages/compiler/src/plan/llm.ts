// What an LLM node says of its model, and of those that it falls back on.
import type { LlmSettings, ModelChoice } from '@configurable-agents/core/graph';
import type { CheckedNode } from '../check/node.ts';
import type { NodeDoc } from '../parse/document.ts';
import { modelsOf } from '../parse/llm.ts';
import type { LlmDoc } from '../parse/llm.ts';
import { jsonOf, textOf } from '../parse/tree.ts';

const NO_MODEL: ModelChoice = { provider: '', model: '', parameters: {} };

export function llmOf(doc: NodeDoc, checked: CheckedNode): LlmSettings {
  const [{ provider, model, parameters } = NO_MODEL, ...others] = modelsOf(doc.llm).map(choiceOf);
  return {
    provider,
    model,
    ...(checked.prompt === undefined ? {} : { prompt: checked.prompt }),
    ...checked.talk,
    ...(others.length === 0 ? {} : { fallback: others }),
    parameters,
  };
}

function choiceOf({ provider, model, settings }: LlmDoc): ModelChoice {
  return {
    provider: textOf(provider) ?? '',
    model: textOf(model) ?? '',
    parameters: Object.fromEntries(settings.map(({ key, value }) => [String(key.value), jsonOf(value)])),
  };
}
