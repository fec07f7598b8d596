// What a user decided about findings: comments that ignore one with a reason, and severities by code for a whole project.
import { nearest } from '@configurable-agents/core/graph';
import { CODES } from './codes.ts';
import { suggestOr } from './expression/suggest.ts';
import type { Code } from './codes.ts';
import { severityOf } from './diagnostic.ts';
import type { Finding, Reporter, Severity } from './diagnostic.ts';
import type { YamlNode } from './parse/tree.ts';
import type { Source, Span } from './source.ts';

/** Severities by code or name; `off` leaves a finding out. */
export type Severities = { readonly [codeOrName: string]: Severity | 'off' };

/** Errors with which a graph can still be made: what they say may be known to be harmless. All other errors stay errors. */
const ARGUABLE: ReadonlySet<Code> = new Set([
  'W313',
  'W314',
  'W406',
  'W407',
  'W409',
  'W410',
  'W411',
  'W412',
  'W430',
  'W431',
  'W432',
  'W433',
]);

/** The code that a code or a name stands for. */
export function codeOf(text: string): Code | undefined {
  if (Object.hasOwn(CODES, text)) return text as Code;
  const [code] = Object.entries(CODES).find(([, { name }]) => name === text) ?? [];
  return code as Code | undefined;
}

/** Names that may be meant by one that is not there. */
export function nearestCode(text: string): string | undefined {
  return nearest(text, names());
}

function names(): readonly string[] {
  return Object.entries(CODES).flatMap(([code, { name }]) => [code, name]);
}

export function isArguable(code: Code): boolean {
  return ARGUABLE.has(code);
}

function isSettled(finding: Finding): boolean {
  return severityOf(finding) !== 'error' || ARGUABLE.has(finding.code);
}

type Comment = {
  readonly span: Span;
  readonly codes: readonly string[];
  readonly codesAt: number;
  readonly reason: string;
  /** Findings that begin here are ignored. */
  readonly range: Span;
};

/** Applies the comments of the file, then the severities of the project, and reports comments that do nothing. */
export function applyDecisions(
  reporter: Reporter,
  {
    source,
    root,
    severities = {},
    strict = false,
  }: {
    readonly source: Source;
    readonly root: YamlNode;
    readonly severities?: Severities;
    readonly strict?: boolean;
  },
): void {
  const comments = commentsOf(source, root);
  const used = new Set<string>();
  const unarguable = new Set<string>();
  reporter.revise((finding) => {
    for (const comment of comments) {
      const [from, to] = comment.range;
      if (finding.span[0] < from || finding.span[0] >= to || comment.reason === '') continue;
      const named = comment.codes.find((each) => codeOf(each) === finding.code);
      if (named === undefined) continue;
      const key = `${comment.span[0]} ${named}`;
      if (!isSettled(finding)) {
        unarguable.add(key);
        continue;
      }
      used.add(key);
      return undefined;
    }
    return finding;
  });
  for (const comment of comments) reportUseless(comment, { reporter, used, unarguable, source });
  const chosen = new Map(Object.entries(severities).map(([key, severity]) => [codeOf(key), severity]));
  reporter.revise((finding) => {
    const severity = chosen.get(finding.code);
    if (severity === undefined || !isSettled(finding)) return finding;
    return severity === 'off' ? undefined : { ...finding, severity };
  });
  if (strict) {
    reporter.revise((finding) => (severityOf(finding) === 'warning' ? { ...finding, severity: 'error' } : finding));
  }
}

