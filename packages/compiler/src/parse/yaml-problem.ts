// What the YAML parser stumbles over, as findings: one for each root cause, in our words, at what is to be changed.
import { isScalar, visit } from 'yaml';
import type { Document, ErrorCode, YAMLError } from 'yaml';
import type { Finding, Reporter } from '../diagnostic.ts';
import type { Source, Span } from '../source.ts';
import { unquotedType } from './unquoted-type.ts';

/** Errors that a value without quotes makes, however many of them it makes. */
const UNQUOTED: ReadonlySet<ErrorCode> = new Set([
  'UNEXPECTED_TOKEN',
  'BLOCK_AS_IMPLICIT_KEY',
  'BAD_ALIAS',
  'BAD_SCALAR_START',
  'MULTILINE_IMPLICIT_KEY',
]);

const SENTENCES: { readonly [code in ErrorCode]?: readonly [message: string, help: string] } = {
  BAD_ALIAS: ['this is read as an alias', 'put the value in quotes'],
  BAD_SCALAR_START: ['a value cannot begin with this character', 'put the value in quotes'],
  ALIAS_PROPS: ['an alias takes no anchor and no tag', 'remove what stands before the `*`'],
  BAD_COLLECTION_TYPE: ['the tag does not go with this kind of collection', 'remove the tag'],
  BAD_DIRECTIVE: ['this directive is not known', 'remove the line'],
  BAD_DQ_ESCAPE: [
    'this escape is not known between double quotes',
    'write `\\\\` for a backslash, or use single quotes',
  ],
  BAD_INDENT: ['the indentation fits no level above it', 'indent it like the entries that it belongs to'],
  BAD_PROP_ORDER: ['an anchor or a tag stands in the wrong place', 'write it between the key and the value'],
  BLOCK_IN_FLOW: ['a list with `-` cannot stand between brackets', 'separate the items by commas'],
  KEY_OVER_1024_CHARS: ['a key is longer than 1,024 characters', 'put long text into a value'],
  MULTIPLE_ANCHORS: ['a value has two anchors', 'remove one of them'],
  MULTIPLE_TAGS: ['a value has two tags', 'remove one of them'],
  NON_STRING_KEY: ['a key must be text', 'put it in quotes'],
  MULTILINE_IMPLICIT_KEY: ['a key must stand on one line', 'write `key: value`; long text goes after `key: |`'],
  RESOURCE_EXHAUSTION: ['the document is nested too deep', 'a workflow needs a few levels only'],
  BLOCK_AS_IMPLICIT_KEY: ['`: ` inside a value is read as another key', 'put the value in quotes'],
  UNEXPECTED_TOKEN: ['this does not belong here', 'check the indentation, and quotes around values'],
};

/** Reports what is wrong with the text as YAML; a first error makes others that say nothing new. */
export function reportYaml(
  document: Document.Parsed,
  { source, reporter }: { readonly source: Source; readonly reporter: Reporter },
): void {
  const open = unclosedQuote(document, source);
  if (open !== undefined) reporter.report(open);
  const lines = new Set<number>();
  let isBroken = open !== undefined;
  for (const error of document.errors) {
    const start = error.pos[0];
    // The parser points behind the end where something is missing there.
    const end = Math.min(error.pos[1], source.text.length);
    if (open !== undefined && start >= open.span[0]) continue;
    const { line } = source.positionOf(start);
    if (lines.has(line)) continue;
    const isValue = UNQUOTED.has(error.code);
    const type = isValue ? unquotedType(source, { at: start, line }) : undefined;
    const value =
      type ?? (isValue ? (unquotedValue(source, line) ?? missingBlank(source, { error, line })) : undefined);
    const deeper = value === undefined ? deeperLine(source, { error, line }) : undefined;
    // A bracket between braces breaks what follows; another one like it is told all the same.
    if (isBroken && type === undefined) continue;
    lines.add(line);
    isBroken ||= value === undefined || type !== undefined;
    reporter.report(value ?? deeper ?? describe(error, { source, span: [start, end] }));
  }
}

function describe(error: YAMLError, { source, span }: { readonly source: Source; readonly span: Span }): Finding {
  const lost = lostComment(source, span);
  if (lost !== undefined) return lost;
  if (error.code === 'TAB_AS_INDENT') return tab(source, span);
  if (error.code === 'MULTIPLE_DOCS') {
    const [start, end] = lineSpan(source, span[0]);
    const isMarked = source.text.startsWith('---', start);
    const message = 'a second document begins here, and a workflow file holds one';
    const related = [{ span: [0, 0] as const, message: 'the first document' }];
    return {
      code: 'W001',
      span: [start, isMarked ? start + 3 : end],
      message,
      help: `remove the \`${isMarked ? '---' : '...'}\`, or keep each workflow in a file of its own`,
      related,
    };
  }
  const isMissing = error.code === 'MISSING_CHAR' || /end with a [\]}]/.test(error.message);
  if (isMissing) return missing(source, { error, span });
  const [message, help] = SENTENCES[error.code] ?? ['the text is no YAML here', 'check the indentation and the quotes'];
  return { code: 'W001', span, message, help };
}

