// A text for a simple pattern: literals, classes, groups, alternatives and counts. Look-around and back-references are left out:
// what is made is tried against the pattern, so that what is not understood is never claimed.

import { matcherOf } from './matcher.ts';

type Reader = { readonly pattern: string; at: number; readonly extra: number };

/** How often a part that may come any number of times is tried at most, while a text is too short. */
const MOST_EXTRA = 64;

/** The shortest text that the pattern is known to match, or undefined where the pattern is not simple. */
export function shortestMatch(
  pattern: string,
  { minLength = 0 }: { readonly minLength?: number } = {},
): string | undefined {
  const matches = matcherOf(pattern);
  if (matches === undefined) return undefined;
  for (let extra = 0; extra <= MOST_EXTRA; extra += 1) {
    const text = readAlternatives({ pattern, at: 0, extra });
    if (text === undefined) return undefined;
    // An open end takes any text: `^a` is satisfied by `axx`.
    for (const candidate of [text, text.padEnd(minLength, 'x')]) {
      if (candidate.length >= minLength && matches(candidate)) return candidate;
    }
  }
  return undefined;
}

/** Up to the end or a closing parenthesis; the first alternative is taken, the others are read over. */
function readAlternatives(reader: Reader): string | undefined {
  const first = readSequence(reader);
  while (reader.pattern[reader.at] === '|') {
    reader.at += 1;
    if (readSequence(reader) === undefined) return undefined;
  }
  return first;
}

function readSequence(reader: Reader): string | undefined {
  let text = '';
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern[reader.at] ?? '')) {
    const atom = readAtom(reader);
    if (atom === undefined) return undefined;
    const count = readCount(reader);
    if (count * atom.length > MOST_LENGTH) return undefined;
    text += atom.repeat(count);
  }
  return text;
}

const MOST_LENGTH = 10_000;

/** What `\d`, `\w` and the like are answered with. */
const ESCAPES: { readonly [letter: string]: string } = {
  d: '0',
  w: 'a',
  s: ' ',
  D: 'x',
  W: '-',
  S: 'x',
  n: '\n',
  t: '\t',
};

function readAtom(reader: Reader): string | undefined {
  const character = reader.pattern[reader.at] ?? '';
  reader.at += 1;
  switch (character) {
    case '^':
    case '$':
      return '';
    case '.':
      return 'x';
    case '\\':
      return readEscape(reader);
    case '[':
      return readClass(reader);
    case '(':
      return readGroup(reader);
    default:
      return character;
  }
}

function readEscape(reader: Reader): string | undefined {
  const letter = reader.pattern[reader.at] ?? '';
  reader.at += 1;
  if (letter === 'b') return '';
  return ESCAPES[letter] ?? (/[a-zA-Z0-9]/.test(letter) ? undefined : letter);
}

/** The first member of a class; the first of a few that are not in it where it is negated. */
function readClass(reader: Reader): string | undefined {
  const end = /^(?:\\.|[^\]\\])*/su.exec(reader.pattern.slice(reader.at));
  const inside = end?.[0] ?? '';
  reader.at += inside.length + 1;
  if (inside.startsWith('^')) {
    const expression = new RegExp(`[${inside}]`, 'u');
    return ['x', 'a', '0', ' ', '-', '~'].find((candidate) => expression.test(candidate));
  }
  if (inside.startsWith('\\')) return readEscape({ ...reader, pattern: inside, at: 1 });
  return inside === '' ? undefined : inside.slice(0, 1);
}

function readGroup(reader: Reader): string | undefined {
  const opening = /^\?(?::|<[a-zA-Z]\w*>)/.exec(reader.pattern.slice(reader.at));
  if (opening !== null) reader.at += opening[0].length;
  else if (reader.pattern[reader.at] === '?') return undefined;
  const text = readAlternatives(reader);
  reader.at += 1;
  return text;
}

function readCount(reader: Reader): number {
  const found = /^(?:([?*+])|\{(\d+)(,(\d*))?\})\??/.exec(reader.pattern.slice(reader.at));
  if (found === null) return 1;
  reader.at += found[0].length;
  const [, sign, from, comma, to] = found;
  if (sign === '?') return Math.min(1, reader.extra);
  const least = sign === '+' ? 1 : Number(from ?? 0);
  if (sign === undefined && comma === undefined) return least;
  const most = to === undefined || to === '' ? Infinity : Number(to);
  return Math.min(most, least + reader.extra);
}
