import type { Part } from './tree.ts';

/** The states that a matcher has, with what is repeated written out. */
export function sizeOf(part: Part): number {
  switch (part.kind) {
    case 'set':
    case 'edge':
      return 1;
    case 'sequence':
      return part.parts.reduce((sum, each) => sum + sizeOf(each), 0);
    case 'either':
      return part.parts.reduce((sum, each) => sum + 1 + sizeOf(each), -1);
    case 'repeat': {
      const { least, most } = part;
      const inner = sizeOf(part.part);
      const optional = most === Infinity ? 1 : most - least;
      return least * inner + optional * (inner + 1);
    }
  }
}