const COMMENT = /(^|[ \t])(#[ \t]*configurable-agents-ignore\b[ \t]*)([^:\r\n]*)(?::[ \t]*([^\r\n]*))?/gm;

function commentsOf(source: Source, root: YamlNode): readonly Comment[] {
  if (!source.text.includes('configurable-agents-ignore')) return [];
  const texts = scalarsOf(root);
  return [...source.text.matchAll(COMMENT)].flatMap((found) => {
    const [whole, before = '', intro = '', list = '', reason = ''] = found;
    const start = found.index + before.length;
    // In a text it is text.
    if (texts.some(([from, to]) => start > from && start < to)) return [];
    const end = found.index + whole.trimEnd().length;
    const line = source.positionOf(start).line;
    const from = source.startOf(line);
    const isAlone = source.text.slice(from, start).trim() === '';
    const range: Span = isAlone ? nextNode(source, { root, line }) : [from, source.startOf(line + 1)];
    const codes = list.split(/[\s,]+/).filter(Boolean);
    return [{ span: [start, end], codes, codesAt: start + intro.length, reason: reason.trim(), range }];
  });
}

/** Spans of texts in which a `#` may be text: those that go over several lines, or stand in quotes. */
function scalarsOf(node: YamlNode): readonly Span[] {
  if (node.kind === 'scalar') return [node.span];
  if (node.kind === 'list') return node.items.flatMap(scalarsOf);
  return node.entries.flatMap(({ value }) => scalarsOf(value));
}

/** The entry or the item that begins on the next line with anything on it, as a whole. */
function nextNode(source: Source, { root, line }: { readonly root: YamlNode; readonly line: number }): Span {
  for (let next = line + 1; source.startOf(next) < source.text.length; next += 1) {
    const from = source.startOf(next);
    const text = source.text.slice(from, source.startOf(next + 1));
    if (/^\s*(?:#|$)/.test(text)) continue;
    const lead = /^\s*(?:- +)?/.exec(text)?.[0].length ?? 0;
    const isItem = /^\s*- /.test(text);
    return spanAt(root, { at: from + lead, isItem }) ?? [from, from + text.length];
  }
  return [source.text.length, source.text.length];
}

function spanAt(node: YamlNode, place: { readonly at: number; readonly isItem: boolean }): Span | undefined {
  const { at, isItem } = place;
  if (node.kind === 'list') {
    for (const item of node.items) {
      if (isItem && item.span[0] === at) return item.span;
      const found = item.span[0] <= at && at <= item.span[1] ? spanAt(item, place) : undefined;
      if (found !== undefined) return found;
    }
  }
  if (node.kind !== 'map') return undefined;
  for (const { key, value } of node.entries) {
    if (!isItem && key.span[0] === at) return [at, Math.max(key.span[1], value.span[1])];
    const found = value.span[0] <= at && at <= value.span[1] ? spanAt(value, place) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

type Uses = {
  readonly reporter: Reporter;
  readonly used: ReadonlySet<string>;
  readonly unarguable: ReadonlySet<string>;
  readonly source: Source;
};

function reportUseless(comment: Comment, { reporter, used, unarguable, source }: Uses): void {
  const { span, codes, reason } = comment;
  const remove = { title: 'remove the comment', span: wholeComment(comment, source), text: '' };
  if (reason === '' || codes.length === 0) {
    const message = 'an ignore needs a code and a reason, and does nothing without them';
    const help = 'write `# configurable-agents-ignore W404: why it is right here`';
    reporter.report({ code: 'W013', span, message, help });
    return;
  }
  const unknown = codes.find((each) => codeOf(each) === undefined);
  if (unknown !== undefined) {
    const at = source.text.indexOf(unknown, comment.codesAt);
    reporter.report({
      code: 'W014',
      span: [at, at + unknown.length],
      message: `\`${unknown}\` is no code of a finding`,
      ...suggestOr(unknown, names(), 'docs/diagnostics has all of them'),
    });
    return;
  }
  for (const each of codes) {
    const key = `${span[0]} ${each}`;
    if (used.has(key)) continue;
    const isError = unarguable.has(key);
    reporter.report({
      code: 'W012',
      span,
      message: isError
        ? `\`${each}\` is an error here, and cannot be ignored`
        : `nothing here is \`${each}\`, so this ignores nothing`,
      help: isError ? 'mend what it says' : 'remove the comment',
      ...(isError || codes.length > 1 ? {} : { fix: remove }),
    });
  }
}

/** The comment, with its line where it stands alone. */
function wholeComment({ span }: Comment, { text, positionOf, startOf }: Source): Span {
  const { line } = positionOf(span[0]);
  const [from, to] = [startOf(line), startOf(line + 1)];
  if (text.slice(from, span[0]).trim() === '') return [from, to];
  return [from + text.slice(from, span[0]).trimEnd().length, span[1]];
}
