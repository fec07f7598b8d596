// What is wrong with the text of an expression, and what may stand there instead.
import { MismatchedTokenException, NoViableAltException } from 'chevrotain';
import type { ILexingError, IRecognitionException } from 'chevrotain';
import type { Dialect } from './dialect.ts';
import { FOREIGN_OPERATORS, FOREIGN_WORDS } from './foreign.ts';
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

/** The same as the text that is to stand there, where a character is enough. */
const CHARACTERS: { readonly [text: string]: string } = { '=': '==', '&': '&&', '|': '||' };

/** Operators and words of other languages that are only spelt otherwise. */
const SPELLINGS: { readonly [text: string]: string } = {
  '===': '==',
  '!==': '!=',
  '<>': '!=',
  and: '&&',
  or: '||',
};

/** Text that is no token. */
export function describeLexing({ offset, length }: ILexingError, text: string): SyntaxFault {
  const character = text[offset] ?? '';
  if (character === '"' || character === "'" || character === '`')
    return { message: `the quote ${character} is not closed`, at: [offset, offset + 1] };
  const operator = operatorAround(text, offset);
  if (operator !== undefined) return operator;
  const help = INSTEAD[character];
  const instead = length === 1 ? CHARACTERS[character] : undefined;
  return {
    message: `\`${character}\` is no part of an expression${help === undefined ? '' : `; ${help}`}`,
    at: [offset, offset + length],
    ...(instead === undefined ? {} : { instead }),
  };
}

/** A token that does not fit. */
export function describe(
  problem: IRecognitionException,
  { text, dialect }: { readonly text: string; readonly dialect: Dialect },
): SyntaxFault {
  const { token } = problem;
  const isEnd = Number.isNaN(token.startOffset) || token.image === '';
  const start = isEnd ? text.length : token.startOffset;
  const at: SyntaxFault['at'] = [start, isEnd ? start : start + token.image.length];
  const found = isEnd ? 'the expression ends here' : `\`${token.image}\` does not fit here`;
  const before = text.slice(Math.max(0, start - 200), start).trimEnd();
  const operator = dialect === 'flow' ? undefined : operatorAround(text, start);
  if (operator !== undefined) return operator;
  const word = dialect === 'flow' ? undefined : SPELLINGS[token.image.toLowerCase()];
  if (word !== undefined) {
    const message = `${found}; write \`${word}\``;
    return { message, at, isForeign: true, instead: word };
  }
  return {
    message: `${found}; ${foreignHelp({ text, before, start, image: token.image, dialect }) ?? expected(problem, before)}`,
    at,
  };
}

type Place = {
  readonly text: string;
  readonly before: string;
  readonly start: number;
  readonly image: string;
  readonly dialect: Dialect;
};

/** Help for whoever writes another language: the fault is at its word or operator, or right after it. */
function foreignHelp({ text, before, start, image, dialect }: Place): string | undefined {
  const last = /[A-Za-z]+$/.exec(before)?.[0] ?? '';
  for (const word of dialect === 'flow' ? [] : [image, last]) {
    const known = word.toLowerCase();
    if (Object.hasOwn(FOREIGN_WORDS, known)) return FOREIGN_WORDS[known];
  }
  const hole = dialect === 'flow' ? null : /\{[ \t]*([A-Za-z_]\w*(?:\.\w+)*)$/.exec(before);
  if (image === '}' && hole !== null) return `write the name without braces: \`${hole[1]}\``;
  return operatorAt(text, start);
}

/** An operator of several characters that another language has: all of it is at fault, not the character that is left over. */
function operatorAround(text: string, at: number): SyntaxFault | undefined {
  const found = FOREIGN_OPERATORS.find(
    ([operator]) => text.startsWith(operator, text.lastIndexOf(operator, at)) && reaches(text, { operator, at }),
  );
  if (found === undefined) return undefined;
  const [operator, help] = found;
  const start = text.lastIndexOf(operator, at);
  const instead = SPELLINGS[operator];
  return {
    message: `\`${operator}\` is no operator here; ${help}`,
    at: [start, start + operator.length],
    isForeign: true,
    ...(instead === undefined ? {} : { instead }),
  };
}

function reaches(text: string, { operator, at }: { readonly operator: string; readonly at: number }): boolean {
  const start = text.lastIndexOf(operator, at);
  return start >= 0 && start + operator.length > at;
}

/** An operator of another language that stands at the offset or reaches over it. */
function operatorAt(text: string, at: number): string | undefined {
  const found = FOREIGN_OPERATORS.find(([operator]) => {
    const start = text.lastIndexOf(operator, at);
    return start >= 0 && start + operator.length >= at;
  });
  return found?.[1];
}

const VALUE = 'a value may follow: a name, a number, text in quotes, `(`, `[` or `{`';

function expected(problem: IRecognitionException, before: string): string {
  if (problem instanceof MismatchedTokenException) {
    const [, label] = /Expecting (?:token of type )?-->\s*(.+?)\s*<--/.exec(problem.message) ?? [];
    if (label === undefined) return 'the text is incomplete';
    if (label === ':' && before.includes('?.')) return 'a field that may be missing is read with `a.?b`';
    // After a comma or a bracket another value may stand as well.
    if (/[\])}]/.test(label) && /[,[({]$/.test(before)) return `a value or \`${label}\` is missing`;
    return /\w/.test(label) ? `${label} is missing` : `\`${label}\` is missing`;
  }
  if (problem instanceof NoViableAltException) return VALUE;
  return 'an operator may follow, or the end';
}
