// Texts with a mark where the cursor is: `prompt: "{to^}"`.
import assert from 'node:assert/strict';
import { complete, openSnapshot, renameAt } from '@configurable-agents/compiler/editor';
import type { CompletionItem, EditorOptions, Snapshot } from '@configurable-agents/compiler/editor';
import { applyEdits } from '../../src/text-edit.ts';
import { PLUGINS } from '../support/plugins.ts';

export type Cursor = { readonly snapshot: Snapshot; readonly offset: number; readonly text: string };

/** Takes the one mark out of a text. */
export function at(marked: string, options: Partial<EditorOptions> = {}): Cursor {
  const offset = marked.indexOf('^');
  assert.ok(offset >= 0 && marked.indexOf('^', offset + 1) < 0, 'a text has one mark');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const snapshot = openSnapshot(text, { file: 'flow.yaml', plugins: PLUGINS, workflow: () => undefined, ...options });
  return { snapshot, offset, text };
}

export function completionsAt(marked: string): readonly CompletionItem[] {
  const { snapshot, offset } = at(marked);
  return complete(snapshot, offset);
}

export function labelsAt(marked: string, options: Partial<EditorOptions> = {}): readonly string[] {
  const { snapshot, offset } = at(marked, options);
  return complete(snapshot, offset).map(({ label }) => label);
}

/** The text after the item with this label was chosen. */
export function chosen(marked: string, label: string): string {
  const { snapshot, offset, text } = at(marked);
  const item = complete(snapshot, offset).find((each) => each.label === label);
  assert.ok(item, `\`${label}\` is offered`);
  return text.slice(0, item.span[0]) + item.text + text.slice(item.span[1]);
}

/** The text after a rename of what is at the mark. */
export function renamed(marked: string, to: string): string {
  const { snapshot, offset, text } = at(marked);
  const renaming = renameAt(snapshot, offset, to);
  assert.ok('edits' in renaming, JSON.stringify(renaming));
  return applyEdits(text, renaming.edits);
}

/** The beginning of a workflow with two nodes; the second is `send`, whose keys the test writes. */
export const HEAD = `state:
  type: object
  properties:
    topic: { type: string, description: What it is about. }
    score: { type: integer, default: 0 }
    items: { type: array, items: { type: object, properties: { price: { type: number } } }, default: [] }
nodes:
  - name: draft
    llm: { provider: echo, model: any }
    prompt: "Write about {topic}"
    output_schema: { type: object, properties: { score: { type: integer }, feedback: { type: string } }, required: [score] }
    outputs: [score]
  - name: send
`;
