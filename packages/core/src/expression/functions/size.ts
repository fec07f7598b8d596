import type { Frame } from '../frame.ts';
import type { CelMap } from '../values/map.ts';
import { sizeOf } from '../values/value.ts';
import type { PlainObject, Value } from '../values/value.ts';
import type { Definitions } from './signature.ts';

/** Code points of a text: a pair of surrogates is one, an unpaired one is one too. */
export function countCodePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i += 1) {
    const isPair = (text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    if (isPair) {
      count -= 1;
      i += 1;
    }
  }
  return count;
}

const text = (value: string, frame: Frame): bigint => {
  frame.chargeSize(value.length);
  return BigInt(countCodePoints(value));
};
const list = (value: readonly Value[] | Uint8Array): bigint => BigInt(value.length);
const map = (value: CelMap | PlainObject): bigint => BigInt(sizeOf(value));

/** How many: code points of a text, bytes, items, entries. */
export const SIZE: Definitions = {
  size: {
    '(string): int': text,
    '(list(A)): int': list,
    '(map(A, B)): int': map,
    '(bytes): int': list,
    'string.(): int': text,
    'list(A).(): int': list,
    'map(A, B).(): int': map,
    'bytes.(): int': list,
  },
};
