// What is wrong with the text of an expression, and what may stand there instead.
import { MismatchedTokenException, NoViableAltException } from 'chevrotain';
import type { ILexingError, IRecognitionException } from 'chevrotain';
import type { Dialect } from './dialect.ts';
import type { SyntaxFault } from './syntax-error.ts';

/** Characters that people type and CEL does not know, with what they mean. */
const INSTEAD: { readonly [text: string]: string } = {
  '=': 'compare with `==`',
  '&': 'write `&&`',
  '|': 'write `||`',
  '“': 'write a straight quote `"`',
  '”': 'write a straight quote `"`',
  '‘': "write a straight quote `'`",
  '’': "write a straight quote `'`",
  ';': 'an expression is one value and ends without a semicolon',
  $: 'write the name alone, without `$`',
};

/** Words of other languages. */
const WORDS: { readonly [word: string]: string } = {
  and: 'write `&&`',
  or: 'write `||`',
  not: 'write `!`',
  is: 'compare with `==`',
  eq: 'compare with `==`',
  if: 'write `condition ? yes : no`',
  else: 'write `condition ? yes : no`',
};

/** Text that is no token. */
export function describeLexing({ offset, length }: ILexingError, text: string): SyntaxFault {
  const character = text[offset] ?? '';
  if (character === '"' || character === "'" || character === '`')
    return { message: `the quote ${character} is not closed`, at: [offset, offset + 1] };
  const help = INSTEAD[character];
  return {
    message: `\`${character}\` is no part of an expression${help === undefined ? '' : `; ${help}`}`,
    at: [offset, offset + length],
  };
}

/** A token that does not fit. */
export function describe(
  problem: IRecognitionException,
  { text, dialect }: { readonly text: string; readonly dialect: Dialect },
): SyntaxFault {
  const { token } = problem;
  const isEnd = Number.isNaN(token.startOffset) || token.image === '';
  const found = isEnd ? 'the expression ends here' : `\`${token.image}\` does not fit here`;
  const at: SyntaxFault['at'] = isEnd
    ? [text.length, text.length]
    : [token.startOffset, token.startOffset + token.image.length];
  const word = dialect === 'flow' ? undefined : WORDS[token.image.toLowerCase()];
  return { message: `${found}; ${word ?? expected(problem)}`, at };
}

function expected(problem: IRecognitionException): string {
  if (problem instanceof MismatchedTokenException) {
    const [, label] = /Expecting (?:token of type )?-->\s*(.+?)\s*<--/.exec(problem.message) ?? [];
    return label === undefined ? 'the text is incomplete' : `\`${label}\` is missing`;
  }
  if (problem instanceof NoViableAltException)
    return 'a value may follow: a name, a number, text in quotes, `(`, `[` or `{`';
  return 'an operator may follow, or the end';
}
