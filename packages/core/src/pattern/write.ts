// The parts of a pattern in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), with nothing that the two read differently.
import { rangesOf } from './sets.ts';
import type { Part, Range } from './tree.ts';

export function writeRe2(part: Part): string {
  switch (part.kind) {
    case 'set':
      return writeSet(rangesOf(part));
    case 'edge':
      return { '^': '\\A', $: '\\z', b: '\\b', B: '\\B' }[part.of];
    case 'sequence':
      return part.parts.map(writeRe2).join('');
    case 'either':
      return `(?:${part.parts.map(writeRe2).join('|')})`;
    case 'repeat':
      return part.most === 0 ? '' : `(?:${writeRe2(part.part)})${quantifier(part)}`;
  }
}

function quantifier({ least, most }: Part & { readonly kind: 'repeat' }): string {
  if (most === Infinity) return least === 0 ? '*' : least === 1 ? '+' : `{${least},}`;
  return least === 0 && most === 1 ? '?' : `{${least},${most}}`;
}

const NONE = '[^\\x{0}-\\x{10ffff}]';

function writeSet(ranges: readonly Range[]): string {
  const [only] = ranges;
  if (only === undefined) return NONE;
  if (ranges.length === 1 && only[0] === only[1]) return writeCode(only[0]);
  return `[${ranges.map(([low, high]) => (low === high ? writeCode(low) : `${writeCode(low)}-${writeCode(high)}`)).join('')}]`;
}

function writeCode(code: number): string {
  const character = String.fromCodePoint(code);
  return /[A-Za-z0-9]/.test(character) ? character : `\\x{${code.toString(16)}}`;
}
