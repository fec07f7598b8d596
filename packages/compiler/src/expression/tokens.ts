import { createToken, Lexer } from 'chevrotain';
import type { ITokenConfig, TokenType } from 'chevrotain';

export type TokenKind = TokenType;

/** What stands between two operands. One category, so that a chain of operands is one flat rule: see precedence.ts. */
export const Binary: TokenType = createToken({ name: 'Binary', pattern: Lexer.NA, label: 'an operator' });
/** What may stand after a dot. */
export const Selector: TokenType = createToken({ name: 'Selector', pattern: Lexer.NA, label: 'a field' });

export const Name: TokenType = createToken({
  name: 'Name',
  pattern: /[A-Za-z_][A-Za-z0-9_]*/,
  label: 'a name',
  categories: [Selector],
});
/** `` a.`content-type` ``: a field whose name is no identifier. */
export const EscapedName: TokenType = createToken({
  name: 'EscapedName',
  pattern: /`[A-Za-z0-9_.\-/ ]+`/,
  label: 'a field in backquotes',
  categories: [Selector],
});

export const Float: TokenType = createToken({
  name: 'Float',
  pattern: /(?:\d+\.\d+|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+/,
  label: 'a number',
});
export const Uint: TokenType = createToken({
  name: 'Uint',
  pattern: /(?:0[xX][0-9a-fA-F]+|\d+)[uU]/,
  label: 'an unsigned number',
});
export const Int: TokenType = createToken({ name: 'Int', pattern: /0[xX][0-9a-fA-F]+|\d+/, label: 'a number' });

const QUOTED = String.raw`"""(?:[^\\]|\\[\s\S])*?"""|'''(?:[^\\]|\\[\s\S])*?'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'`;
const RAW = String.raw`"""[\s\S]*?"""|'''[\s\S]*?'''|"[^"\n\r]*"|'[^'\n\r]*'`;

export const Text: TokenType = createToken({
  name: 'Text',
  pattern: new RegExp(`[rR](?:${RAW})|${QUOTED}`),
  label: 'text in quotes',
  line_breaks: true,
  start_chars_hint: ['r', 'R', '"', "'"],
});
export const Bytes: TokenType = createToken({
  name: 'Bytes',
  pattern: new RegExp(`(?:[bB][rR]|[rR][bB])(?:${RAW})|[bB](?:${QUOTED})`),
  label: 'bytes in quotes',
  line_breaks: true,
  start_chars_hint: ['r', 'R', 'b', 'B'],
});

function word(name: string, text: string, options: Partial<ITokenConfig> = {}): TokenType {
  return createToken({ name, pattern: text, longer_alt: Name, label: text, ...options });
}

/** A keyword of the flow dialect, in any case. After a dot it is a field. */
function flowWord(name: string, text: string, options: Partial<ITokenConfig> = {}): TokenType {
  const [first = ''] = text;
  return createToken({
    name,
    pattern: new RegExp(text, 'i'),
    longer_alt: Name,
    label: text,
    start_chars_hint: [first, first.toUpperCase()],
    ...options,
  });
}

function symbol(name: string, text: string, categories: TokenType[] = []): TokenType {
  return createToken({ name, pattern: text, label: text, categories });
}

function literal(name: string, label: string): TokenType {
  return createToken({ name, pattern: Lexer.NA, label });
}

// Each dialect has spellings of its own for these.
export const True: TokenType = literal('True', 'true');
export const False: TokenType = literal('False', 'false');
export const Null: TokenType = literal('Null', 'null');

const CelTrue: TokenType = word('CelTrue', 'true', { categories: [True] });
const CelFalse: TokenType = word('CelFalse', 'false', { categories: [False] });
const CelNull: TokenType = word('CelNull', 'null', { categories: [Null] });
const In = word('In', 'in', { categories: [Binary] });

const FlowTrue: TokenType = flowWord('FlowTrue', 'true', { categories: [True, Selector] });
const FlowFalse: TokenType = flowWord('FlowFalse', 'false', { categories: [False, Selector] });
const FlowNull: TokenType = flowWord('FlowNull', 'null', { categories: [Null, Selector] });
const FlowNone: TokenType = flowWord('FlowNone', 'none', { categories: [Null, Selector] });
const FlowIn = flowWord('FlowIn', 'in', { categories: [Binary, Selector] });
const NotIn = createToken({
  name: 'NotIn',
  pattern: /not[ \t\r\n]+in(?![A-Za-z0-9_])/i,
  label: 'not in',
  line_breaks: true,
  categories: [Binary],
  start_chars_hint: ['n', 'N'],
});
const AndWord = flowWord('AndWord', 'and', { categories: [Binary, Selector] });
const OrWord = flowWord('OrWord', 'or', { categories: [Binary, Selector] });
export const NotWord: TokenType = flowWord('NotWord', 'not', { categories: [Selector] });
/** `{state.score}`: braces around a path, which the flow dialect allows. */
export const LeftHole: TokenType = createToken({
  name: 'LeftHole',
  pattern: /\{(?=[ \t]*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d+\])*[ \t]*\})/,
  label: '{',
  start_chars_hint: ['{'],
});

