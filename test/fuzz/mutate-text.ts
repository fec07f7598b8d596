// Changes of a text: slips in an editor, and bytes that were damaged.
import type { Random } from './random.ts';

const PIECES = [
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  ':',
  ': ',
  '- ',
  '? ',
  '#',
  ' # ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  "'",
  '|',
  '>',
  '|2-',
  '&a ',
  '*a',
  '!x ',
  '!!str ',
  '<<: ',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '{{',
  '}}',
  '${{ ',
  ' }}',
  '{a}',
  '\\',
  '\u0000',
  '\ufeff',
  '\u2028',
  '\ud800',
  '👍',
  'é',
  '=',
  '==',
  '&&',
] as const;

/** One to three slips: of characters, of lines, of indentation. */
export function mutateText(text: string, random: Random): string {
  let changed = text;
  for (let left = 1 + random.below(3); left > 0; left -= 1)
    changed = random.once(2) ? slip(changed, random) : slipOfLine(changed, random);
  return changed;
}

function slip(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const to = at + 1 + random.below(4);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(to);
    case 1:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(to);
    case 2:
      return text.slice(0, at) + text.slice(at, to) + text.slice(at);
    default:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
  }
}

function slipOfLine(text: string, random: Random): string {
  const lines = text.split('\n');
  const [at, to] = [random.below(lines.length), random.below(lines.length)];
  const line = lines[at] ?? '';
  switch (random.below(6)) {
    case 0:
      return lines.toSpliced(at, 1).join('\n');
    case 1:
      return lines.toSpliced(to, 0, line).join('\n');
    case 2:
      return lines.toSpliced(at, 1).toSpliced(to, 0, line).join('\n');
    case 3:
      return lines.with(at, `${' '.repeat(1 + random.below(4))}${line}`).join('\n');
    case 4:
      return lines.with(at, line.replace(/^ {1,3}/, '')).join('\n');
    default:
      return lines.slice(0, at).join('\n');
  }
}

/** Bytes that are replaced, put in or taken out, read as UTF-8 again. */
export function mutateBytes(text: string, random: Random): string {
  const bytes = [...Buffer.from(text)];
  for (let left = 1 + random.below(8); left > 0; left -= 1) {
    const at = random.below(bytes.length + 1);
    const taken = random.below(3);
    if (random.once(3)) bytes.splice(at, taken);
    else bytes.splice(at, taken, random.below(256));
  }
  return Buffer.from(bytes).toString('utf8');
}
