// Classes and escapes of a pattern.
import type { Reader } from './reader.ts';
import type { Member, Part } from './tree.ts';

/** After its `[`, up to its `]` and with it. */
export function readClass(reader: Reader): Part {
  const isNegated = reader.takes('^');
  const members: Member[] = [];
  while (!reader.isAtEnd && !reader.takes(']')) {
    const first = readMember(reader);
    const isRange = reader.sees('-') && !reader.sees('-]');
    if (first.kind !== 'range' || !isRange) {
      members.push(first);
      continue;
    }
    reader.takes('-');
    const last = readMember(reader);
    members.push(last.kind === 'range' ? { kind: 'range', range: [first.range[0], last.range[1]] } : last);
  }
  return { kind: 'set', members, isNegated };
}

function readMember(reader: Reader): Member {
  // Elsewhere it is the edge of a word.
  if (reader.takes('\\b')) return character(0x08);
  return reader.sees('\\') ? readEscape(reader) : character(reader.next());
}

const CONTROLS: { readonly [letter: string]: number } = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

/** An escape that stands for one character, or for one of several. */
export function readEscape(reader: Reader): Member {
  const property = reader.match(/\\[pP]\{[^}]*\}/y);
  if (property !== undefined) return { kind: 'property', source: property };
  const several = reader.match(/\\[dDsSwW]/y);
  if (several !== undefined) return { kind: 'escape', letter: several.slice(1) };
  const pair = reader.match(/\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/y);
  if (pair !== undefined) {
    const units = [pair.slice(2, 6), pair.slice(8)].map((digits) => parseInt(digits, 16));
    return character(String.fromCharCode(...units).codePointAt(0) ?? 0);
  }
  const code = reader.match(/\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})/y);
  if (code !== undefined) return character(parseInt(code.replaceAll(/[\\ux{}]/g, ''), 16));
  const control = reader.match(/\\c[a-zA-Z]/y);
  if (control !== undefined) return character((control.codePointAt(2) ?? 0) % 32);
  reader.takes('\\');
  const letter = reader.next();
  return character(CONTROLS[String.fromCodePoint(letter)] ?? letter);
}

function character(code: number): Member {
  return { kind: 'range', range: [code, code] };
}
