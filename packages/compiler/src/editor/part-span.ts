import type { Expression } from '@configurable-agents/core/expression';
import type { Reading } from '../observer.ts';
import type { Span } from '../source.ts';
import { fieldAt } from './occurrences.ts';

/** What of a part is its own: of `a.b` the `b`. */
export function partSpan(part: Expression, { spanOf }: Pick<Reading, 'spanOf'>): Span {
  return spanOf(fieldAt(part) ?? part.at);
}
