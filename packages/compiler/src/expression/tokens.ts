import { createToken, Lexer } from 'chevrotain';
import type { TokenType } from 'chevrotain';

export type TokenKind = TokenType;

function keyword(name: string, text: string): TokenType {
  return createToken({ name, pattern: text, longer_alt: Name, label: text });
}

function symbol(name: string, text: string): TokenType {
  return createToken({ name, pattern: text, label: text });
}

export const Name: TokenType = createToken({ name: 'Name', pattern: /[A-Za-z_][A-Za-z0-9_]*/, label: 'a name' });
export const Float: TokenType = createToken({
  name: 'Float',
  pattern: /(?:\d+\.\d+|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+/,
  label: 'a number',
});
export const Int: TokenType = createToken({ name: 'Int', pattern: /0[xX][0-9a-fA-F]+|\d+/, label: 'a number' });
export const Text: TokenType = createToken({
  name: 'Text',
  pattern: /"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'/,
  label: 'text in quotes',
});
export const True: TokenType = keyword('True', 'true');
export const False: TokenType = keyword('False', 'false');
export const Null: TokenType = keyword('Null', 'null');

const Blank = createToken({ name: 'Blank', pattern: /[ \t\n\f\r]+/, group: Lexer.SKIPPED, line_breaks: true });

/** Operators of one precedence are one category, so that the grammar has one rule for each level. */
export const Relation: TokenType = createToken({ name: 'Relation', pattern: Lexer.NA, label: 'a comparison' });
export const Additive: TokenType = createToken({ name: 'Additive', pattern: Lexer.NA, label: '+ or -' });
export const Multiplicative: TokenType = createToken({ name: 'Multiplicative', pattern: Lexer.NA, label: '*, / or %' });

const operators = (names: { readonly [name: string]: string }, category: TokenType): TokenType[] =>
  Object.entries(names).map(([name, text]) =>
    createToken({ name, pattern: text, label: text, categories: [category] }),
  );

export const Minus: TokenType = createToken({ name: 'Minus', pattern: '-', label: '-', categories: [Additive] });
export const Or: TokenType = symbol('Or', '||');
export const And: TokenType = symbol('And', '&&');
export const Question: TokenType = symbol('Question', '?');
export const Colon: TokenType = symbol('Colon', ':');
export const Not: TokenType = symbol('Not', '!');
export const Dot: TokenType = symbol('Dot', '.');
export const Comma: TokenType = symbol('Comma', ',');
export const LeftParen: TokenType = symbol('LeftParen', '(');
export const RightParen: TokenType = symbol('RightParen', ')');
export const LeftBracket: TokenType = symbol('LeftBracket', '[');
export const RightBracket: TokenType = symbol('RightBracket', ']');
const In = createToken({ name: 'In', pattern: 'in', longer_alt: Name, label: 'in', categories: [Relation] });

/** In order: longer operators before their beginnings, keywords before names. */
export const TOKENS: TokenType[] = [
  Blank,
  Text,
  Float,
  Int,
  True,
  False,
  Null,
  In,
  Name,
  ...operators({ LessEqual: '<=', GreaterEqual: '>=', Equal: '==', Unequal: '!=', Less: '<', Greater: '>' }, Relation),
  Or,
  And,
  Question,
  Colon,
  Minus,
  ...operators({ Plus: '+' }, Additive),
  ...operators({ Times: '*', Divide: '/', Modulo: '%' }, Multiplicative),
  Not,
  Dot,
  Comma,
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  Relation,
  Additive,
  Multiplicative,
];
