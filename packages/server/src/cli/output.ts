import { styleText } from 'node:util';
import { openLog, weighed } from './log.ts';
import type { Log, LogFormat, LogLevel } from './log.ts';

type Style = Parameters<typeof styleText>[0];

/** Results go to stdout and nothing else does; everything said about them goes to stderr. */
export type Output = {
  readonly result: (text: string) => void;
  readonly json: (value: unknown) => void;
  /** What goes on beside the result; in the format `json` a line of the log. */
  readonly say: (text: string) => void;
  /** The same with how important it is and what it belongs to. */
  readonly log: Log;
  /** The same without the end of a line. */
  readonly write: (text: string) => void;
  /** Styles text that goes to stderr, or to stdout. */
  readonly style: (style: Style, text: string, stream?: 'out' | 'err') => string;
  readonly hasColor: (stream: 'out' | 'err') => boolean;
};

export type ColorChoice = 'auto' | 'always' | 'never';

export function openOutput({
  color,
  env,
  logFormat = 'human',
  logLevel = 'info',
}: {
  readonly color: ColorChoice;
  readonly logFormat?: LogFormat;
  readonly logLevel?: LogLevel;
  readonly env: { readonly [name: string]: string | undefined };
}): Output {
  const hasColor = (stream: 'out' | 'err'): boolean => {
    if (color !== 'auto') return color === 'always';
    if ((env['NO_COLOR'] ?? '') !== '') return false;
    return (stream === 'out' ? process.stdout : process.stderr).isTTY;
  };
  const line = (text: string): void => void process.stderr.write(`${text}\n`);
  const log = openLog({ format: logFormat, least: logLevel, write: line });
  return {
    hasColor,
    result: (text) => void process.stdout.write(`${text}\n`),
    json: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
    say: (text) => {
      if (logFormat === 'human') return line(text);
      const { level, message } = weighed(text);
      log(level, message);
    },
    log,
    write: (text) => void process.stderr.write(text),
    style: (style, text, stream = 'err') =>
      hasColor(stream) ? styleText(style, text, { validateStream: false }) : text,
  };
}

/** Columns as wide as their widest cell; the last one is as long as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows
    .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join('  '))
    .join('\n');
}
