// Reads a pattern that JavaScript takes. Groups only group, since nothing asks what they matched; what looks around or back is refused
// with its place, since no engine does that in time linear to the text.
import { readClass, readEscape } from './read-class.ts';
import { Reader } from './reader.ts';
import { Unreadable } from './tree.ts';
import type { Part } from './tree.ts';

/** Groups in each other, far below what exhausts a stack. */
const MOST_NESTED = 200;

/** The parts of a pattern that `new RegExp(source, 'u')` has taken. Throws `Unreadable`. */
export function readPattern(source: string): Part {
  return readEither(new Reader(source), 0);
}

function readEither(reader: Reader, depth: number): Part {
  const parts = [readSequence(reader, depth)];
  while (reader.takes('|')) parts.push(readSequence(reader, depth));
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'either', parts };
}

function readSequence(reader: Reader, depth: number): Part {
  const parts: Part[] = [];
  while (!reader.isAtEnd && !reader.sees('|') && !reader.sees(')')) {
    parts.push(readRepeat(reader, readOne(reader, depth)));
  }
  return { kind: 'sequence', parts };
}

function readOne(reader: Reader, depth: number): Part {
  if (reader.takes('^')) return { kind: 'edge', of: '^' };
  if (reader.takes('$')) return { kind: 'edge', of: '$' };
  if (reader.takes('.')) return { kind: 'set', members: [{ kind: 'escape', letter: '.' }], isNegated: false };
  if (reader.sees('(')) return readGroup(reader, depth);
  if (reader.takes('[')) return readClass(reader);
  if (reader.sees('\\')) return readEscaped(reader);
  const code = reader.next();
  return { kind: 'set', members: [{ kind: 'range', range: [code, code] }], isNegated: false };
}

function readEscaped(reader: Reader): Part {
  const start = reader.at;
  const back = reader.match(/\\(?:[1-9]\d*|k<[^>]*>)/y);
  if (back !== undefined) {
    throw new Unreadable({
      at: [start, reader.at],
      message: `\`${back}\` asks for the same text again, which takes more than time linear to the text`,
      help: 'say what may stand there, and compare the two in a condition',
    });
  }
  const edge = reader.match(/\\[bB]/y);
  if (edge !== undefined) return { kind: 'edge', of: edge === '\\b' ? 'b' : 'B' };
  return { kind: 'set', members: [readEscape(reader)], isNegated: false };
}

const LOOKS: { readonly [opening: string]: readonly [what: string, instead: string] } = {
  '(?=': ['looks ahead', 'demand each by a pattern of its own: `allOf: [{ pattern: … }, { pattern: … }]`'],
  '(?!': ['looks ahead', 'refuse it beside the pattern: `not: { pattern: … }`'],
  '(?<=': ['looks back', 'write what stands before it into the pattern'],
  '(?<!': ['looks back', 'refuse it beside the pattern: `not: { pattern: … }`'],
};

function readGroup(reader: Reader, depth: number): Part {
  const start = reader.at;
  const opening = reader.match(/\((?:\?(?:<[=!]|[=!:]|<[^>]*>|[a-z-]+:))?/y) ?? '(';
  const look = LOOKS[opening];
  if (look !== undefined) {
    const [what, help] = look;
    const message = `\`${opening}\` ${what}, which takes more than time linear to the text`;
    throw new Unreadable({ at: [start, reader.at], message, help });
  }
  if (/^\(\?[a-z-]+:$/.test(opening)) {
    throw new Unreadable({
      at: [start, reader.at],
      message: `\`${opening}\` changes how the rest is read, which patterns of schemas cannot`,
      help: 'write it out: `[Aa]` takes either case, `[^]` any character',
    });
  }
  if (depth >= MOST_NESTED) {
    const message = `the pattern has more than ${MOST_NESTED} groups in each other`;
    throw new Unreadable({ at: [start, reader.at], message, help: 'write it with fewer groups' });
  }
  const inner = readEither(reader, depth + 1);
  reader.takes(')');
  return inner;
}

/** RE2 writes out what is repeated, and takes no count above this, nor such counts in each other. */
const MOST_REPEATS = 1000;

function readRepeat(reader: Reader, part: Part): Part {
  const start = reader.at;
  const found = reader.match(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
  if (found === undefined) return part;
  const [least, most] = countsOf(found);
  const repeat: Part = { kind: 'repeat', part, least, most };
  if (repeatsOf(repeat) <= MOST_REPEATS) return repeat;
  throw new Unreadable({
    at: [start, reader.at],
    message: `\`${found}\` repeats a part more than ${MOST_REPEATS} times in all`,
    help: 'bound the length of the text by `maxLength`, and repeat by `*` or `+`',
  });
}

function countsOf(quantifier: string): readonly [least: number, most: number] {
  if (quantifier.startsWith('*')) return [0, Infinity];
  if (quantifier.startsWith('+')) return [1, Infinity];
  if (quantifier.startsWith('?')) return [0, 1];
  const [, low = '0', comma, high = ''] = /^\{(\d+)(,(\d*))?/.exec(quantifier) ?? [];
  return [Number(low), comma === undefined ? Number(low) : high === '' ? Infinity : Number(high)];
}

/** How often a part is written out at most: counts in each other multiply. */
function repeatsOf(part: Part): number {
  switch (part.kind) {
    case 'repeat':
      return Math.max(1, part.most === Infinity ? part.least : part.most) * repeatsOf(part.part);
    case 'sequence':
    case 'either':
      return part.parts.reduce((most, each) => Math.max(most, repeatsOf(each)), 1);
    default:
      return 1;
  }
}
