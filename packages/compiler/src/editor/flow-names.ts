// Names of the flow dialect that its native tree does not have at their place.
import { entriesOf, itemsOf, valueOf } from '../parse/tree.ts';
import type { YamlNode, YamlScalar } from '../parse/tree.ts';
import type { Source, Span } from '../source.ts';

/** Scalars that name fields: what nodes give, and the parts of an answer, which are named as the fields that they go to. */
export function fieldsNamed(root: YamlNode): readonly YamlScalar[] {
  return itemsOf(valueOf(root, 'nodes')).flatMap((node) => {
    const outputs = scalarsOf(valueOf(node, 'outputs'));
    const names = new Set(outputs.map(({ value }) => value));
    const parts = itemsOf(valueOf(valueOf(node, 'output_schema'), 'fields'));
    return [
      ...outputs,
      ...scalarsOf(valueOf(node, 'inputs')),
      ...entriesOf(valueOf(node, 'inputs')).flatMap(({ value }) => scalarsOf(value)),
      ...parts.flatMap((part) => scalarsOf(valueOf(part, 'name'))).filter(({ value }) => names.has(value)),
    ];
  });
}

/** Nodes in the names of counters: `state._loop_iteration_NODE`. */
export function nodesCounted({ text }: Source): readonly { readonly name: string; readonly span: Span }[] {
  return [...text.matchAll(/\bstate\._loop_iteration_(\w+)/g)].map(({ 0: whole, 1: name = '', index }) => {
    const end = index + whole.length;
    return { name, span: [end - name.length, end] };
  });
}

function scalarsOf(node: YamlNode | undefined): readonly YamlScalar[] {
  if (node?.kind === 'scalar') return typeof node.value === 'string' ? [node] : [];
  return itemsOf(node).flatMap(scalarsOf);
}
