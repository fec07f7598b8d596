import { createRequire } from 'node:module';
import type { Expression } from '@configurable-agents/core/expression';
import type { Dialect } from './dialect.ts';
import type { Lexeme } from './parser.ts';

type ParserModule = {
  readonly parseExpression: (text: string, dialect?: Dialect) => Expression;
  readonly lexemesOf: (text: string, dialect?: Dialect) => readonly Lexeme[];
};

let parser: ParserModule | undefined;

/** Trees of the texts that were parsed last: an editor compiles a file again at every keystroke, with one expression changed. */
const parsed = new Map<string, Expression>();
const MOST_KEPT = 1000;
const LONGEST_KEPT = 1000;

/** Parses an expression. The grammar's library takes longer to load than most documents to compile, so it loads with the first. */
export function parseExpression(text: string, dialect: Dialect = 'workflow'): Expression {
  const key = `${dialect} ${text}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const tree = loaded().parseExpression(text, dialect);
  if (text.length > LONGEST_KEPT) return tree;
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(key, tree);
  return tree;
}

/** The words of an expression's text. */
export function lexemesOf(text: string, dialect: Dialect = 'workflow'): readonly Lexeme[] {
  return loaded().lexemesOf(text, dialect);
}

function loaded(): ParserModule {
  parser ??= createRequire(import.meta.url)('#parser') as ParserModule;
  return parser;
}
