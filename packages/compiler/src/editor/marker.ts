// A text with a name put where the cursor is, so that the compiler can read what is only half there.
import { openReporter } from '../diagnostic.ts';
import { reparse } from '../parse/reparse.ts';
import type { Known } from '../parse/reparse.ts';
import { readYaml } from '../parse/yaml.ts';
import { openSource } from '../source.ts';
import type { Span } from '../source.ts';

/** A name that no document has. */
export const MARKER = 'cursor_is_here_';

export type Marked = {
  /** The text with the marker in the place of the word around the cursor, and with what is needed to read it. */
  readonly text: string;
  /** The word that the marker stands for. */
  readonly word: Span;
  /** The offset in the first text of an offset in this one, outside the marker. */
  readonly back: (offset: number) => number;
  /** The marker was put there as a key. */
  readonly isKey: boolean;
};

/** What may be missing on the line of the cursor: the end of a quoted text, of brackets, of both. */
const ENDINGS = ['', '"', "'", ' }', ' ]', '" }', "' }", '" ]', "' ]", ' } }', '" } }'];

/** Marks the word at an offset. Of several ways to complete the line, the one that leaves the fewest mistakes is taken. */
export function mark(text: string, offset: number, known?: Known): Marked {
  const word = wordAt(text, offset);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const found = text.indexOf('\n', word[1]);
  const lineEnd = found < 0 ? text.length : found - (text[found - 1] === '\r' ? 1 : 0);
  const rest = text.slice(word[1], lineEnd);
  const isAlone = /^[ \t]*(?:- +)*$/.test(text.slice(lineStart, word[0])) && rest.trim() === '';
  const marked = (ending: string, isKey: boolean): Marked => {
    const own = isKey ? `${MARKER}:` : MARKER;
    return {
      text: `${text.slice(0, word[0])}${own}${rest}${ending}${text.slice(lineEnd)}`,
      word,
      isKey,
      back: (at) => (at <= word[0] ? at : at >= word[0] + own.length ? at - own.length + word[1] - word[0] : word[0]),
    };
  };
  const ways = [...(isAlone ? [marked('', true)] : []), ...ENDINGS.map((ending) => marked(ending, false))];
  let best = marked('', false);
  let least = Infinity;
  for (const way of ways) {
    const count = mistakesOf(way.text, known);
    if (count < least) [best, least] = [way, count];
    if (count === 0) break;
  }
  return best;
}

function wordAt(text: string, offset: number): Span {
  let [start, end] = [offset, offset];
  while (/\w/.test(text[start - 1] ?? ' ')) start -= 1;
  while (/\w/.test(text[end] ?? ' ')) end += 1;
  return [start, end];
}

function mistakesOf(text: string, known: Known | undefined): number {
  const source = openSource('', text);
  if (known !== undefined && reparse(known, source) !== undefined) return 0;
  const reporter = openReporter(source);
  readYaml(source, reporter);
  return reporter.list().length;
}
