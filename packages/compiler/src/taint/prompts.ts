import type { Template } from '@configurable-agents/core/graph';

/** Everything of an LLM node that is text for the model. */
export function promptsOf(llm: object): readonly (readonly [slot: string, template: Template])[] {
  return Object.entries(llm).flatMap(([slot, value]: [string, unknown]) => {
    const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
    return slot !== 'parameters' && TEMPLATES.has(String(kind)) ? [[slot, value as Template] as const] : [];
  });
}

const TEMPLATES: ReadonlySet<string> = new Set(['literal', 'text', 'value', 'object', 'list']);
