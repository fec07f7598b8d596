// Text in, tree out. Loaded only when a document holds an expression, since the grammar's library takes its time to load.
import { Lexer } from 'chevrotain';
import type { IToken } from 'chevrotain';
import type { Expression } from '@configurable-agents/core/expression';
import type { Dialect } from './dialect.ts';
import { FOREIGN_WORDS } from './foreign.ts';
import { ExpressionGrammar } from './grammar.ts';
import { guardDepth, guardTokens, MAX_LENGTH } from './limits.ts';
import { describe, describeLexing } from './messages.ts';
import { SyntaxProblem } from './syntax-error.ts';
import type { SyntaxFault } from './syntax-error.ts';
import * as T from './tokens.ts';

const celLexer = new Lexer(T.CEL_TOKENS, { positionTracking: 'onlyOffset', ensureOptimizations: true });
const grammar = new ExpressionGrammar({ isRecovering: false });

let flowLexer: Lexer | undefined;
let recovering: ExpressionGrammar | undefined;

function lexerOf(dialect: Dialect): Lexer {
  if (dialect !== 'flow') return celLexer;
  flowLexer ??= new Lexer(T.FLOW_TOKENS, { positionTracking: 'onlyOffset', ensureOptimizations: true });
  return flowLexer;
}

/** At most so many faults of one text are told: what follows the first few is mostly their echo. */
const MAX_FAULTS = 5;

/** Words that CEL keeps for itself (https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax). */
const RESERVED = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);

/** Parses an expression. Throws `SyntaxProblem` at the offset of what does not fit, with what else is wrong. */
export function parseExpression(text: string, dialect: Dialect = 'workflow'): Expression {
  if (text.length > MAX_LENGTH)
    throw new SyntaxProblem(`the expression has ${text.length} characters, more than ${MAX_LENGTH}`, [0, text.length]);
  if (text.trim() === '') throw new SyntaxProblem('the expression is empty; a value is needed', [0, text.length]);
  const { tokens, errors } = lexerOf(dialect).tokenize(text);
  const [unknown] = errors;
  if (unknown !== undefined) {
    const { message, at, instead } = describeLexing(unknown, text);
    throw new SyntaxProblem(message, at, { instead });
  }
  // The flow dialect's word for a route that is always taken.
  if (dialect === 'flow' && /^\s*default\s*$/i.test(text)) return { kind: 'bool', value: true, at: [0, text.length] };
  guardTokens(tokens);
  refuseReserved(tokens, dialect);
  grammar.input = tokens;
  const tree = grammar.whole();
  if (grammar.errors.length > 0) throw problemOf(tokens, { text, dialect });
  guardDepth(tree);
  return tree;
}

/** A word of an expression's text, for colours. */
export type Lexeme = {
  readonly kind: 'number' | 'string' | 'keyword' | 'operator' | 'name' | 'bracket';
  readonly image: string;
  readonly start: number;
};

/** The words of a text, also of one that is no expression; what is no word is left out. */
export function lexemesOf(text: string, dialect: Dialect = 'workflow'): readonly Lexeme[] {
  if (text.length > MAX_LENGTH) return [];
  const { tokens } = lexerOf(dialect).tokenize(text);
  return tokens.map(({ tokenType, image, startOffset: start }) => ({
    kind: lexemeKind(tokenType, image),
    image,
    start,
  }));
}

const NUMBERS = new Set<T.TokenKind>([T.Float, T.Int, T.Uint]);

function lexemeKind(type: T.TokenKind, image: string): Lexeme['kind'] {
  if (NUMBERS.has(type)) return 'number';
  if (type === T.Text || type === T.Bytes) return 'string';
  if (type === T.Name || type === T.EscapedName) return 'name';
  if (/^[a-z]/i.test(image)) return 'keyword';
  return /^[()[\]{}.,]$/.test(image) ? 'bracket' : 'operator';
}

function refuseReserved(tokens: readonly IToken[], dialect: Dialect): void {
  for (const [i, { tokenType, image, startOffset }] of tokens.entries()) {
    if (tokenType !== T.Name || !RESERVED.has(image) || (image === 'loop' && dialect !== 'cel')) continue;
    const before = tokens[i - 1]?.tokenType;
    const isField = before === T.Dot || (before === T.Question && tokens[i - 2]?.tokenType === T.Dot);
    const isMessageField = tokens[i + 1]?.tokenType === T.Colon && (before === T.Comma || before === T.LeftBrace);
    if (isField || isMessageField) continue;
    const help = FOREIGN_WORDS[image] ?? `a field may have it: \`state.${image}\``;
    const span = [startOffset, startOffset + image.length] as const;
    throw new SyntaxProblem(`\`${image}\` is a reserved word and can be no name; ${help}`, span);
  }
}

/** Reads on after the first mistake, so that one answer names all of them. */
function problemOf(tokens: IToken[], place: { readonly text: string; readonly dialect: Dialect }): SyntaxProblem {
  const first = describe(grammar.errors[0] as (typeof grammar.errors)[number], place);
  if (first.isForeign === true) return new SyntaxProblem(first.message, first.at, { instead: first.instead });
  const others: SyntaxFault[] = [];
  recovering ??= new ExpressionGrammar({ isRecovering: true });
  recovering.input = tokens;
  try {
    recovering.whole();
  } catch (error) {
    // A macro or a literal that is wrong too, over what recovery made up: the first mistake is the one to tell.
    if (!(error instanceof SyntaxProblem)) throw error;
  }
  for (const problem of recovering.errors.slice(0, MAX_FAULTS)) {
    const fault = describe(problem, place);
    if (fault.at[0] > first.at[0]) others.push(fault);
  }
  return new SyntaxProblem(first.message, first.at, { others });
}
