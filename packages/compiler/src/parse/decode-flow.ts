// Plain, single-quoted and double-quoted scalars: line folding and escapes.
import type { Decoded } from './span-map.ts';
import { TrackedText } from './tracked-text.ts';

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';

/** A plain scalar, or the inside of a single-quoted one. */
export function decodeFolded(
  source: string,
  { at, isSingleQuoted }: { readonly at: number; readonly isSingleQuoted: boolean },
): Decoded {
  const out = new TrackedText();
  const put = (from: number, to: number): void => {
    for (let i = from; i < to; i += 1) {
      out.add(source[i] ?? '', at + i);
      if (isSingleQuoted && source[i] === "'" && source[i + 1] === "'") i += 1;
    }
  };
  const lines = linesOf(source);
  const [first] = lines;
  if (first === undefined || lines.length === 1) {
    put(0, source.length);
    return out.end(at + source.length);
  }
  put(first.start, trimEnd(source, first));
  // What joins the next text to what is there: a blank, or one newline for each empty line between.
  let join = ' ';
  let joinAt = first.end;
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const isLast = index === lines.length - 1;
    const from = skipBlanks(source, line.start, line.end);
    const to = isLast ? line.end : trimEnd(source, { start: from, end: line.end });
    if (from >= to && !isLast) {
      if (join === '\n') out.addAll('\n', at + joinAt);
      else join = '\n';
      joinAt = line.end;
      continue;
    }
    out.addAll(join, at + joinAt);
    put(from, to);
    join = ' ';
    joinAt = line.end;
  }
  return out.end(at + source.length);
}

type Line = { readonly start: number; readonly end: number };

function linesOf(source: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (let end = source.indexOf('\n'); end >= 0; end = source.indexOf('\n', start)) {
    lines.push({ start, end });
    start = end + 1;
  }
  return [...lines, { start, end: source.length }];
}

function trimEnd(source: string, { start, end }: Line): number {
  let at = end;
  if (source[at] === '\n' && source[at - 1] === '\r' && at > start) at -= 1;
  while (at > start && isBlank(source[at - 1])) at -= 1;
  return at;
}

function skipBlanks(source: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(source[at])) at += 1;
  return at;
}

const ESCAPES: { readonly [character: string]: string } = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};
const HEX_LENGTHS: { readonly [character: string]: number } = { x: 2, u: 4, U: 8 };

/** A double-quoted scalar, quotes included. */
export function decodeDouble(source: string, at: number): Decoded {
  const out = new TrackedText();
  const end = source.length - 1;
  let i = 1;
  while (i < end) {
    const character = source[i] ?? '';
    if (character === '\\') i = decodeEscape(source, { from: i, at, out });
    else if (character === '\r' && source[i + 1] === '\n') i += 1;
    else if (character === '\n') i = foldLines(source, { from: i, at, out });
    else if (isBlank(character)) i = copyBlanks(source, { from: i, at, out });
    else {
      out.add(character, at + i);
      i += 1;
    }
  }
  return out.end(at + end);
}

type Step = { readonly from: number; readonly at: number; readonly out: TrackedText };

function decodeEscape(source: string, { from, at, out }: Step): number {
  const next = source[from + 1] ?? '';
  const simple = ESCAPES[next];
  if (simple !== undefined) {
    out.addAll(simple, at + from);
    return from + 2;
  }
  const isCarriage = next === '\r' && source[from + 2] === '\n';
  if (next === '\n' || isCarriage) return skipBlanks(source, from + (isCarriage ? 3 : 2), source.length - 1);
  const length = HEX_LENGTHS[next];
  if (length === undefined) {
    out.add(source.slice(from, from + 2), at + from);
    return from + 2;
  }
  const point = Number.parseInt(source.slice(from + 2, from + 2 + length), 16);
  if (point <= 0x10_ff_ff) out.addAll(String.fromCodePoint(point), at + from);
  return from + 2 + length;
}

/** A line break and the breaks and blanks after it: one blank, or one newline for each further break. */
function foldLines(source: string, { from, at, out }: Step): number {
  let folds = '';
  let i = from + 1;
  for (;;) {
    const character = source[i];
    if (character === '\n') folds += '\n';
    else if (!isBlank(character) && !(character === '\r' && source[i + 1] === '\n')) break;
    i += 1;
  }
  out.addAll(folds === '' ? ' ' : folds, at + from);
  return i;
}

/** Blanks count unless a line break follows them. */
function copyBlanks(source: string, { from, at, out }: Step): number {
  let i = from;
  while (isBlank(source[i])) i += 1;
  const isBeforeBreak = source[i] === '\n' || (source[i] === '\r' && source[i + 1] === '\n');
  if (!isBeforeBreak) out.add(source.slice(from, i), at + from);
  return i;
}
