import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Results go to stdout and nothing else does; everything said about them goes to stderr. */
export type Output = {
  readonly result: (text: string) => void;
  readonly json: (value: unknown) => void;
  readonly say: (text: string) => void;
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
}: {
  readonly color: ColorChoice;
  readonly env: { readonly [name: string]: string | undefined };
}): Output {
  const hasColor = (stream: 'out' | 'err'): boolean => {
    if (color !== 'auto') return color === 'always';
    if ((env['NO_COLOR'] ?? '') !== '') return false;
    return (stream === 'out' ? process.stdout : process.stderr).isTTY;
  };
  return {
    hasColor,
    result: (text) => void process.stdout.write(`${text}\n`),
    json: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
    say: (text) => void process.stderr.write(`${text}\n`),
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

/** Control characters of a payload must not steer a terminal, nor begin a line that looks like ours. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (character) =>
    character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
