// Texts that are edited at random, and their trees as plain data.
import fc from 'fast-check';
import { locate } from '../../src/parse/span-map.ts';
import type { YamlNode } from '../../src/parse/tree.ts';

/** A tree as plain data, with some places of each scalar. */
export function shown(node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined;
  const { kind, span } = node;
  if (node.kind === 'list') return { kind, span, items: node.items.map(shown) };
  if (node.kind === 'map') {
    return { kind, span, entries: node.entries.map(({ key, value }) => [shown(key), shown(value)]) };
  }
  const last = String(node.value).length;
  const places = [0, 1, last >> 1, last].map((offset) => locate(node, offset));
  return { kind, span, value: node.value, spelling: node.spelling, places };
}

const PIECES = [
  'x',
  'x',
  ' ',
  '\n',
  '\n    ',
  '\n  - ',
  '\n      more',
  '\nname: x',
  '# note',
  '\n# note\n',
  '\r\n',
  '\t',
  '"',
  "'",
  '{',
  '}',
  '[',
  ': ',
  '- ',
  '&a ',
  '*a',
  '!x ',
  '|',
  '>',
  '|+\n',
  '\n---\n',
  '\n...\n',
  '\nkey:',
  '\n- a',
  '\n? ',
  '\r',
  '\u2028',
  '',
  '',
];

const TYPED = fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 }));
/** A change of a text in one place. */
export const EDIT = fc.record({
  at: fc.nat(4000),
  length: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(12)),
  text: TYPED,
});

export type Edit = { readonly at: number; readonly length: number; readonly text: string };

export function edited(text: string, { at, length, text: typed }: Edit): string {
  const start = at % (text.length + 1);
  return text.slice(0, start) + typed + text.slice(start + length);
}
