// The expression grammar, after the CEL specification (https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax):
// text in, tree out. Loaded only when a document holds an expression.
import { EmbeddedActionsParser, Lexer, MismatchedTokenException, NoViableAltException } from 'chevrotain';
import type { IRecognitionException, IToken, ParserMethod } from 'chevrotain';
import type { Expression, Span } from '@configurable-agents/core/expression';
import { unquote } from './literal.ts';
import { SyntaxProblem } from './syntax-error.ts';
import * as T from './tokens.ts';

const lexer = new Lexer(T.TOKENS, { positionTracking: 'onlyOffset', ensureOptimizations: false });

/** Deeper or longer expressions would overflow the stack of whoever walks the tree: a chain of `&&` is as deep as it is long. */
const MAX_DEPTH = 64;
const MAX_TOKENS = 1000;

type Rule = ParserMethod<[], Expression>;

function spanOf(token: IToken): Span {
  return [token.startOffset, token.startOffset + token.image.length];
}

function binary(name: string, left: Expression, right: Expression): Expression {
  return { kind: 'call', name, args: [left, right], at: [left.at[0], right.at[1]] };
}

class ExpressionParser extends EmbeddedActionsParser {
  // chevrotain finds a rule by the property of its name, so these are public.
  readonly whole: Rule;
  readonly expression: Rule;
  readonly disjunction: Rule;
  readonly conjunction: Rule;
  readonly relation: Rule;
  readonly additive: Rule;
  readonly multiplicative: Rule;
  readonly unary: Rule;
  readonly member: Rule;
  readonly primary: Rule;
  readonly list: Rule;
  readonly arguments: ParserMethod<[], Expression[]>;

  constructor() {
    super(T.TOKENS, { maxLookahead: 2 });
    this.primary = this.#definePrimary();
    this.arguments = this.RULE('arguments', () => {
      const args: Expression[] = [];
      this.MANY_SEP({ SEP: T.Comma, DEF: () => args.push(this.SUBRULE(this.expression)) });
      return args;
    });
    this.list = this.RULE('list', (): Expression => {
      const open = this.CONSUME(T.LeftBracket);
      const items = this.SUBRULE(this.arguments);
      const close = this.CONSUME(T.RightBracket);
      return { kind: 'list', items, at: [open.startOffset, close.startOffset + 1] };
    });
    this.member = this.#defineMember();
    this.unary = this.RULE('unary', () => {
      const operators: IToken[] = [];
      this.MANY(() =>
        operators.push(this.OR([{ ALT: () => this.CONSUME(T.Not) }, { ALT: () => this.CONSUME(T.Minus) }])),
      );
      let tree = this.SUBRULE(this.member);
      this.ACTION(() => {
        for (const { image, startOffset } of operators.toReversed()) {
          tree = { kind: 'call', name: image, args: [tree], at: [startOffset, tree.at[1]] };
        }
      });
      return tree;
    });
    this.multiplicative = this.#defineLevel('multiplicative', T.Multiplicative, () => this.unary);
    this.additive = this.#defineLevel('additive', T.Additive, () => this.multiplicative);
    this.relation = this.#defineLevel('relation', T.Relation, () => this.additive);
    this.conjunction = this.#defineLevel('conjunction', T.And, () => this.relation);
    this.disjunction = this.#defineLevel('disjunction', T.Or, () => this.conjunction);
    this.expression = this.RULE('expression', () => {
      const test = this.SUBRULE(this.disjunction);
      return (
        this.OPTION(() => {
          this.CONSUME(T.Question);
          const yes = this.SUBRULE2(this.disjunction);
          this.CONSUME(T.Colon);
          const no = this.SUBRULE(this.expression);
          return this.ACTION((): Expression => ({
            kind: 'call',
            name: '?:',
            args: [test, yes, no],
            at: [test.at[0], no.at[1]],
          }));
        }) ?? test
      );
    });
    this.whole = this.RULE('whole', () => this.SUBRULE(this.expression));
    this.performSelfAnalysis();
  }