const Blank = createToken({ name: 'Blank', pattern: /[ \t\n\f\r]+/, group: Lexer.SKIPPED, line_breaks: true });
const Comment = createToken({ name: 'Comment', pattern: /\/\/[^\n\r]*/, group: Lexer.SKIPPED });

export const Minus: TokenType = symbol('Minus', '-', [Binary]);
export const Question: TokenType = symbol('Question', '?');
export const Colon: TokenType = symbol('Colon', ':');
export const Not: TokenType = symbol('Not', '!');
export const Dot: TokenType = symbol('Dot', '.');
export const Comma: TokenType = symbol('Comma', ',');
export const LeftParen: TokenType = symbol('LeftParen', '(');
export const RightParen: TokenType = symbol('RightParen', ')');
export const LeftBracket: TokenType = symbol('LeftBracket', '[');
export const RightBracket: TokenType = symbol('RightBracket', ']');
export const LeftBrace: TokenType = symbol('LeftBrace', '{');
export const RightBrace: TokenType = symbol('RightBrace', '}');

const operators = (names: { readonly [name: string]: string }): TokenType[] =>
  Object.entries(names).map(([name, text]) => symbol(name, text, [Binary]));

// In order: longer operators before their beginnings.
const OPERATORS: readonly TokenType[] = [
  ...operators({ LessEqual: '<=', GreaterEqual: '>=', Equal: '==', Unequal: '!=', Less: '<', Greater: '>' }),
  ...operators({ Or: '||', And: '&&' }),
  Minus,
  ...operators({ Plus: '+', Times: '*', Divide: '/', Modulo: '%' }),
];

const SYMBOLS: readonly TokenType[] = [
  Question,
  Colon,
  Not,
  Dot,
  Comma,
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
];

const LITERALS: readonly TokenType[] = [Blank, Comment, Bytes, Text, EscapedName, Float, Uint, Int];
const WORDS: readonly TokenType[] = [CelTrue, CelFalse, CelNull, In];
const CATEGORIES: readonly TokenType[] = [True, False, Null, Binary, Selector];
const FLOW_WORDS: readonly TokenType[] = [
  FlowTrue,
  FlowFalse,
  FlowNull,
  FlowNone,
  NotIn,
  FlowIn,
  AndWord,
  OrWord,
  NotWord,
];

/** The tokens of CEL, keywords before names. */
export const CEL_TOKENS: TokenType[] = [...LITERALS, ...WORDS, Name, ...OPERATORS, ...SYMBOLS, ...CATEGORIES];

/** Those of the flow dialect's conditions. */
export const FLOW_TOKENS: TokenType[] = [
  ...LITERALS,
  ...FLOW_WORDS,
  Name,
  ...OPERATORS,
  LeftHole,
  ...SYMBOLS,
  ...CATEGORIES,
];

/** What the grammar may meet. */
export const VOCABULARY: TokenType[] = [...new Set([...CEL_TOKENS, ...FLOW_TOKENS])];
