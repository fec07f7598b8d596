// A native tree as YAML, with the comments, quotes and blank lines of the text that it was read from.
import { Document, isMap, isScalar, isSeq, Pair, parseDocument, Scalar, visit, YAMLMap, YAMLSeq } from 'yaml';
import type { Node } from 'yaml';
import type { YamlEntry, YamlNode, YamlScalar } from '../parse/tree.ts';

/** What stands at an offset of the text. */
type Before = {
  readonly keys: ReadonlyMap<number, Node>;
  readonly scalars: ReadonlyMap<number, Scalar>;
  readonly collections: ReadonlyMap<number, readonly (YAMLMap | YAMLSeq)[]>;
  /** Comments by where they stand, in the order of the text. */
  readonly comments: { readonly at: number; readonly text: string; readonly node: Node; readonly side: Side }[];
};
type Side = 'commentBefore' | 'comment';

export function yamlText(tree: YamlNode, old: Document.Parsed): string {
  const writer = new Writer(collect(old));
  const document = new Document(writer.node(tree));
  writer.placeRest();
  if (isMap(document.contents) && isMap(old.contents)) spread(document.contents, old.contents);
  document.commentBefore = old.commentBefore;
  document.comment = old.comment;
  return withTightLists(document.toString({ lineWidth: 0, flowCollectionPadding: true, singleQuote: isSingle(old) }));
}

/** New quotes are those that the text mostly has. */
function isSingle(old: Document.Parsed): boolean {
  let more = 0;
  visit(old, {
    Scalar: (_key, { type }) => {
      if (type === 'QUOTE_SINGLE') more += 1;
      if (type === 'QUOTE_DOUBLE') more -= 1;
    },
  });
  return more > 0;
}

/** Where blank lines part the sections of the old text, they part those of the new one. */
function spread(written: YAMLMap, old: YAMLMap): void {
  const hasSpace = ({ items }: YAMLMap): boolean => items.some(({ key }) => isScalar(key) && key.spaceBefore === true);
  if (!hasSpace(old)) return;
  for (const [i, { key, value }] of written.items.entries())
    if (i > 0 && isScalar(key) && !isScalar(value)) key.spaceBefore = true;
}

/** `[a, b]` beside `{ a: b }`: the padding of one line is that of maps only. */
function withTightLists(text: string): string {
  const blanks: number[] = [];
  visit(parseDocument(text), {
    Seq: (_key, { flow, range, items }) => {
      if (flow !== true || !range || items.length === 0) return;
      const [start, end] = range;
      for (const at of [start + 1, end - 2]) if (text[at] === ' ') blanks.push(at);
    },
  });
  const gone = new Set(blanks);
  return text
    .split('')
    .filter((_unit, at) => !gone.has(at))
    .join('');
}

function collect(document: Document.Parsed): Before {
  const keys = new Map<number, Node>();
  const scalars = new Map<number, Scalar>();
  const collections = new Map<number, (YAMLMap | YAMLSeq)[]>();
  const comments: Before['comments'] = [];
  visit(document, {
    Node: (key, node) => {
      const at = node.range?.[0] ?? 0;
      if (key === 'key') keys.set(at, node);
      else if (isScalar(node)) scalars.set(at, node);
      else if (isMap(node) || isSeq(node)) collections.set(at, [...(collections.get(at) ?? []), node]);
      for (const side of ['commentBefore', 'comment'] as const) {
        const text = node[side];
        if (typeof text === 'string')
          comments.push({ at: side === 'comment' ? (node.range?.[1] ?? at) : at, text, node, side });
      }
    },
  });
  return { keys, scalars, collections, comments: comments.toSorted((a, b) => a.at - b.at) };
}

class Writer {
  readonly #before: Before;
  readonly #used = new Set<Node>();
  /** Keys and items as they are written, by where they stood. */
  readonly #flowed = new Set<Node>();
  readonly #anchors: { readonly at: number; readonly node: Node }[] = [];

  constructor(before: Before) {
    this.#before = before;
  }

