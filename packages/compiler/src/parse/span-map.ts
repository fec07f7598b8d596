// From an offset in a scalar's value to the offset in the source: exact columns inside plain, quoted, literal and folded
// scalars. The decoder repeats what YAML 1.2 says of each style (https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions
// and chapter 8) and notes where each UTF-16 unit came from.
import type { Scalar } from 'yaml';
import { decodeBlock } from './decode-block.ts';
import { decodeDouble, decodeFolded } from './decode-flow.ts';

/** Where each unit of a decoded value stands: `positions[i]` for unit i, one more for the end. */
export type Decoded = { readonly value: string; readonly positions: readonly number[] };

/** The map of one scalar. Where decoding does not give the value itself, all offsets are the scalar's start. */
export function openSpanMap(node: Scalar): (offset: number) => number {
  const start = node.range?.[0] ?? 0;
  const decoded = decode(node.srcToken);
  if (decoded === undefined || decoded.value !== node.value) return () => start;
  const { positions } = decoded;
  return (offset) => positions[Math.min(offset, positions.length - 1)] ?? start;
}

function decode(token: Scalar['srcToken']): Decoded | undefined {
  switch (token?.type) {
    case 'scalar':
      return decodeFolded(token.source, { at: token.offset, isSingleQuoted: false });
    case 'single-quoted-scalar':
      return decodeFolded(token.source.slice(1, -1), { at: token.offset + 1, isSingleQuoted: true });
    case 'double-quoted-scalar':
      return decodeDouble(token.source, token.offset);
    case 'block-scalar':
      return decodeBlock(token);
    default:
      return undefined;
  }
}
