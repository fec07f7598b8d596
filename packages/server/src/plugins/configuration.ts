// `plugins` of the configuration file, edited as text: comments, order and layout of everything else stay byte for byte. Pure.
import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, YAMLSeq } from 'yaml';
import type { PluginEntry } from '../config/schema.ts';
import { entryOf } from './reference.ts';

type Written = string | PluginEntry;
type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** The text with an entry more, or with another in the place of the one whose source is `replaces`. */
export function withEntry(text: string, entry: PluginEntry, replaces?: string): string {
  const entries = entriesOf(text);
  const at = replaces === undefined ? -1 : entries.findIndex((each) => entryOf(each).source === replaces);
  const written: Written = entry.isolation === undefined ? entry.source : entry;
  if (at !== -1) {
    const wanted = entries.with(at, written);
    return edited(text, wanted, (list) => replaceItem(list, at, written));
  }
  return edited(text, [...entries, written], (list) => appendItem(text, list, written));
}

/** The text without the entries of a source. */
export function withoutEntry(text: string, source: string): string {
  const entries = entriesOf(text);
  const at = entries.findIndex((each) => entryOf(each).source === source);
  if (at === -1) return text;
  const done = edited(text, entries.toSpliced(at, 1), (list) => removeItem(text, list, at));
  return withoutEntry(done, source);
}

/** The list as it is written. */
export function entriesOf(text: string): readonly Written[] {
  const value = parseDocument(text).toJS() as { readonly plugins?: readonly Written[] | null } | null;
  return value?.plugins ?? [];
}

/**
 * The edit as text where it comes out as wanted; else the list is written anew by the YAML library, which keeps comments but not every
 * blank.
 */
function edited(text: string, wanted: readonly Written[], edit: (list: YAMLSeq<Node>) => Edit | undefined): string {
  const document = parseDocument(text, { keepSourceTokens: true });
  const list = document.get('plugins', true);
  const made = isSeq<Node>(list) ? edit(list) : undefined;
  if (made !== undefined) {
    const next = text.slice(0, made.start) + made.text + text.slice(made.end);
    if (isAsWanted(text, next, wanted)) return next;
  }
  if (list === undefined && (document.contents === null || isBlockMap(document.contents))) {
    const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
    const next = `${before}plugins:\n${wanted.map((each) => `  - ${inBlock(each)}\n`).join('')}`;
    if (isAsWanted(text, next, wanted)) return next;
  }
  document.set('plugins', document.createNode(wanted));
  return document.toString({ lineWidth: 0 });
}

function isAsWanted(before: string, after: string, wanted: readonly Written[]): boolean {
  const document = parseDocument(after);
  if (document.errors.length > 0) return false;
  const expected = { ...(parseDocument(before).toJS() as object | null), plugins: wanted };
  return isDeepStrictEqual(document.toJS(), expected);
}

function isBlockMap(node: unknown): boolean {
  return isMap(node) && node.flow !== true;
}

function replaceItem(list: YAMLSeq<Node>, at: number, entry: Written): Edit | undefined {
  const range = list.items[at]?.range;
  if (!range) return undefined;
  return {
    start: range[0],
    end: range[1],
    text: list.flow === true || typeof entry !== 'string' ? inFlow(entry) : inBlock(entry),
  };
}

function appendItem(text: string, list: YAMLSeq<Node>, entry: Written): Edit | undefined {
  const last = list.items.at(-1);
  if (list.flow === true) {
    const end = last?.range?.[1] ?? (list.range?.[0] ?? 0) + 1;
    return { start: end, end, text: last === undefined ? inFlow(entry) : `, ${inFlow(entry)}` };
  }
  const range = last?.range;
  if (!range) return undefined;
  const dash = dashOf(text, range[0]);
  const column = dash - (text.lastIndexOf('\n', dash - 1) + 1);
  const end = endOfLine(text, Math.max(range[0], range[1] - 1));
  return { start: end, end, text: `\n${' '.repeat(column)}- ${inBlock(entry)}` };
}

function removeItem(text: string, list: YAMLSeq<Node>, at: number): Edit | undefined {
  const [item, next, former] = [list.items[at]?.range, list.items[at + 1]?.range, list.items[at - 1]?.range];
  if (!item) return undefined;
  if (list.flow === true) {
    if (next) return { start: item[0], end: next[0], text: '' };
    return { start: former ? former[1] : item[0], end: item[1], text: '' };
  }
  const dash = dashOf(text, item[0]);
  if (list.items.length === 1) {
    const end = item[0] + text.slice(item[0], item[1]).trimEnd().length;
    return { start: text.lastIndexOf(':', dash) + 1, end, text: ' []' };
  }
  const start = text.lastIndexOf('\n', dash - 1) + 1;
  return { start, end: Math.min(text.length, endOfLine(text, Math.max(item[0], item[1] - 1)) + 1), text: '' };
}

function dashOf(text: string, before: number): number {
  return text.lastIndexOf('-', before - 1);
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

function inBlock(entry: Written): string {
  return typeof entry === 'string' ? printed(entry, false) : inFlow(entry);
}

function inFlow(entry: Written): string {
  return printed(entry, true);
}

/** One value on one line, quoted where it must be. */
function printed(entry: Written, isInFlow: boolean): string {
  const document = new Document([entry]);
  if (isSeq(document.contents)) {
    document.contents.flow = isInFlow;
    const [item] = document.contents.items;
    if (isMap(item)) item.flow = true;
    if (isScalar(item) && /[\n\r]/.test(String(item.value))) item.type = 'QUOTE_DOUBLE';
  }
  const line = document.toString({ lineWidth: 0 }).trim();
  return isInFlow ? line.replace(/^\[/, '').replace(/\]$/, '').trim() : line.replace(/^- /, '');
}
