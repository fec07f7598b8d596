import { matchCost } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import type { Finding } from './problem.ts';

/** What RE2 leaves out of other engines, since it takes more than time linear to the text. */
const BEYOND_RE2 = /\(\?<?[=!]|\\[1-9]|\(\?P=/;

/** What is wrong with the literal pattern of a call of `matches`; undefined for one that can be used, or that only the run knows. */
export function patternProblemOf({ name, args }: Expression & { readonly kind: 'call' }): Finding | undefined {
  const pattern = name === 'matches' ? args.at(-1) : undefined;
  if (pattern?.kind !== 'string') return undefined;
  const cost = matchCost(pattern.value);
  if (!('problem' in cost)) return undefined;
  const help = BEYOND_RE2.test(pattern.value)
    ? 'it is one of RE2, which looks neither around nor back: ask twice, as in `s.matches("a") && !s.matches("b")`'
    : 'it is one of RE2: https://github.com/google/re2/wiki/Syntax';
  return { at: pattern.at, message: cost.problem, help };
}
