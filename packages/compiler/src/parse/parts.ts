// A long text, read part by part. What the YAML parser makes of a text is forty times as large until its end is reached; of parts it is
// soon gone, which spares memory and time. A part begins at an entry of the whole or at an item of its list, and is YAML by itself.
// Where anything is not plain, all is read at once: parts give exactly the same, or nothing.
import type { Reporter } from '../diagnostic.ts';
import type { Source, Span } from '../source.ts';
import { Converter, documentOf, MAX_NODES } from './convert.ts';
import type { ReadYaml } from './convert.ts';
import type { YamlEntry, YamlNode } from './tree.ts';

/** A part grows until it is so long. */
const PART = 4 * 1024;

/** Entries of the whole, or further items of the last entry's list. */
type Part = { readonly start: number; readonly kind: 'map' | 'list' };

/** Undefined where the text is to be read as a whole. */
export function readParts(source: Source, size: number = PART): ReadYaml | undefined {
  const { text } = source;
  if (text.length < 2 * size || ODD.test(text) || hasOutdented(text)) return undefined;
  const entries: YamlEntry[] = [];
  let nodes = 1;
  let span: Span | undefined;
  const parts = partsOf(text, size);
  if (parts.length === 1) return undefined;
  for (const [i, part] of parts.entries()) {
    const end = parts[i + 1]?.start ?? text.length;
    const read = readPart(source, part, end);
    if (read?.root?.kind !== part.kind || (i === 0 && !startsLine(text, read.root))) return undefined;
    const { root } = read;
    nodes += read.nodes - 1;
    // A text that is nearly too large, or will be if it goes on like this, is judged as a whole.
    if (nodes * text.length > (MAX_NODES / 2) * end) return undefined;
    if (root.kind === 'map') entries.push(...root.entries);
    else if (!addItems(entries, root)) return undefined;
    span = [span?.[0] ?? root.span[0], root.span[1]];
  }
  const isUnique = new Set(entries.map(({ key }) => String(key.value))).size === entries.length;
  if (!isUnique || span === undefined) return undefined;
  return { root: { kind: 'map', entries, span }, nodes, hasAliases: false };
}

/** A line that is not indented, and neither begins an entry or an item nor is a comment. */
const ODD = /(?<![^\n])(?!^---\r?\n|[ #]|(?:-|[A-Za-z_][\w-]*:) |(?:-|[A-Za-z_][\w-]*:|)\r?\n)[^]/;

/**
 * Whether a comment, a tag or the like is indented less than what comes next: the parser then reads a text without quotes on into the
 * entry or the item after it.
 */
function hasOutdented(text: string): boolean {
  let least = Infinity;
  for (const [, { length } = '', first = ''] of text.matchAll(/(?<![^\n])( *)([^ \r\n])/g)) {
    if (!'#&!|>'.includes(first)) {
      if (length > least) return true;
      least = Infinity;
    } else least = Math.min(least, length);
  }
  return false;
}

/** An entry at the start of a line; where its value is a list in lines of its own, with the blanks before the dashes. */
const ENTRY = /(?<![^\n])[A-Za-z_][\w-]*:(?= |\r?\n)(?:(?: *(?:#[^\n]*)?\r?\n)+( *)- )?/g;

function partsOf(text: string, size: number): readonly Part[] {
  const entries = [...text.matchAll(ENTRY)];
  const parts: Part[] = [{ start: 0, kind: 'map' }];
  const last = (): Part => parts.at(-1) ?? { start: 0, kind: 'map' };
  for (const [i, { index, 0: begin, 1: blanks }] of entries.entries()) {
    const { start, kind } = last();
    if (index > 0 && (kind === 'list' || index - start >= size)) parts.push({ start: index, kind: 'map' });
    if (blanks === undefined) continue;
    const upTo = text.slice(0, entries[i + 1]?.index);
    const next = (): number => upTo.indexOf(`\n${blanks}- `, Math.max(last().start + size, index + begin.length));
    for (let item = next(); item >= 0; item = next()) parts.push({ start: item + 1, kind: 'list' });
  }
  return parts;
}

/** Undefined for a part that has a finding, or that is not by itself. */
function readPart(source: Source, { start, kind }: Part, end: number): ReadYaml | undefined {
  const document = documentOf(source.text.slice(start, end));
  const { contents, errors, warnings } = document;
  if (contents === null || errors.length + warnings.length > 0) return undefined;
  let isSilent = true;
  const reporter: Reporter = { report: () => void (isSilent = false), list: () => [], revise: () => {} };
  const converter = new Converter(document, { source, reporter, start });
  const root = converter.convert(contents, kind === 'map' ? 0 : 1);
  return isSilent && !converter.hasAliases ? { root, nodes: converter.nodes, hasAliases: false } : undefined;
}

/** Entries that are indented end where others are not. */
function startsLine(text: string, { span: [start] }: YamlNode): boolean {
  return start === 0 || text[start - 1] === '\n';
}

/** Adds the items of a list to those of the last entry; answers whether that is one. */
function addItems(entries: YamlEntry[], more: YamlNode): boolean {
  const last = entries.pop();
  if (last?.value.kind !== 'list' || more.kind !== 'list') return false;
  const { value } = last;
  entries.push({
    ...last,
    value: { ...value, items: [...value.items, ...more.items], span: [value.span[0], more.span[1]] },
  });
  return true;
}
