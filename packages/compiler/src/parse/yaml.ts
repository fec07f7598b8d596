// YAML text in, typed tree with spans out; what is wrong with the YAML itself is reported here.
import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Node, Scalar, YAMLError, YAMLMap, YAMLSeq } from 'yaml';
import type { Reporter } from '../diagnostic.ts';
import type { Source, Span } from '../source.ts';
import { commentValue, doubleBraces } from './meant-text.ts';
import { openSpanMap } from './span-map.ts';
import { MAX_DEPTH, reportText } from './text-problem.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './tree.ts';
import { quoted, reportYaml } from './yaml-problem.ts';

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

export type ReadOptions = {
  /** Of a broken text what could be read. */
  readonly isTolerant?: boolean;
  /** Levels around the text, where it is a part of one. */
  readonly depth?: number;
};

const NOTHING: ReadYaml = { root: undefined, nodes: 0, hasAliases: false };

/** The tree, or undefined when there is no telling what was meant. */
export function parseYaml(source: Source, reporter: Reporter): YamlNode | undefined {
  return readYaml(source, reporter).root;
}

/** The same, with what is to be known of the tree. */
export function readYaml(
  source: Source,
  reporter: Reporter,
  { isTolerant = false, depth = 0 }: ReadOptions = {},
): ReadYaml {
  if (reportText(source, reporter)) return NOTHING;
  const document = parseDocument(source.text, {
    keepSourceTokens: true,
    uniqueKeys: false,
    version: '1.2',
    merge: false,
  });
  reportYaml(document, { source, reporter });
  for (const problem of document.warnings) {
    if (problem.code === 'TAG_RESOLVE_FAILED') reportTag(source, { reporter, problem });
  }
  const isBroken = document.errors.length > 0;
  if (isBroken && (!isTolerant || document.contents === null)) return NOTHING;
  if (document.contents === null) {
    reporter.report({ code: 'W102', span: [0, 0], message: 'the document is empty; a workflow needs `nodes`' });
    return NOTHING;
  }
  // What could be read of a broken text is only looked at: its mistakes would be echoes.
  const told: Reporter = isBroken ? { ...reporter, report: () => {} } : reporter;
  const converter = new Converter(document, { source, reporter: told });
  const root = converter.convert(document.contents, depth);
  return { root, nodes: converter.nodes, hasAliases: converter.hasAliases };
}

function reportTag(
  source: Source,
  { reporter, problem }: { readonly reporter: Reporter; readonly problem: YAMLError },
): void {
  const [start, end] = problem.pos;
  const [value = ''] = /^[^\r\n]*?(?=[ \t]*(?:[ \t]#|[\r\n,\]}]|$))/.exec(source.text.slice(start, start + 2000)) ?? [];
  const span = [start, start + Math.max(value.length, end - start)] as const;
  reporter.report({
    code: 'W003',
    span: [start, end],
    message: `\`${source.text.slice(start, end)}\` is read as a YAML tag`,
    help: 'put the value in quotes',
    fix: { title: 'put the value in quotes', span, text: quoted(source.text.slice(...span)) },
  });
}

/** Walks the document once. Aliases are followed within a budget, so that a bomb costs no more than the budget. */
class Converter {
  readonly #document: Document.Parsed;
  readonly #source: Source;
  readonly #reporter: Reporter;
  #budget = MAX_NODES;
  #anchors: ReadonlyMap<string, readonly Node[]> | undefined;
  hasAliases = false;

  constructor(
    document: Document.Parsed,
    { source, reporter }: { readonly source: Source; readonly reporter: Reporter },
  ) {
    this.#document = document;
    this.#source = source;
    this.#reporter = reporter;
  }

  get nodes(): number {
    return MAX_NODES - this.#budget;
  }

  convert(node: Node | null, depth: number): YamlNode {
    this.#budget -= 1;
    const span = spanOf(node);
    if (this.#budget <= 0 || depth > MAX_DEPTH) {
      if (this.#budget === 0 || depth === MAX_DEPTH + 1) {
        this.#reporter.report({
          code: 'W006',
          span,
          message: 'the document is too deep, or its aliases stand for too much',
        });
      }
      return { kind: 'scalar', value: null, spelling: '', span, locate: () => span[0] };
    }
    if (isAlias(node)) return this.#alias(node, depth);
    if (isMap(node)) return this.#map(node, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item as Node, depth + 1));
      return { kind: 'list', items, span: extent(node, items.at(-1)?.span[1]) };
    }
    return this.#scalar(isScalar(node) ? node : undefined, span);
  }

  #alias(node: Node & { readonly source: string }, depth: number): YamlNode {
    this.hasAliases = true;
    const target = this.#targetOf(node);
    if (target !== undefined) return this.convert(target, depth + 1);
    const span = spanOf(node);
    this.#reporter.report({
      code: 'W004',
      span,
      message: `the alias \`*${node.source}\` names no anchor`,
      help: 'put the whole value in quotes',
      fix: { title: 'put the value in quotes', span, text: `"*${node.source}"` },
    });
    return { kind: 'scalar', value: null, spelling: '', span, locate: () => span[0] };
  }

  /** The last anchor of the name before the alias, as YAML has it; the document is searched once for all of them. */
  #targetOf(alias: Node & { readonly source: string }): Node | undefined {
    this.#anchors ??= anchorsOf(this.#document);
    const at = spanOf(alias)[0];
    return this.#anchors.get(alias.source)?.findLast((each) => spanOf(each)[0] < at);
  }

  #map(node: YAMLMap, depth: number): YamlNode {
    const seen = new Map<string, Span>();
    const entries: YamlEntry[] = [];
    for (const pair of node.items) {
      const braces = isMap(pair.key) && node.flow === true ? doubleBraces(this.#source, spanOf(node)) : undefined;
      if (braces !== undefined) {
        this.#reporter.report(braces);
        continue;
      }
      if (!isScalar(pair.key) || pair.key.value === null) {
        const at = spanOf(pair.key as Node | null);
        this.#reporter.report({ code: 'W001', span: at, message: 'a key must be text', help: 'write `key: value`' });
        continue;
      }
      const key = this.#scalar(pair.key, spanOf(pair.key));
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
    return { kind: 'map', entries, span: extent(node, last) };
  }

  #scalar(node: Scalar | undefined, span: Span): YamlScalar {
    if (node === undefined) return { kind: 'scalar', value: null, spelling: '', span, locate: () => span[0] };
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
    let map: ((offset: number) => number) | undefined;
    const locate = (offset: number): number => (map ??= openSpanMap(node))(offset);
    return { kind: 'scalar', value: isPlain ? value : null, spelling: source, span, locate };
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

/** A collection without brackets ends where its last value does, and not after the lines that follow. */
function extent(node: YAMLMap | YAMLSeq, last: number | undefined): Span {
  const [start, end] = spanOf(node);
  return [start, node.flow === true ? end : Math.min(end, Math.max(start, last ?? end))];
}

function spanOf(node: Node | null | undefined): Span {
  const range = node?.range;
  return range === undefined || range === null ? [0, 0] : [range[0], range[1]];
}
