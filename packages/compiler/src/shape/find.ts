import { entryOf, itemsOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode } from '../parse/tree.ts';
import type { Span } from '../source.ts';

/** The node at a JSON Pointer, its span, and that of its key where it is a property. */
export function find(
  root: YamlNode,
  pointer: string,
): {
  readonly node: YamlNode | undefined;
  readonly span: Span;
  readonly key: Span | undefined;
  readonly holder: YamlNode | undefined;
} {
  let node: YamlNode | undefined = root;
  let key: Span | undefined;
  let holder: YamlNode | undefined;
  for (const raw of pointer.split('/').slice(1)) {
    const step = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    const entry: YamlEntry | undefined = entryOf(node, step);
    key = entry?.key.span;
    holder = node;
    node = node?.kind === 'list' ? itemsOf(node)[Number(step)] : entry?.value;
  }
  return { node, span: node?.span ?? [0, 0], key, holder };
}