  #defineLevel(name: string, operator: T.TokenKind, operand: () => Rule): Rule {
    return this.RULE(name, () => {
      let left = this.SUBRULE(operand());
      this.MANY(() => {
        const { image } = this.CONSUME(operator);
        const right = this.SUBRULE2(operand());
        this.ACTION(() => (left = binary(image, left, right)));
      });
      return left;
    });
  }

  #defineMember(): Rule {
    return this.RULE('member', () => {
      let tree = this.SUBRULE(this.primary);
      this.MANY(() =>
        this.OR([
          {
            ALT: () => {
              this.CONSUME(T.Dot);
              const field = this.CONSUME(T.Name);
              this.ACTION(
                () =>
                  (tree = { kind: 'select', operand: tree, field: field.image, at: [tree.at[0], spanOf(field)[1]] }),
              );
            },
          },
          {
            ALT: () => {
              this.CONSUME(T.LeftBracket);
              const index = this.SUBRULE(this.expression);
              const close = this.CONSUME(T.RightBracket);
              this.ACTION(() => (tree = { kind: 'index', operand: tree, index, at: [tree.at[0], spanOf(close)[1]] }));
            },
          },
        ]),
      );
      return tree;
    });
  }

  #definePrimary(): Rule {
    const literal = (token: T.TokenKind, make: (text: string, at: Span) => Expression) => ({
      ALT: (): Expression => {
        const found = this.CONSUME(token);
        return this.ACTION(() => make(found.image, spanOf(found)));
      },
    });
    return this.RULE('primary', () =>
      this.OR([
        {
          ALT: (): Expression => {
            const name = this.CONSUME(T.Name);
            const call = this.OPTION(() => {
              this.CONSUME(T.LeftParen);
              const args = this.SUBRULE(this.arguments);
              const close = this.CONSUME(T.RightParen);
              return { args, end: spanOf(close)[1] };
            });
            return this.ACTION((): Expression => {
              if (call === undefined) return { kind: 'name', name: name.image, at: spanOf(name) };
              return { kind: 'call', name: name.image, args: call.args, at: [name.startOffset, call.end] };
            });
          },
        },
        {
          ALT: (): Expression => {
            this.CONSUME2(T.LeftParen);
            const inner = this.SUBRULE(this.expression);
            this.CONSUME2(T.RightParen);
            return inner;
          },
        },
        { ALT: (): Expression => this.SUBRULE(this.list) },
        literal(T.Float, (text, at) => ({ kind: 'double', value: Number(text), at })),
        literal(T.Int, (text, at) => ({ kind: 'int', value: BigInt(text).toString(), at })),
        literal(T.Text, (text, at) => ({ kind: 'string', value: unquote(text, at[0]), at })),
        literal(T.True, (_text, at) => ({ kind: 'bool', value: true, at })),
        literal(T.False, (_text, at) => ({ kind: 'bool', value: false, at })),
        literal(T.Null, (_text, at) => ({ kind: 'null', at })),
      ]),
    );
  }
}

const parser = new ExpressionParser();

/** Parses an expression. Throws `SyntaxProblem` at the offset of what does not fit. */
export function parseExpression(text: string): Expression {
  const { tokens, errors } = lexer.tokenize(text);
  const [unknown] = errors;
  if (unknown !== undefined) {
    throw new SyntaxProblem(`\`${text[unknown.offset]}\` is no part of an expression`, [
      unknown.offset,
      unknown.offset + unknown.length,
    ]);
  }
  const tooMany = tokens[MAX_TOKENS];
  if (tooMany !== undefined)
    throw new SyntaxProblem(`the expression has more than ${MAX_TOKENS} parts`, spanOf(tooMany));
  guardDepth(tokens);
  parser.input = tokens;
  const tree = parser.whole();
  const [problem] = parser.errors;
  if (problem !== undefined) throw describe(problem, text);
  return tree;
}

function guardDepth(tokens: readonly IToken[]): void {
  let depth = 0;
  let signs = 0;
  for (const token of tokens) {
    signs = token.tokenType === T.Not || token.tokenType === T.Minus ? signs + 1 : 0;
    if (token.tokenType === T.LeftParen || token.tokenType === T.LeftBracket) depth += 1;
    if (token.tokenType === T.RightParen || token.tokenType === T.RightBracket) depth -= 1;
    if (depth > MAX_DEPTH || signs > MAX_DEPTH)
      throw new SyntaxProblem(`the expression is nested deeper than ${MAX_DEPTH} levels`, spanOf(token));
  }
}

function describe(problem: IRecognitionException, text: string): SyntaxProblem {
  const { token } = problem;
  const isEnd = Number.isNaN(token.startOffset) || token.image === '';
  const at: Span = isEnd ? [text.length, text.length] : spanOf(token);
  const found = isEnd ? 'the expression ends here' : `\`${token.image}\` does not fit here`;
  return new SyntaxProblem(`${found}${expected(problem)}`, at);
}

function expected(problem: IRecognitionException): string {
  if (problem instanceof MismatchedTokenException) {
    const [, label] = /Expecting (?:token of type )?-->\s*(.+?)\s*<--/.exec(problem.message) ?? [];
    return label === undefined ? '' : `; \`${label}\` is missing`;
  }
  if (problem instanceof NoViableAltException) return '; a value may follow: a name, a number, text in quotes, or `(`';
  return '; an operator may follow, or the end';
}