  node(tree: YamlNode): Node {
    switch (tree.kind) {
      case 'scalar':
        return this.#scalar(tree);
      case 'map': {
        const map = new YAMLMap();
        for (const entry of tree.entries) map.items.push(this.#pair(entry));
        return this.#dressed(map, { at: tree.span[0], is: isMap });
      }
      case 'list': {
        const list = new YAMLSeq();
        for (const item of tree.items) list.items.push(this.node(item));
        return this.#dressed(list, { at: tree.span[0], is: isSeq });
      }
    }
  }

  /** Comments of what is not there any more stand before what stood last before them. */
  placeRest(): void {
    const anchors = this.#anchors.filter(({ node }) => !this.#flowed.has(node)).toSorted((a, b) => a.at - b.at);
    for (const { at, text, node, side } of this.#before.comments) {
      if (this.#used.has(node) && isKept(node, side)) continue;
      const anchor = anchors.findLast((each) => each.at <= at) ?? anchors[0];
      if (anchor === undefined) continue;
      const own = anchor.node.commentBefore;
      anchor.node.commentBefore = typeof own === 'string' ? `${own}\n${text}` : text;
    }
  }

  /** A comment inside a collection of one line would tear it apart. */
  #noAnchors(written: Node): void {
    visit(written, { Scalar: (_key, node) => void this.#flowed.add(node) });
  }

  #pair({ key, value }: YamlEntry): Pair<Node, Node> {
    const written = new Scalar(key.value);
    const at = key.span[0];
    const found = this.#before.keys.get(at);
    if (found !== undefined && !this.#used.has(found)) {
      this.#used.add(found);
      before(written, found);
    }
    this.#anchors.push({ at, node: written });
    return new Pair(written, this.node(value));
  }

  /** What has the value that it had is written as it was; another text keeps its block. */
  #scalar({ value, span: [at] }: YamlScalar): Node {
    const found = this.#before.scalars.get(at);
    if (found === undefined) return new Scalar(value);
    if (found.value === value) {
      const copy = found.clone() as Scalar;
      delete copy.anchor;
      if (this.#used.has(found)) delete copy.comment;
      this.#used.add(found);
      return copy;
    }
    const written = new Scalar(value);
    if (typeof value !== 'string' || typeof found.value !== 'string') return written;
    if (found.type?.startsWith('BLOCK') === true) written.type = found.type;
    if (!this.#used.has(found)) {
      this.#used.add(found);
      before(written, found);
      if (typeof found.comment === 'string') written.comment = found.comment;
    }
    return written;
  }

  #dressed<T extends YAMLMap | YAMLSeq>(
    written: T,
    { at, is }: { readonly at: number; readonly is: (node: unknown) => boolean },
  ): T {
    const all = this.#before.collections.get(at) ?? [];
    const found = all.find((each) => is(each) && !this.#used.has(each)) ?? all.find(is);
    if (found === undefined) {
      if (isShort(written)) written.flow = true;
      if (written.flow === true) this.#noAnchors(written);
      return written;
    }
    if (found.flow === true || written.items.length === 0) written.flow = true;
    if (written.flow === true) this.#noAnchors(written);
    if (this.#used.has(found)) return written;
    this.#used.add(found);
    before(written, found);
    if (typeof found.comment === 'string') written.comment = found.comment;
    return written;
  }
}

const SHORT = 60;

/** What is new stands on one line where it is short and flat. */
function isShort({ items }: YAMLMap | YAMLSeq): boolean {
  const parts = items.flatMap((item) => (item instanceof Pair ? [item.key, item.value] : [item]));
  const isFlat = parts.every((part) => isScalar(part) && !hasComment(part));
  return isFlat && parts.reduce<number>((sum, part) => sum + String((part as Scalar).value).length + 2, 0) < SHORT;
}

function hasComment({ comment, commentBefore }: Scalar): boolean {
  return typeof comment === 'string' || typeof commentBefore === 'string';
}

/** The comment and the blank line before a node. */
function before(written: Node, found: Node): void {
  if (typeof found.commentBefore === 'string') written.commentBefore = found.commentBefore;
  if (found.spaceBefore === true) written.spaceBefore = true;
}

/** A key is written with what stands before it only. */
function isKept(node: Node, side: Side): boolean {
  return side === 'commentBefore' || !isScalar(node) || node.comment !== undefined;
}
