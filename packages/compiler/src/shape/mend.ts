// The tree as it was meant: what follows from a misspelt or foreign key is not said again by what is checked later.
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../parse/tree.ts';

/** What becomes of an entry: another key, a map around its value too, or nothing. */
export type Change =
  { readonly kind: 'rename'; readonly to: string; readonly inner?: string } | { readonly kind: 'drop' };

/** Changes by map and key. */
export type Changes = Map<YamlMap, Map<string, Change>>;

/** Rebuilds what holds a change; everything else stays the same object. Spans are those of the text. */
export function mend(node: YamlNode, changes: Changes): YamlNode {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') {
    const items = node.items.map((item) => mend(item, changes));
    return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
  }
  const own = changes.get(node);
  const entries = node.entries.flatMap((entry): readonly YamlEntry[] => {
    const value = mend(entry.value, changes);
    const change = own?.get(String(entry.key.value));
    if (change === undefined) return value === entry.value ? [entry] : [{ ...entry, value }];
    return change.kind === 'drop' ? [] : [renamed({ ...entry, value }, change)];
  });
  const isSame = entries.length === node.entries.length && entries.every((entry, i) => entry === node.entries[i]);
  return isSame ? node : { ...node, entries };
}

function renamed({ key, value }: YamlEntry, { to, inner }: Change & { readonly kind: 'rename' }): YamlEntry {
  const named = (name: string): YamlScalar => ({ ...key, value: name, spelling: name });
  if (inner === undefined) return { key: named(to), value };
  const { span } = value;
  // What is no list, and no text that may name one, is read as one of which nothing is known.
  const list: YamlNode = value.kind === 'map' ? { kind: 'list', items: [], span } : value;
  return { key: named(to), value: { kind: 'map', entries: [{ key: named(inner), value: list }], span, isGuess: true } };
}
