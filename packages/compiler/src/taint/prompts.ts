// What a model reads: the texts of an LLM node, and the state that its provider is shown.
import type { ActionNode, Template } from '@configurable-agents/core/graph';
import { join, sameFlows, through } from './label.ts';
import type { Flows } from './label.ts';
import { flowsOfTemplate, readPath } from './read.ts';
import type { World } from './world.ts';

const TEMPLATES: ReadonlySet<string> = new Set(['literal', 'text', 'value', 'object', 'list']);

/** Labels of all that the model of a node reads, text by text. */
export function modelReads(node: ActionNode, { readerOf }: World): readonly Flows[] {
  const texts = Object.entries(node.llm ?? {}).flatMap(([slot, value]: [string, unknown]) => {
    const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
    if (slot === 'parameters' || !TEMPLATES.has(String(kind))) return [];
    return [flowsOfTemplate(value as Template, readerOf(node, slot))];
  });
  // Providers see every field that the node may read, in its request, whether the prompt names it or not.
  const reader = readerOf(node, 'state');
  const shown = Object.keys(node.reads.state).map((field) =>
    through(readPath([field], { ...reader, facts: new Map() }), field, { of: 'node', node: node.name }),
  );
  const named = join(...texts);
  const more = join(named, ...shown);
  return sameFlows(named, more)
    ? texts
    : [...texts, new Map([...more].filter(([key, flow]) => named.get(key) !== flow))];
}