/** Brackets, dashes and colons that are not there. */
function missing(source: Source, { error, span }: { readonly error: YAMLError; readonly span: Span }): Finding {
  // The parser says only in words which character it missed.
  const bracket = /end with a ([\]}])|expected .*?([\]}])/.exec(error.message)?.slice(1).find(Boolean);
  if (bracket !== undefined) {
    const message = `a \`${bracket === '}' ? '{' : '['}\` before this is not closed`;
    return { code: 'W001', span, message, help: `close it with \`${bracket}\`` };
  }
  const word = /^[^\s:]+/.exec(source.text.slice(span[0]))?.[0] ?? '';
  if (error.message.includes('- indicator')) {
    const message = 'this line belongs to no entry of the list above it';
    return {
      code: 'W001',
      span: lineSpan(source, span[0]),
      message,
      help: 'indent it like the other keys of the entry',
    };
  }
  const message = word === '' ? 'something is missing here' : `\`${word}\` stands alone`;
  return { code: 'W001', span, message, help: 'write `key: value`, or `- ` before an item of a list' };
}

function tab(source: Source, [start]: Span): Finding {
  const blanks = /^[ \t]*/.exec(source.text.slice(lineSpan(source, start)[0]))?.[0] ?? '';
  const from = startOfLine(source, start);
  const width = /^[ \t]*/.exec(source.text.slice(from))?.[0].length ?? blanks.length;
  const span: Span = [from, from + Math.max(1, width)];
  const text = source.text.slice(...span).replaceAll('\t', '  ');
  return {
    code: 'W001',
    span,
    message: 'a tab indents this line, and YAML indents by spaces',
    help: 'indent with spaces',
    fix: { title: 'two spaces for each tab', span, text, applicability: 'unsafe' },
  };
}

/** A modeline that lost its comment sign breaks every line after it. */
function lostComment(source: Source, [start]: Span): Finding | undefined {
  const from = startOfLine(source, start);
  const [line] = /^(?:yaml-language-server:\s*)?\$schema=.*/.exec(source.text.slice(from)) ?? [];
  if (line === undefined) return undefined;
  return {
    code: 'W001',
    span: [from, from + line.trimEnd().length],
    message: 'this line is meant for editors, and is no YAML',
    help: 'begin it with `# `',
    fix: {
      title: 'make it a comment',
      span: [from, from],
      text: line.startsWith('$') ? '# yaml-language-server: ' : '# ',
    },
  };
}

/** The quote that is still open at the end of the text: where it opens, which is where it is to be closed. */
function unclosedQuote(document: Document.Parsed, source: Source): Finding | undefined {
  const isOpen = document.errors.some(({ code, message }) => code === 'MISSING_CHAR' && message.includes('quote'));
  if (!isOpen) return undefined;
  let found: number | undefined;
  visit(document, {
    Scalar: (_key, node) => {
      const token = isScalar(node) ? node.srcToken : undefined;
      if (token?.type !== 'double-quoted-scalar' && token?.type !== 'single-quoted-scalar') return;
      const quote = token.source.charAt(0);
      if (token.source.length < 2 || !token.source.endsWith(quote)) found = token.offset;
    },
  });
  if (found === undefined) return undefined;
  const quote = source.text.charAt(found);
  const [, end] = lineSpan(source, found);
  return {
    code: 'W001',
    span: [found, found + 1],
    message: `the quote ${quote} is not closed`,
    help: `close it with another ${quote}${quote === "'" ? "; inside single quotes write `''` for one" : ''}`,
    fix: { title: 'close it at the end of the line', span: [end, end], text: quote, applicability: 'unsafe' },
  };
}

/** Longer lines are nobody's slip, and looking at them would take time that grows with the square of their length. */
const MAX_LINE = 2000;

const WHY: { readonly [first: string]: string } = {
  '*': 'begins with `*`, which YAML reads as an alias',
  '&': 'begins with `&`, which YAML reads as an anchor',
  '{': 'begins with `{`, which YAML reads as a map',
  '[': 'begins with `[`, which YAML reads as a list',
  '"': 'begins with a quote that ends before the value does',
  "'": 'begins with a quote that ends before the value does',
  '@': 'begins with `@`, which YAML reserves',
  '`': 'begins with a backtick, which YAML reserves',
  '%': 'begins with `%`, which YAML reserves',
};

