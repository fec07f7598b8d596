import { styleText } from 'node:util';
import type { Diagnostic, Related } from '../diagnostic.ts';

export type HumanOptions = { readonly sources: ReadonlyMap<string, string>; readonly color: boolean };

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/**
 * Diagnostics for people: place, code, sentence, the lines with a mark under what is meant (`^` the finding, `-` what it has to do
 * with), the way out. Empty without diagnostics.
 */
export function formatHuman(diagnostics: readonly Diagnostic[], { sources, color }: HumanOptions): string {
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  const lines = new Map([...sources].map(([file, text]) => [file, text.split(/\r?\n/)]));
  return diagnostics.map((diagnostic) => formatOne(diagnostic, { lines, paint })).join('\n');
}

const TONES = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

type Context = { readonly lines: ReadonlyMap<string, readonly string[]>; readonly paint: Paint };

function formatOne(diagnostic: Diagnostic, { lines, paint }: Context): string {
  const { file, line, column, code, name, severity, message, help, related = [] } = diagnostic;
  const tone = TONES[severity];
  const head = `${paint('bold', `${file}:${line}:${column}`)} ${paint(tone, `${severity} ${code} ${name}`)} ${message}`;
  const own = lines.get(file) ?? [];
  const near = related.filter((each) => each.file === file && own[each.line - 1] !== undefined);
  const labels: Label[] = [
    { place: diagnostic, text: '', sign: '^', tone },
    ...near.map((place): Label => ({ place, text: place.message, sign: '-', tone: 'blue' })),
  ];
  const notes = related
    .filter((each) => !near.includes(each))
    .map((each) => paint('dim', `  ${each.file}:${each.line}:${each.column} ${each.message}`));
  const way = help === undefined ? [] : [`  ${paint('cyan', 'help:')} ${help}`];
  return [head, ...frame(labels, { own, paint }), ...notes, ...way, ''].join('\n');
}

type Label = {
  readonly place: Omit<Related, 'message'>;
  readonly text: string;
  readonly sign: '^' | '-';
  readonly tone: Style;
};

/** Lines of the file in their order, each once, with the marks below it; `…` where some are left out. */
function frame(
  labels: readonly Label[],
  { own, paint }: { readonly own: readonly string[]; readonly paint: Paint },
): readonly string[] {
  const shown = [...new Set(labels.map(({ place }) => place.line))].toSorted((a, b) => a - b);
  const width = String(shown.at(-1) ?? '').length;
  const bar = paint('dim', '|');
  return shown.flatMap((line, i) => {
    const text = own[line - 1]?.replaceAll(CONTROL, '\ufffd');
    if (text === undefined) return [];
    const before = shown[i - 1];
    const gap = before !== undefined && line > before + 1 ? [`  ${paint('dim', '…')}`] : [];
    const marks = labels
      .filter(({ place }) => place.line === line)
      .map((label) => `  ${' '.repeat(width)} ${bar} ${mark(label, { text, paint })}`);
    return [...gap, `  ${paint('dim', `${String(line).padStart(width)} |`)} ${text}`, ...marks];
  });
}

/** Control characters of a file must not steer a terminal; one character for one, so that columns stay. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

function mark(
  { place: { line, column, end_line, end_column }, text: label, sign, tone }: Label,
  { text, paint }: { readonly text: string; readonly paint: Paint },
): string {
  const end = end_line === line ? end_column : text.length + 1;
  // Tabs before the mark stay tabs, so that it stands under its character.
  const pad = text.slice(0, column - 1).replaceAll(/[^\t]/g, ' ');
  const signs = sign.repeat(Math.max(1, Math.min(end, text.length + 1) - column));
  return `${pad}${paint(tone, label === '' ? signs : `${signs} ${label}`)}`;
}
