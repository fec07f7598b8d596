// The tree of a text that was read before it was changed in one place. Most of a compile goes into reading YAML, and a keystroke changes
// one node: only its item of the list is read again, and what comes after it is moved. Where that would not give exactly what reading
// all of it gives, it is not done.
import { openReporter } from '../diagnostic.ts';
import type { Reporter } from '../diagnostic.ts';
import { openSource } from '../source.ts';
import type { Source, Span } from '../source.ts';
import { MAX_NODES } from './convert.ts';
import type { ReadYaml } from './convert.ts';
import { moved } from './moved.ts';
import { changeOf } from '../text-edit.ts';
import { reportText } from './text-problem.ts';
import type { YamlEntry, YamlList, YamlNode } from './tree.ts';
import { readYaml } from './yaml.ts';

/** A text that was read without a finding. */
export type Known = ReadYaml & { readonly text: string };

/** The item that a change lies in, and the lines that are its own. */
type Place = { readonly entry: number; readonly item: number; readonly lines: Span };

/** Undefined where all of the text is to be read. */
export function reparse(known: Known, source: Source): Known | undefined {
  const { root, text: before, hasAliases } = known;
  const { text } = source;
  if (root?.kind !== 'map' || hasAliases) return undefined;
  const change = changeOf(before, text);
  const place = placeOf(root, before, change.span);
  if (place === undefined || reportText(source, openReporter(source))) return undefined;
  const [start, end] = place.lines;
  const own = text.slice(start, end + change.by);
  const read = readItem(own);
  if (read === undefined) return undefined;
  const nodes = known.nodes + read.nodes - countOf(itemAt(root, place));
  // A text that is nearly too large is judged as a whole.
  if (nodes > MAX_NODES / 2) return undefined;
  const fresh = moved(read.item, start);
  const entries = root.entries.map((entry, i): YamlEntry => {
    if (i < place.entry) return entry;
    if (i > place.entry) return { key: moved(entry.key, change.by), value: moved(entry.value, change.by) };
    return {
      key: entry.key,
      value: withItem(entry.value as YamlList, { index: place.item, item: fresh, by: change.by }),
    };
  });
  const last = entries.at(-1)?.value.span[1] ?? root.span[1];
  return { text, nodes, hasAliases: false, root: { ...root, entries, span: [root.span[0], last] } };
}

/** The item of a list right below the root that has the change within its lines. */
function placeOf(root: YamlNode & { readonly kind: 'map' }, text: string, [start, end]: Span): Place | undefined {
  const entry = root.entries.findLastIndex(({ key }) => key.span[0] <= start);
  const list = root.entries[entry]?.value;
  if (list?.kind !== 'list' || text[list.span[0]] === '[') return undefined;
  const item = list.items.findLastIndex(({ span }) => span[0] <= start);
  const [own, next] = [list.items[item], list.items[item + 1]];
  if (own === undefined) return undefined;
  const following = next ?? root.entries[entry + 1]?.key;
  const lines: Span = [
    lineOf(text, own.span[0]),
    following === undefined ? text.length : lineOf(text, following.span[0]),
  ];
  // The dash before it and the end of its last line stay as they are.
  const isWithin = own.span[0] <= start && end < lines[1];
  return isWithin && isDash(text.slice(lines[0], own.span[0])) ? { entry, item, lines } : undefined;
}

function itemAt(root: YamlNode & { readonly kind: 'map' }, { entry, item }: Place): YamlNode | undefined {
  const list = root.entries[entry]?.value;
  return list?.kind === 'list' ? list.items[item] : undefined;
}

/** At most as many as the parser counted: one that stands for nothing may not have been. */
function countOf(node: YamlNode | undefined): number {
  switch (node?.kind) {
    case 'map':
      return node.entries.reduce((sum, { value }) => sum + countOf(value), 1);
    case 'list':
      return node.items.reduce((sum, item) => sum + countOf(item), 1);
    case 'scalar':
      return node.value === null ? 0 : 1;
    case undefined:
      return 0;
  }
}

function lineOf(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function isDash(text: string): boolean {
  return /^ *- +$/.test(text);
}

/** The lines of one item, read alone; undefined where they are more or less than one, or anything is wrong with them. */
function readItem(text: string): { readonly item: YamlNode; readonly nodes: number } | undefined {
  if (!staysInside(text)) return undefined;
  const source = openSource('', text);
  let isSilent = true;
  const reporter: Reporter = { report: () => void (isSilent = false), list: () => [], revise: () => {} };
  const { root, nodes, hasAliases } = readYaml(source, reporter, { depth: 1 });
  const [item, ...others] = root?.kind === 'list' ? root.items : [];
  return !isSilent || hasAliases || item === undefined || others.length > 0 ? undefined : { item, nodes };
}

/** Every line but the first is indented deeper than the dash, so that none of them can belong to what is around the item. */
function staysInside(text: string): boolean {
  const [first = '', ...lines] = text.split('\n');
  const dash = first.indexOf('-');
  if (!isDash(/^ *- */.exec(first)?.[0] ?? '') || text.includes('\t') || /\r(?!\n)/.test(text)) return false;
  return lines.every((line) => {
    const depth = line.search(/[^ \r]/);
    return depth < 0 || depth > dash || line[depth] === '#';
  });
}

function withItem(
  list: YamlList,
  { index, item, by }: { readonly index: number; readonly item: YamlNode; readonly by: number },
): YamlList {
  const items = list.items.map((each, i) => (i < index ? each : i > index ? moved(each, by) : item));
  return { ...list, items, span: [list.span[0], items.at(-1)?.span[1] ?? list.span[1]] };
}
