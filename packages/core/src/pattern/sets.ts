// Sets of characters as ranges of code points, sorted and apart.
import type { Member, Part, Range } from './tree.ts';

const LAST = 0x10ffff;

/** What JavaScript means by `.`, `\d`, `\s` and `\w`: RE2 means less by some of them. */
const NAMED: { readonly [letter: string]: readonly Range[] } = {
  d: [[0x30, 0x39]],
  w: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
  s: [
    [0x09, 0x0d],
    [0x20, 0x20],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
    [0xfeff, 0xfeff],
  ],
  // The ends of lines.
  n: [
    [0x0a, 0x0a],
    [0x0d, 0x0d],
    [0x2028, 0x2029],
  ],
};

/** The characters that a set takes. */
export function rangesOf({ members, isNegated }: Part & { readonly kind: 'set' }): readonly Range[] {
  const ranges = merged(members.flatMap(membersOf));
  return isNegated ? others(ranges) : ranges;
}

function membersOf(member: Member): readonly Range[] {
  switch (member.kind) {
    case 'range':
      return [member.range];
    case 'property':
      return propertyOf(member.source);
    case 'escape': {
      const { letter } = member;
      const named = NAMED[letter === '.' ? 'n' : letter.toLowerCase()] ?? [];
      return /[.A-Z]/.test(letter) ? others(named) : named;
    }
  }
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const apart: [number, number][] = [];
  for (const [low, high] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = apart.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else apart.push([low, high]);
  }
  return apart;
}

function others(ranges: readonly Range[]): readonly Range[] {
  const between = ranges.map(([low], i): Range => [(ranges[i - 1]?.[1] ?? -1) + 1, low - 1]);
  const rest: Range = [(ranges.at(-1)?.[1] ?? -1) + 1, LAST];
  return [...between, rest].filter(([low, high]) => low <= high);
}

const properties = new Map<string, readonly Range[]>();

/** What `\p{…}` takes, as the engine of JavaScript has it: RE2 knows fewer names, and the Unicode of another year. */
function propertyOf(source: string): readonly Range[] {
  const known = properties.get(source);
  if (known !== undefined) return known;
  const ranges: Range[] = [];
  for (const text of everyCharacter()) {
    for (const { 0: found, index } of text.matchAll(new RegExp(`${source}+`, 'gu'))) {
      const end = index + found.length;
      const isPair = end >= 2 && (text.codePointAt(end - 2) ?? 0) > 0xffff;
      ranges.push([text.codePointAt(index) ?? 0, text.codePointAt(end - (isPair ? 2 : 1)) ?? 0]);
    }
  }
  const apart = merged(ranges);
  properties.set(source, apart);
  return apart;
}

/** All code points in two texts: the last first half of a pair and the first second one must not stand together. */
function everyCharacter(): readonly string[] {
  return [textOf(0, 0xdbff), textOf(0xdc00, LAST)];
}

function textOf(first: number, last: number): string {
  const STEP = 0x1000;
  let text = '';
  for (let from = first; from <= last; from += STEP) {
    const count = Math.min(STEP, last - from + 1);
    text += String.fromCodePoint(...Array.from({ length: count }, (_each, i) => from + i));
  }
  return text;
}
