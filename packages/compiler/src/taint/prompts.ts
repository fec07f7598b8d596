// What a model reads: the texts of an LLM node, and the state that its provider is shown.
import type { ActionNode, Template } from '@configurable-agents/core/graph';
import type { Path } from './facts.ts';
import { join, sameFlows, through } from './label.ts';
import type { Flows } from './label.ts';
import { flowsOfTemplate, readPath } from './read.ts';
import type { World } from './world.ts';

/** Labels of all that the model of a node reads, text by text. */
export function modelReads(node: ActionNode, { readerOf }: World): readonly Flows[] {
  const texts = textsOf(node).map(([slot, path, template]) => {
    const reader = readerOf(node, slot);
    const place: typeof reader.place = (inner) => reader.place({ ...inner, path: [...path, ...inner.path] });
    return flowsOfTemplate(template, { ...reader, place });
  });
  // Providers see every field that the node may read, in its request, whether the prompt names it or not.
  const reader = readerOf(node, 'state');
  const shown = Object.keys(node.reads.state).map((field) =>
    through(readPath(['state', field], { ...reader, facts: new Map() }), field, { of: 'node', node: node.name }),
  );
  const named = join(...texts);
  const more = join(named, ...shown);
  return sameFlows(named, more)
    ? texts
    : [...texts, new Map([...more].filter(([key, flow]) => named.get(key) !== flow))];
}

/** The texts and images, with the key that each stands under and its place there. Fixed arguments of tools are hidden from the model. */
function textsOf({ llm }: ActionNode): readonly (readonly [slot: string, path: Path, template: Template])[] {
  const { prompt, system, images = [], messages = [] } = llm ?? {};
  return [
    ...(system === undefined ? [] : [['system', [], system] as const]),
    ...messages.flatMap(({ content }, index) =>
      content.map((piece) => ['messages', [index], 'text' in piece ? piece.text : piece.image] as const),
    ),
    ...(prompt === undefined ? [] : [['prompt', [], prompt] as const]),
    ...images.map((image, index) => ['images', [index], image] as const),
  ];
}
