// YAML text in, typed tree with spans out; what is wrong with the YAML itself is reported here.
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, ErrorCode, Node, ParsedNode, Scalar, YAMLError, YAMLMap } from 'yaml';
import type { Reporter } from '../diagnostic.ts';
import type { Source, Span } from '../source.ts';
import { openSpanMap } from './span-map.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './tree.ts';

const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 100;
/** Nodes that aliases may stand for, in all: a bomb stops here. */
const MAX_NODES = 100_000;

/** The tree, or undefined when there is no telling what was meant. */
export function parseYaml(source: Source, reporter: Reporter): YamlNode | undefined {
  if (source.text.length > MAX_BYTES) {
    reporter.report({
      code: 'W006',
      span: [0, 0],
      message: `the document has ${source.text.length} characters, more than ${MAX_BYTES}`,
    });
    return undefined;
  }
  const tooDeep = depthLimit(source.text);
  if (tooDeep !== undefined) {
    reporter.report({
      code: 'W006',
      span: [tooDeep, tooDeep + 1],
      message: `the document is nested deeper than ${MAX_DEPTH} levels`,
    });
    return undefined;
  }
  const document = parseDocument(source.text, {
    keepSourceTokens: true,
    uniqueKeys: false,
    version: '1.2',
    merge: false,
  });
  for (const error of document.errors) report(source, reporter, error);
  for (const problem of document.warnings) report(source, reporter, problem);
  if (document.errors.length > 0) return undefined;
  if (document.contents === null) {
    reporter.report({ code: 'W102', span: [0, 0], message: 'the document is empty; a workflow needs `nodes`' });
    return undefined;
  }
  return new Converter(document, reporter).convert(document.contents);
}

/** The offset where flow collections are nested too deep, found before composing, which would recurse. */
function depthLimit(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    // Braces of prompts count too, so the limit is far above what real nesting needs.
    if (depth > MAX_DEPTH * 4) return at;
  }
  return undefined;
}

const QUOTE = 'put the whole value in quotes';
const HELP: { readonly [code in ErrorCode]?: string } = {
  UNEXPECTED_TOKEN: QUOTE,
  BLOCK_AS_IMPLICIT_KEY: QUOTE,
  TAB_AS_INDENT: 'indent with spaces',
  MULTIPLE_DOCS: 'a workflow file holds one document; remove the `---`',
  BAD_ALIAS: QUOTE,
};

function report(source: Source, reporter: Reporter, problem: YAMLError): void {
  const [start, end] = problem.pos;
  if (problem.code === 'TAG_RESOLVE_FAILED') {
    reporter.report({
      code: 'W003',
      span: [start, end],
      message: `\`${source.text.slice(start, end)}\` is read as a YAML tag`,
      help: 'put the value in quotes',
    });
    return;
  }
  const [sentence = 'the text is no YAML'] = problem.message.split(/ at line \d+|\n/);
  const message = `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/[.:]$/, '');
  reporter.report({ code: 'W001', span: [start, end], message, help: HELP[problem.code] });
}

/** Walks the document once. Aliases are followed within a budget, so that a bomb costs no more than the budget. */
class Converter {
  readonly #document: Document.Parsed;
  readonly #reporter: Reporter;
  #budget = MAX_NODES;

  constructor(document: Document.Parsed, reporter: Reporter) {
    this.#document = document;
    this.#reporter = reporter;
  }

  convert(node: Node | null, depth = 0): YamlNode {
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
    if (isSeq(node))
      return { kind: 'list', items: node.items.map((item) => this.convert(item as Node, depth + 1)), span };
    return this.#scalar(isScalar(node) ? node : undefined, span);
  }

  #alias(node: Node & { readonly source: string }, depth: number): YamlNode {
    // `resolve` looks for the anchor before the alias, as YAML has it.
    const target = (node as unknown as { resolve: (document: Document) => ParsedNode | undefined }).resolve(
      this.#document,
    );
    if (target !== undefined) return this.convert(target, depth + 1);
    const span = spanOf(node);
    this.#reporter.report({
      code: 'W004',
      span,
      message: `the alias \`*${node.source}\` names no anchor`,
      help: QUOTE,
    });
    return { kind: 'scalar', value: null, spelling: '', span, locate: () => span[0] };
  }

  #map(node: YAMLMap, depth: number): YamlNode {
    const seen = new Map<string, Span>();
    const entries: YamlEntry[] = [];
    for (const pair of node.items) {
      const key = this.#scalar(isScalar(pair.key) ? pair.key : undefined, spanOf(pair.key as Node));
      const name = String(key.value);
      const before = seen.get(name);
      if (before !== undefined) {
        const related = [{ span: before, message: `the first \`${name}\`` }];
        this.#reporter.report({ code: 'W002', span: key.span, message: `the key \`${name}\` stands twice`, related });
        continue;
      }
      seen.set(name, key.span);
      const value =
        pair.value === null
          ? this.#scalar(undefined, [key.span[1], key.span[1]])
          : this.convert(pair.value as Node, depth + 1);
      entries.push({ key, value });
    }
    return { kind: 'map', entries, span: spanOf(node) };
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

/** Beyond 2^53 digits are lost, and an infinity is no JSON. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function spanOf(node: Node | null | undefined): Span {
  const range = node?.range;
  return range === undefined || range === null ? [0, 0] : [range[0], range[1]];
}
