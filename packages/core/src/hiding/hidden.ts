import { maskOf, NO_MASK } from '../redact/mask.ts';
import type { Mask } from '../redact/mask.ts';
import { parsePath } from '../redact/path.ts';
import type { PathRule } from '../redact/path.ts';

/** What of a run is not shown: what stands where the rules lead in its inputs, and the texts wherever they are. */
export type Hidden = {
  readonly rules: readonly PathRule[];
  readonly texts: ReadonlySet<string>;
  /** Hides the texts. */
  readonly mask: Mask;
};

export const NOTHING_HIDDEN: Hidden = { rules: [], texts: new Set(), mask: NO_MASK };

/** From the rules as they are written, and the texts. */
export function hiddenBy(rules: readonly string[], texts: Iterable<string>): Hidden {
  const read = rules.map(parsePath).filter((each) => 'segments' in each);
  const known = new Set(texts);
  return read.length === 0 && known.size === 0 ? NOTHING_HIDDEN : { rules: read, texts: known, mask: maskOf(known) };
}

export function hidesNothing({ rules, texts }: Hidden): boolean {
  return texts.size === 0 && rules.length === 0;
}
