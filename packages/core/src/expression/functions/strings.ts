import { fail } from '../error.ts';
import type { Frame } from '../frame.ts';
import { format } from './format.ts';
import type { Value } from '../values/value.ts';
import type { Definitions } from './signature.ts';

// Positions count code points. A text without surrogates has one UTF-16 unit for each, so most texts need no splitting.
const SURROGATE = /[\ud800-\udfff]/;

function pointsOf(text: string): string | readonly string[] {
  return SURROGATE.test(text) ? Array.from(text) : text;
}

function join(part: string | readonly string[]): string {
  return typeof part === 'string' ? part : part.join('');
}

function position(at: bigint, length: number, text: string): number {
  if (at < 0n || at > BigInt(length))
    fail(
      'EXPRESSION_INDEX',
      `the position ${at} is not in ${JSON.stringify(text.slice(0, 40))}, which has ${length} characters`,
    );
  return Number(at);
}

const charAt = (text: string, at: bigint): string => {
  const points = pointsOf(text);
  return points[position(at, points.length, text)] ?? '';
};

/** Where `part` is at or after `from`, in code points; -1 if nowhere. */
const find = (text: string, part: string, from: bigint = 0n): bigint => {
  const points = pointsOf(text);
  const start = position(from, points.length, text);
  if (typeof points === 'string') return BigInt(text.indexOf(part, start));
  const found = text.indexOf(part, points.slice(0, start).join('').length);
  return found < 0 ? -1n : BigInt(Array.from(text.slice(0, found)).length);
};

const findLast = (text: string, part: string, from?: bigint): bigint => {
  const points = pointsOf(text);
  const last = from === undefined ? points.length : position(from, points.length, text);
  const units = typeof points === 'string' ? last : points.slice(0, last).join('').length;
  const found = text.lastIndexOf(part, units);
  return found < 0 ? -1n : BigInt(Array.from(text.slice(0, found)).length);
};

const substring = (text: string, from: bigint, to?: bigint): string => {
  const points = pointsOf(text);
  const [start, end] = [
    position(from, points.length, text),
    to === undefined ? points.length : position(to, points.length, text),
  ];
  if (start > end) fail('EXPRESSION_INDEX', `the end ${end} is before the start ${start}`);
  return join(points.slice(start, end));
};

/** Replaces the first `limit` occurrences; all where it is negative. */
function replace(
  text: string,
  {
    part,
    by,
    limit,
    frame,
  }: { readonly part: string; readonly by: string; readonly limit: number; readonly frame: Frame },
): string {
  const pieces =
    part === '' ? [...Array.from(text).flatMap((point, i) => (i === 0 ? ['', point] : [point])), ''] : text.split(part);
  const count = limit < 0 ? pieces.length - 1 : Math.min(limit, pieces.length - 1);
  frame.chargeSize(text.length + count * by.length);
  return (
    pieces.slice(0, count + 1).join(by) +
    pieces
      .slice(count + 1)
      .map((piece) => part + piece)
      .join('')
  );
}

function splitText(
  text: string,
  { by, limit, frame }: { readonly by: string; readonly limit: number; readonly frame: Frame },
): readonly string[] {
  frame.charge(text.length / 16);
  if (limit === 0) return [];
  const pieces = by === '' ? Array.from(text) : text.split(by);
  if (limit < 0 || pieces.length <= limit) return pieces;
  return [...pieces.slice(0, limit - 1), pieces.slice(limit - 1).join(by)];
}

function joinList(items: readonly Value[], separator: string, frame: Frame): string {
  const texts = items.map((item) =>
    typeof item === 'string' ? item : fail('EXPRESSION_TYPE', 'join takes a list of texts'),
  );
  frame.chargeSize(texts.reduce((sum, text) => sum + text.length + separator.length, 0));
  return texts.join(separator);
}

const BLANK = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const TRIM = { start: new RegExp(`^${BLANK}`), end: new RegExp(`${BLANK}$`) };

function trim(text: string): string {
  // The end is cut by hand: a regular expression that is anchored at the end looks from every blank.
  const cut = text.replace(TRIM.start, '');
  let end = cut.length;
  while (end > 0 && TRIM.start.test(cut[end - 1] ?? '')) end -= 1;
  return cut.slice(0, end);
}

const ESCAPES: { readonly [character: string]: string } = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

function quote(text: string): string {
  // oxlint-disable-next-line eslint/no-control-regex
  return `"${text.toWellFormed().replace(/[\x07-\r"\\]/g, (character) => ESCAPES[character] ?? character)}"`;
}

const lower = (text: string): string => text.replace(/[A-Z]+/g, (part) => part.toLowerCase());
const upper = (text: string): string => text.replace(/[a-z]+/g, (part) => part.toUpperCase());

/** Texts: CEL's own functions and those of its strings extension. */
export const STRINGS: Definitions = {
  contains: { 'string.(string): bool': (text: string, part: string) => text.includes(part) },
  startsWith: { 'string.(string): bool': (text: string, part: string) => text.startsWith(part) },
  endsWith: { 'string.(string): bool': (text: string, part: string) => text.endsWith(part) },
  charAt: { 'string.(int): string': charAt },
  indexOf: {
    'string.(string): int': (text: string, part: string) => find(text, part),
    'string.(string, int): int': find,
  },
  lastIndexOf: {
    'string.(string): int': (text: string, part: string) => findLast(text, part),
    'string.(string, int): int': findLast,
  },
  lowerAscii: { 'string.(): string': lower },
  upperAscii: { 'string.(): string': upper },
  replace: {
    'string.(string, string): string': (text: string, part: string, by: string, frame: Frame) =>
      replace(text, { part, by, limit: -1, frame }),
    'string.(string, string, int): string': (text: string, part: string, by: string, limit: bigint, frame: Frame) =>
      replace(text, { part, by, limit: Number(limit), frame }),
  },
  split: {
    'string.(string): list(string)': (text: string, by: string, frame: Frame) =>
      splitText(text, { by, limit: -1, frame }),
    'string.(string, int): list(string)': (text: string, by: string, limit: bigint, frame: Frame) =>
      splitText(text, { by, limit: Number(limit), frame }),
  },
  substring: {
    'string.(int): string': (text: string, from: bigint) => substring(text, from),
    'string.(int, int): string': substring,
  },
  trim: { 'string.(): string': trim },
  join: {
    'list(string).(): string': (items: readonly Value[], frame: Frame) => joinList(items, '', frame),
    'list(string).(string): string': joinList,
  },
  reverse: { 'string.(): string': (text: string) => Array.from(text).toReversed().join('') },
  'strings.quote': { '(string): string': quote },
  format: { 'string.(list(dyn)): string': format },
};
