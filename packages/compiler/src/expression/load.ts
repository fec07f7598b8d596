import { createRequire } from 'node:module';
import type { Expression } from '@configurable-agents/core/expression';
import type { Dialect } from './dialect.ts';

type ParserModule = { readonly parseExpression: (text: string, dialect?: Dialect) => Expression };

let parser: ParserModule | undefined;

/** Parses an expression. The grammar's library takes longer to load than most documents to compile, so it loads with the first. */
export function parseExpression(text: string, dialect: Dialect = 'workflow'): Expression {
  parser ??= createRequire(import.meta.url)('#parser') as ParserModule;
  return parser.parseExpression(text, dialect);
}
