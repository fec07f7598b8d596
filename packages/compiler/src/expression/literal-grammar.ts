// The part of the grammar that reads literals.
import { EmbeddedActionsParser } from 'chevrotain';
import type { IToken, ParserMethod } from 'chevrotain';
import type { Expression, Span } from '@configurable-agents/core/expression';
import { bytesOf, doubleLiteral, intLiteral, textOf, uintLiteral } from './literal.ts';
import * as T from './tokens.ts';

export type Rule<R = Expression> = ParserMethod<[], R>;

/** What recovery puts where an operand could not be read. No tree with one leaves the parser. */
export const HOLE: Expression = { kind: 'null', at: [0, 0] };

export function spanOf(token: IToken): Span {
  return [token.startOffset, token.startOffset + token.image.length];
}

export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

export class LiteralGrammar extends EmbeddedActionsParser {
  readonly literal: Rule;

  constructor({ isRecovering }: { readonly isRecovering: boolean }) {
    super(T.VOCABULARY, { maxLookahead: 2, recoveryEnabled: isRecovering });
    this.literal = this.#defineLiteral();
  }

  #defineLiteral(): Rule {
    const literal = (token: T.TokenKind, make: (text: string, at: Span) => Expression) => ({
      ALT: (): Expression => {
        const found = this.CONSUME(token);
        return this.ACTION(() => make(found.image, spanOf(found)));
      },
    });
    return this.RULE(
      'literal',
      () =>
        this.OR([
          literal(T.Float, doubleLiteral),
          literal(T.Uint, uintLiteral),
          literal(T.Int, intLiteral),
          literal(T.Text, (text, at) => ({ kind: 'string', value: textOf(text, at[0]), at })),
          literal(T.Bytes, (text, at) => ({
            kind: 'bytes',
            value: Buffer.from(bytesOf(text, at[0])).toString('base64'),
            at,
          })),
          literal(T.True, (_text, at) => ({ kind: 'bool', value: true, at })),
          literal(T.False, (_text, at) => ({ kind: 'bool', value: false, at })),
          literal(T.Null, (_text, at) => ({ kind: 'null', at })),
        ]),
      { recoveryValueFunc: () => HOLE },
    );
  }
}
