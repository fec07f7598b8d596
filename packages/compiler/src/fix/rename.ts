import { editDistance } from '@configurable-agents/core/graph';
import type { Finding } from '../diagnostic.ts';
import type { Source } from '../source.ts';

/** Names and paths of names: what needs no quotes wherever it stands. */
const PLAIN = /^[A-Za-z_][\w.-]*$/;

/** The edit that writes the name that is meant. One letter or the case apart it is safe; further apart a person decides. */
export function renaming({ meant, span }: Finding, source: Source): Finding['fix'] {
  if (meant === undefined || !PLAIN.test(meant.to)) return undefined;
  const { from, to } = meant;
  const written = source.text.slice(...span);
  const at = written.lastIndexOf(from);
  if (at < 0 || written.indexOf(from) !== at) return undefined;
  const start = span[0] + at;
  const isClose = isSameWord(from, to) || editDistance(from, to) === 1;
  return {
    title: `rename to \`${to}\``,
    span: [start, start + from.length],
    text: to,
    applicability: isClose ? 'safe' : 'unsafe',
  };
}

/** `forEach`, `for-each` and `FOR_EACH` are one word in different spellings. */
export function isSameWord(a: string, b: string): boolean {
  return lettersOf(a) === lettersOf(b);
}

function lettersOf(word: string): string {
  return word.replaceAll(/[-_ ]/g, '').toLowerCase();
}