/** `key: value` whose value has to stand in quotes: the whole value, with the edit that does it. */
function unquotedValue(source: Source, line: number): Finding | undefined {
  const from = source.startOf(line);
  const [whole = ''] = /^[^\r\n]*/.exec(source.text.slice(from, from + MAX_LINE + 1)) ?? [];
  if (whole.length > MAX_LINE) return undefined;
  const found = /^(\s*(?:- +)*[\w$.-]+:[ \t]+)(\S.*?)[ \t]*(?:[ \t]#.*)?$/.exec(whole);
  const [, key = '', value = ''] = found ?? [];
  if (value === '') return undefined;
  const reason =
    WHY[value.charAt(0)] ?? (value.includes(': ') ? 'holds `: `, which YAML reads as another key' : undefined);
  if (reason === undefined || isClosed(value)) return undefined;
  const span: Span = [from + key.length, from + key.length + value.length];
  const isPlaceholder = /^\{[ \t]*[A-Za-z_][\w.]*[ \t]*\}/.test(value);
  return {
    code: isPlaceholder ? 'W005' : 'W001',
    span,
    message: `the value ${isPlaceholder ? 'begins with a placeholder, and without quotes YAML reads a map' : reason}`,
    help: 'put the whole value in quotes',
    fix: { title: 'put the value in quotes', span, text: quoted(value) },
  };
}

/** `uses:http`: without a blank the colon is part of the text. */
function missingBlank(
  source: Source,
  { error, line }: { readonly error: YAMLError; readonly line: number },
): Finding | undefined {
  if (error.code !== 'MULTILINE_IMPLICIT_KEY') return undefined;
  const from = source.startOf(line);
  const [, lead = '', key = '', value] =
    /^((?:[ \t]|- )*)([A-Za-z_][\w-]*):([^\s:/][^\r\n]*)/.exec(source.text.slice(from)) ?? [];
  if (value === undefined) return undefined;
  const start = from + lead.length;
  const span: Span = [start, start + key.length + 1 + value.trimEnd().length];
  const text = `${key}: ${value.trimEnd()}`;
  return {
    code: 'W001',
    span,
    message: `a blank is missing after \`${key}:\``,
    help: `write \`${text}\``,
    fix: { title: `write \`${text}\``, span, text },
  };
}

/** A line with a key that is indented deeper than the line before, whose key has a value already. */
function deeperLine(
  source: Source,
  { error, line }: { readonly error: YAMLError; readonly line: number },
): Finding | undefined {
  if (error.code !== 'BLOCK_AS_IMPLICIT_KEY') return undefined;
  const [before, next] = [lineSpan(source, source.startOf(line)), lineSpan(source, source.startOf(line + 1))];
  const [, key] = /^(?:- )*([\w-]+):[ \t]+\S/.exec(source.text.slice(...before)) ?? [];
  const isKey = /^[\w-]+:(?:\s|$)/.test(source.text.slice(...next));
  const isDeeper = source.positionOf(next[0]).column > source.positionOf(before[0]).column;
  if (key === undefined || !isKey || !isDeeper) return undefined;
  return {
    code: 'W001',
    span: next,
    message: `this line is indented deeper than \`${key}\`, which has a value already`,
    help: `indent it like \`${key}\`; an entry of a list begins with \`- \``,
    related: [{ span: before, message: `\`${key}\` stands here` }],
  };
}

/** Whether brackets that the value opens are what it ends with: then they are meant, and something else is wrong. */
function isClosed(value: string): boolean {
  if (!/^[[{]/.test(value)) return false;
  let depth = 0;
  for (let i = 0; i < value.length; i += 1) {
    if (/[[{]/.test(value.charAt(i))) depth += 1;
    if (/[\]}]/.test(value.charAt(i))) depth -= 1;
    if (depth === 0) return i === value.length - 1;
  }
  return true;
}

/** The text between quotes in which it needs the fewest changes. */
export function quoted(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

function startOfLine(source: Source, offset: number): number {
  return source.startOf(source.positionOf(offset).line);
}

/** The line's text without its indentation. */
function lineSpan(source: Source, offset: number): Span {
  const from = startOfLine(source, offset);
  const [, blanks = '', text = ''] = /^([ \t]*)([^\r\n]*)/.exec(source.text.slice(from)) ?? [];
  return [from + blanks.length, from + blanks.length + text.trimEnd().length];
}
