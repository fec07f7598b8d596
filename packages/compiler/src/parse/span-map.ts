// From an offset in a scalar's value to the offset in the source: exact columns inside plain, quoted, literal and folded
// scalars. The decoder repeats what YAML 1.2 says of each style (https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions
// and chapter 8) and notes where each UTF-16 unit came from.
import type { Scalar } from 'yaml';
import type { Span } from '../source.ts';
import { decodeBlock } from './decode-block.ts';
import { decodeDouble, decodeFolded } from './decode-flow.ts';
import type { YamlScalar } from './tree.ts';

/** Where each unit of a decoded value stands: `positions[i]` for unit i, one more for the end. */
export type Decoded = { readonly value: string; readonly positions: readonly number[] };

/** How scalars are written in a text: one says it for many. */
export type Written = {
  readonly text: string;
  readonly type: Scalar['type'];
  /** Blanks before the map or list that a block scalar stands in. */
  readonly indent: number;
  /** How much further on the scalar stands by now than in that text. */
  readonly moved: number;
};

/** A scalar that is made of parts tells itself where they stand. */
export type Writing = Written | ((offset: number) => number);

/** Decoded once: a prompt may have thousands of placeholders. */
const MAPS = new WeakMap<YamlScalar, (offset: number) => number>();

/** The source's offset of an offset in a scalar's value (a string's UTF-16 units). */
export function locate(scalar: YamlScalar, offset: number): number {
  const { writing, span } = scalar;
  if (writing === undefined) return span[0];
  if (typeof writing === 'function') return writing(offset);
  const map = MAPS.get(scalar) ?? openSpanMap(scalar, writing);
  MAPS.set(scalar, map);
  return map(offset);
}

/** Where a part of a scalar's value stands. */
export function spanIn(scalar: YamlScalar, [start, end]: Span): Span {
  const from = locate(scalar, start);
  // The last character decides where the span ends, since the next may stand on another line.
  return [from, end > start ? locate(scalar, end - 1) + 1 : from];
}

/** The map of one scalar. Where decoding does not give the value itself, all offsets are the scalar's start. */
function openSpanMap({ value, span }: YamlScalar, written: Written): (offset: number) => number {
  const [start] = span;
  const decoded = decode(span, written);
  if (decoded === undefined || decoded.value !== value) return () => start;
  const { positions } = decoded;
  return (offset) => positions[Math.min(offset, positions.length - 1)] ?? start;
}

function decode([start, end]: Span, { text, type, indent, moved }: Written): Decoded | undefined {
  const source = text.slice(start - moved, end - moved);
  switch (type) {
    case 'PLAIN':
      return decodeFolded(source, { at: start, isSingleQuoted: false });
    case 'QUOTE_SINGLE':
      return decodeFolded(source.slice(1, -1), { at: start + 1, isSingleQuoted: true });
    case 'QUOTE_DOUBLE':
      return decodeDouble(source, start);
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return decodeBlock(source, { at: start, indent });
    case undefined:
      return undefined;
  }
}
