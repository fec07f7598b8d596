// What is wrong with a text before it is read as YAML: its size, its encoding, a directive, brackets beyond reason.
import type { Reporter } from '../diagnostic.ts';
import type { Source } from '../source.ts';

const MAX_BYTES = 1024 * 1024;
export const MAX_DEPTH = 100;

/** Answers whether anything is wrong. */
export function reportText(source: Source, reporter: Reporter): boolean {
  if (source.text.length > MAX_BYTES) {
    reporter.report({
      code: 'W006',
      span: [0, 0],
      message: `the document has ${source.text.length} characters, more than ${MAX_BYTES}`,
    });
    return true;
  }
  if (reportEncoding(source, reporter) || reportDirective(source, reporter)) return true;
  const tooDeep = depthLimit(source.text);
  if (tooDeep === undefined) return false;
  reporter.report({
    code: 'W006',
    span: [tooDeep, tooDeep + 1],
    message: `the document is nested deeper than ${MAX_DEPTH} levels`,
  });
  return true;
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

/** `%YAML 1.1` would make `yes` a boolean, and no other version is read. */
function reportDirective({ text }: Source, reporter: Reporter): boolean {
  const found = /^\ufeff?(?:[ \t]*(?:#[^\n]*)?\r?\n)*(%[^\r\n]*)/.exec(text);
  const [whole, line] = found ?? [];
  if (whole === undefined || line === undefined) return false;
  const start = whole.length - line.length;
  const [rest = ''] = /^\r?\n(?:---[ \t]*\r?\n)?/.exec(text.slice(whole.length)) ?? [];
  reporter.report({
    code: 'W008',
    span: [start, whole.length],
    message: `\`${line.trim()}\` is a directive, and workflows are YAML 1.2 without any`,
    help: 'remove the line',
    fix: { title: 'remove the directive', span: [start, whole.length + rest.length], text: '' },
  });
  return true;
}

/** What is no UTF-8 was decoded to replacement characters and zeros. */
function reportEncoding({ text }: Source, reporter: Reporter): boolean {
  const zero = text.indexOf('\u0000');
  if (zero < 0) return false;
  // eslint-disable-next-line no-control-regex
  const isWide = /^(?:\ufffd{2}|\ufeff)?(?:(?:[^\u0000]\u0000){3}|(?:\u0000[^\u0000]){3})/.test(text);
  reporter.report({
    code: 'W007',
    span: [zero, zero + 1],
    message: isWide ? 'the file is UTF-16, not UTF-8' : 'the text holds a character U+0000',
    help: isWide ? 'save it as UTF-8' : 'remove the character, or save the file as UTF-8',
  });
  return true;
}
