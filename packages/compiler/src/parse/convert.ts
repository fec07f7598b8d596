// From the nodes of the YAML parser to the typed tree with spans; what is wrong with keys, aliases and numbers is reported here.
import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Reporter } from '../diagnostic.ts';
import type { Source, Span } from '../source.ts';
import { commentValue, doubleBraces } from './meant-text.ts';
import type { Written } from './span-map.ts';
import { MAX_DEPTH } from './text-problem.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './tree.ts';

/** Nodes that aliases may stand for, in all: a bomb stops here. */
export const MAX_NODES = 100_000;

export type ReadYaml = {
  /** Undefined when there is no telling what was meant. */
  readonly root: YamlNode | undefined;
  /** How many nodes it has. */
  readonly nodes: number;
  /** Some of them stand in several places. */
  readonly hasAliases: boolean;
};

/** What the YAML parser makes of a text. */
export function documentOf(text: string): Document.Parsed {
  return parseDocument(text, { keepSourceTokens: true, uniqueKeys: false, version: '1.2', merge: false });
}

export type ConvertOptions = {
  readonly source: Source;
  readonly reporter: Reporter;
  /** Where the document begins in the source, of which it may be a part. */
  readonly start?: number;
};

/** Walks the document once. Aliases are followed within a budget, so that a bomb costs no more than the budget. */
export class Converter {
  readonly #document: Document.Parsed;
  readonly #source: Source;
  readonly #reporter: Reporter;
  readonly #start: number;
  readonly #writings: Written[] = [];
  #budget = MAX_NODES;
  #anchors: ReadonlyMap<string, readonly Node[]> | undefined;
  hasAliases = false;

  constructor(document: Document.Parsed, { source, reporter, start = 0 }: ConvertOptions) {
    this.#document = document;
    this.#source = source;
    this.#reporter = reporter;
    this.#start = start;
  }

  get nodes(): number {
    return MAX_NODES - this.#budget;
  }

