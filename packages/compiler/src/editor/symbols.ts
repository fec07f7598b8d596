// The outline of a document: its sections, and what they list.
import { entriesOf, entryOf, itemsOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode } from '../parse/tree.ts';
import type { Span } from '../source.ts';
import type { Snapshot } from './snapshot.ts';

export type DocumentSymbol = {
  readonly name: string;
  readonly kind: 'section' | 'field' | 'node' | 'trigger' | 'model' | 'schema' | 'edge' | 'test';
  readonly detail?: string;
  readonly span: Span;
  /** The part that is its name, inside `span`. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
};

export function symbolsOf({ root }: Pick<Snapshot, 'root'>): readonly DocumentSymbol[] {
  return entriesOf(root).map((entry) => ofEntry(entry, 'section', childrenOf(entry)));
}

function childrenOf({ key, value }: YamlEntry): readonly DocumentSymbol[] {
  switch (key.value) {
    case 'state':
      return entriesOf(valueOf(value, 'properties') ?? valueOf(value, 'fields')).map((entry) =>
        ofEntry(entry, 'field'),
      );
    case 'models':
      return entriesOf(value).map((entry) => ofEntry(entry, 'model'));
    case 'schemas':
      return entriesOf(value).map((entry) => ofEntry(entry, 'schema'));
    case 'nodes':
      return itemsOf(value).flatMap((item) => ofItem(item, 'node', ['name', 'id']));
    case 'triggers':
      return itemsOf(value).flatMap((item) => ofItem(item, 'trigger', ['name', 'uses']));
    case 'tests':
      return itemsOf(value).flatMap((item) => ofItem(item, 'test', ['name']));
    case 'edges':
      return itemsOf(value).flatMap((item) => ofItem(item, 'edge', ['from']));
    default:
      return [];
  }
}

function ofEntry(
  { key, value }: YamlEntry,
  kind: DocumentSymbol['kind'],
  children: readonly DocumentSymbol[] = [],
): DocumentSymbol {
  const detail = textOf(value) ?? textOf(valueOf(value, 'type'));
  return {
    name: String(key.value) || '(empty)',
    kind,
    ...(detail === undefined ? {} : { detail: firstLine(detail) }),
    span: around(key.span, value.span),
    nameSpan: key.span,
    children,
  };
}

function ofItem(item: YamlNode, kind: DocumentSymbol['kind'], keys: readonly string[]): readonly DocumentSymbol[] {
  const named = keys.map((key) => entryOf(item, key)?.value).find((value) => value !== undefined);
  if (item.kind !== 'map' || named === undefined) return [];
  const text = (node: YamlNode): string =>
    node.kind === 'scalar' ? node.spelling : itemsOf(node).map(text).join(', ');
  const uses = textOf(valueOf(item, 'uses'));
  const name = firstLine(text(named)) || '(empty)';
  const isInside = item.span[0] <= named.span[0] && named.span[1] <= item.span[1];
  return [
    {
      name,
      kind,
      ...(uses === undefined || uses === name ? {} : { detail: uses }),
      span: item.span,
      nameSpan: isInside ? named.span : [item.span[0], item.span[0]],
      children: [],
    },
  ];
}

/** What an alias stands for is elsewhere. */
function around(key: Span, value: Span): Span {
  return value[0] >= key[1] ? [key[0], Math.max(key[1], value[1])] : key;
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.slice(0, 80) ?? '';
}
