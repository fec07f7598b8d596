import { styleText } from 'node:util';
import type { Diagnostic } from '../diagnostic.ts';

export type HumanOptions = { readonly sources: ReadonlyMap<string, string>; readonly color: boolean };

/** Diagnostics for people: place, code, sentence, the line with a caret, the way out. Empty without diagnostics. */
export function formatHuman(diagnostics: readonly Diagnostic[], { sources, color }: HumanOptions): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    color ? styleText(style, text, { validateStream: false }) : text;
  return diagnostics
    .map((diagnostic) => formatOne(diagnostic, { lines: sources.get(diagnostic.file)?.split(/\r?\n/) ?? [], paint }))
    .join('\n');
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

function formatOne(
  diagnostic: Diagnostic,
  { lines, paint }: { readonly lines: readonly string[]; readonly paint: Paint },
): string {
  const { file, line, column, code, name, severity, message, help, related = [] } = diagnostic;
  const tone = severity === 'error' ? 'red' : 'yellow';
  const head = `${paint('bold', `${file}:${line}:${column}`)} ${paint(tone, `${severity} ${code} ${name}`)} ${message}`;
  const notes = related.map((each) => paint('dim', `  ${each.file}:${each.line}:${each.column} ${each.message}`));
  const way = help === undefined ? [] : [`  ${paint('cyan', 'help:')} ${help}`];
  return [head, ...frame(diagnostic, { lines, paint, tone }), ...notes, ...way, ''].join('\n');
}

/** Control characters of a file must not steer a terminal; one character for one, so that columns stay. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

function frame(
  { line, column, end_line, end_column }: Diagnostic,
  { lines, paint, tone }: { readonly lines: readonly string[]; readonly paint: Paint; readonly tone: 'red' | 'yellow' },
): readonly string[] {
  const text = lines[line - 1]?.replaceAll(CONTROL, '\ufffd');
  if (text === undefined) return [];
  const number = String(line);
  const end = end_line === line ? end_column : text.length + 1;
  // Tabs before the caret stay tabs, so that it stands under its character.
  const pad = text.slice(0, column - 1).replaceAll(/[^\t]/g, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(end, text.length + 1) - column));
  return [
    `  ${paint('dim', `${number} |`)} ${text}`,
    `  ${' '.repeat(number.length)} ${paint('dim', '|')} ${pad}${paint(tone, carets)}`,
  ];
}