  convert(node: Node | null, depth: number): YamlNode {
    this.#budget -= 1;
    const span = this.#spanOf(node);
    if (this.#budget <= 0 || depth > MAX_DEPTH) {
      if (this.#budget === 0 || depth === MAX_DEPTH + 1) {
        this.#reporter.report({
          code: 'W006',
          span,
          message: 'the document is too deep, or its aliases stand for too much',
        });
      }
      return { kind: 'scalar', value: null, spelling: '', span, writing: undefined };
    }
    if (isAlias(node)) return this.#alias(node, depth);
    if (isMap(node)) return this.#map(node, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item as Node, depth + 1));
      return { kind: 'list', items, span: this.#extent(node, items.at(-1)?.span[1]) };
    }
    return this.#scalar(isScalar(node) ? node : undefined, span);
  }

  #alias(node: Node & { readonly source: string }, depth: number): YamlNode {
    this.hasAliases = true;
    const target = this.#targetOf(node);
    if (target !== undefined) return this.convert(target, depth + 1);
    const span = this.#spanOf(node);
    this.#reporter.report({
      code: 'W004',
      span,
      message: `the alias \`*${node.source}\` names no anchor`,
      help: 'put the whole value in quotes',
      fix: { title: 'put the value in quotes', span, text: `"*${node.source}"` },
    });
    return { kind: 'scalar', value: null, spelling: '', span, writing: undefined };
  }

  /** The last anchor of the name before the alias, as YAML has it; the document is searched once for all of them. */
  #targetOf(alias: Node & { readonly source: string }): Node | undefined {
    this.#anchors ??= anchorsOf(this.#document);
    const at = this.#spanOf(alias)[0];
    return this.#anchors.get(alias.source)?.findLast((each) => this.#spanOf(each)[0] < at);
  }

  #map(node: YAMLMap, depth: number): YamlNode {
    const seen = new Map<string, Span>();
    const entries: YamlEntry[] = [];
    for (const pair of node.items) {
      const braces = isMap(pair.key) && node.flow === true ? doubleBraces(this.#source, this.#spanOf(node)) : undefined;
      if (braces !== undefined) {
        this.#reporter.report(braces);
        continue;
      }
      if (!isScalar(pair.key) || pair.key.value === null) {
        const at = this.#spanOf(pair.key as Node | null);
        this.#reporter.report({ code: 'W001', span: at, message: 'a key must be text', help: 'write `key: value`' });
        continue;
      }
      const key = this.#scalar(pair.key, this.#spanOf(pair.key));
      const name = String(key.value);
      if (name === '<<' && isPlain(key)) {
        this.#reporter.report({
          code: 'W009',
          span: key.span,
          message: '`<<` merges maps in YAML 1.1, and is no key of YAML 1.2',
          help: 'write the keys out, or use an alias for the whole value: `retry: *standard`',
        });
        continue;
      }
      const before = seen.get(name);
      if (before !== undefined) {
        const related = [{ span: before, message: `the first \`${name}\`` }];
        const help = 'remove one of them';
        this.#reporter.report({
          code: 'W002',
          span: key.span,
          message: `the key \`${name}\` stands twice`,
          help,
          related,
        });
        continue;
      }
      seen.set(name, key.span);
      const value =
        pair.value === null
          ? this.#scalar(undefined, [key.span[1], key.span[1]])
          : this.convert(pair.value as Node, depth + 1);
      const comment =
        value.kind === 'scalar' && value.spelling === '' ? commentValue(this.#source, key.span[1]) : undefined;
      if (comment !== undefined) this.#reporter.report(comment);
      entries.push({ key, value });
    }
    const last = entries.at(-1)?.value.span[1];
    // A copy holds no room for more.
    return { kind: 'map', entries: entries.slice(), span: this.#extent(node, last) };
  }

  #scalar(node: Scalar | undefined, span: Span): YamlScalar {
    if (node === undefined) return { kind: 'scalar', value: null, spelling: '', span, writing: undefined };
    const { value, source = '' } = node;
    if (typeof value === 'number' && !isExact(value)) {
      this.#reporter.report({
        code: 'W104',
        span,
        message: `\`${source}\` is a number that cannot be kept exactly`,
        help: 'write it in quotes, or with fewer digits',
      });
    }
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    const indent = node.srcToken?.type === 'block-scalar' ? node.srcToken.indent : 0;
    const writing = this.#writingOf(node.type, indent);
    return { kind: 'scalar', value: isPlain ? value : null, spelling: source, span, writing };
  }

  /** Scalars that are written alike share it: there are thousands. */
  #writingOf(type: Scalar['type'], indent: number): Written {
    const { text } = this.#source;
    const known = this.#writings.find((each) => each.type === type && each.indent === indent);
    if (known !== undefined) return known;
    const writing = { text, type, indent, moved: 0 };
    this.#writings.push(writing);
    return writing;
  }

  /** A collection without brackets ends where its last value does, and not after the lines that follow. */
  #extent(node: YAMLMap | YAMLSeq, last: number | undefined): Span {
    const [start, end] = this.#spanOf(node);
    return [start, node.flow === true ? end : Math.min(end, Math.max(start, last ?? end))];
  }

  #spanOf(node: Node | null | undefined): Span {
    const range = node?.range;
    return range === undefined || range === null ? [0, 0] : [this.#start + range[0], this.#start + range[1]];
  }
}

/** Nodes by their anchors, in the order of the text. */
function anchorsOf(document: Document.Parsed): ReadonlyMap<string, readonly Node[]> {
  const anchors = new Map<string, Node[]>();
  visit(document, {
    Node: (_key, node) => {
      const { anchor } = node as { readonly anchor?: string };
      if (anchor === undefined) return;
      const known = anchors.get(anchor);
      if (known === undefined) anchors.set(anchor, [node]);
      else known.push(node);
    },
  });
  return anchors;
}

/** Whether a scalar stands without quotes. */
export function isPlain({ span, spelling }: YamlScalar): boolean {
  return span[1] - span[0] === spelling.length;
}

/** Beyond 2^53 digits are lost, and an infinity is no JSON. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
