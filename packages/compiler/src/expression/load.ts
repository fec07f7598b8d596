import { createRequire } from 'node:module';
import type { Expression } from '@configurable-agents/core/expression';

type ParserModule = { readonly parseExpression: (text: string) => Expression };

let parser: ParserModule | undefined;

/** Parses an expression. The grammar's library takes longer to load than most documents to compile, so it loads with the first. */
export function parseExpression(text: string): Expression {
  parser ??= createRequire(import.meta.url)('#parser') as ParserModule;
  return parser.parseExpression(text);
}
