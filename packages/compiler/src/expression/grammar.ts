// The grammar, after the CEL specification (https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax): tokens in,
// tree out. Rules follow the nesting of the text only; precedence is precedence.ts.
import type { IToken } from 'chevrotain';
import type { Expression, MapEntry, Span } from '@configurable-agents/core/expression';
import { endOf, HOLE, LiteralGrammar, spanOf } from './literal-grammar.ts';
import type { Rule } from './literal-grammar.ts';
import { makeCall, makeMethodCall } from './macros.ts';
import { climb } from './precedence.ts';
import type { Operand } from './precedence.ts';
import { SyntaxProblem } from './syntax-error.ts';
import * as T from './tokens.ts';

function fieldOf({ image }: IToken): string {
  return image.startsWith('`') ? image.slice(1, -1) : image;
}

/** `a.b.C`, which a message literal begins with; undefined for anything else. */
function qualifiedName(tree: Expression): string | undefined {
  if (tree.kind === 'name') return tree.name;
  if (tree.kind !== 'select') return undefined;
  const operand = qualifiedName(tree.operand);
  return operand === undefined ? undefined : `${operand}.${tree.field}`;
}

type Fields = { readonly fields: readonly MapEntry[]; readonly end: number };
type Item = { readonly tree: Expression; readonly isOptional: boolean };

export class ExpressionGrammar extends LiteralGrammar {
  // chevrotain finds a rule by the property of its name, so these are public.
  readonly whole: Rule;
  readonly expression: Rule;
  readonly operand: Rule<Operand>;
  readonly member: Rule;
  readonly primary: Rule;
  readonly list: Rule;
  readonly item: Rule<Item>;
  readonly map: Rule;
  readonly entry: Rule<MapEntry>;
  readonly field: Rule<MapEntry>;
  readonly fields: Rule<Fields>;
  readonly arguments: Rule<{ readonly args: readonly Expression[]; readonly end: number }>;

  constructor({ isRecovering }: { readonly isRecovering: boolean }) {
    super({ isRecovering });
    this.item = this.#defineItem();
    this.list = this.#defineList();
    this.entry = this.#defineEntry();
    this.field = this.#defineField();
    this.fields = this.#defineFields();
    this.map = this.#defineMap();
    this.arguments = this.#defineArguments();
    this.primary = this.#definePrimary();
    this.member = this.#defineMember();
    this.operand = this.#defineOperand();
    this.expression = this.#defineExpression();
    this.whole = this.RULE('whole', () => this.SUBRULE(this.expression), { recoveryValueFunc: () => HOLE });
    this.performSelfAnalysis();
  }

  #defineExpression(): Rule {
    return this.RULE(
      'expression',
      () => {
        const operands: Operand[] = [];
        const operators: IToken[] = [];
        operands.push(this.SUBRULE(this.operand));
        this.MANY(() => {
          operators.push(this.CONSUME(T.Binary));
          operands.push(this.SUBRULE2(this.operand));
        });
        const test = this.ACTION(() => climb(operands, operators));
        return (
          this.OPTION(() => {
            this.CONSUME(T.Question);
            const yes = this.SUBRULE(this.expression);
            this.CONSUME(T.Colon);
            const no = this.SUBRULE2(this.expression);
            return this.ACTION((): Expression => ({
              kind: 'call',
              name: '?:',
              args: [test, yes, no],
              at: [test.at[0], no.at[1]],
            }));
          }) ?? test
        );
      },
      { recoveryValueFunc: () => HOLE },
    );
  }

  #defineOperand(): Rule<Operand> {
    return this.RULE(
      'operand',
      (): Operand => {
        const negations: IToken[] = [];
        const signs: IToken[] = [];
        this.MANY(() => negations.push(this.CONSUME(T.NotWord)));
        this.OPTION(() =>
          this.OR([
            { ALT: () => this.AT_LEAST_ONE(() => signs.push(this.CONSUME(T.Not))) },
            { ALT: () => this.AT_LEAST_ONE2(() => signs.push(this.CONSUME(T.Minus))) },
          ]),
        );
        const tree = this.SUBRULE(this.member);
        return { tree, signs, negations };
      },
      { recoveryValueFunc: () => ({ tree: HOLE, signs: [], negations: [] }) },
    );
  }

  #defineMember(): Rule {
    return this.RULE(
      'member',
      () => {
        let tree = this.SUBRULE(this.primary);
        this.MANY(() => {
          tree = this.OR([
            { ALT: () => this.#selection(tree) },
            { ALT: () => this.#indexing(tree) },
            // The lookahead function runs before `tree` is set while chevrotain records the grammar.
            { GATE: () => qualifiedName(tree) !== undefined, ALT: () => this.#message(tree) },
          ]);
        });
        return tree;
      },
      { recoveryValueFunc: () => HOLE },
    );
  }

  #selection(tree: Expression): Expression {
    this.CONSUME(T.Dot);
    const optional = this.OPTION(() => this.CONSUME(T.Question));
    const name = this.CONSUME(T.Selector);
    const call = this.OPTION2(() => this.SUBRULE(this.arguments));
    return this.ACTION((): Expression => {
      const at: Span = [tree.at[0], call?.end ?? endOf(name)];
      if (call !== undefined) {
        if (name.image.startsWith('`'))
          throw new SyntaxProblem('a function has a plain name, without backquotes', spanOf(name));
        return makeMethodCall(tree, { name: fieldOf(name), args: call.args, at, nameAt: spanOf(name) });
      }
      const field = fieldOf(name);
      return { kind: 'select', operand: tree, field, at, ...(optional === undefined ? {} : { optional: true }) };
    });
  }

  #indexing(tree: Expression): Expression {
    this.CONSUME(T.LeftBracket);
    const optional = this.OPTION3(() => this.CONSUME2(T.Question));
    const index = this.SUBRULE(this.expression);
    const close = this.CONSUME(T.RightBracket);
    return this.ACTION((): Expression => ({
      kind: 'index',
      operand: tree,
      index,
      at: [tree.at[0], endOf(close)],
      ...(optional === undefined ? {} : { optional: true }),
    }));
  }

  /** Items with commas between them; one more comma may follow. Without the gate `[1,,2]` would be a list. */
  #sequence<R>(close: T.TokenKind, item: () => Rule<R>): readonly R[] {
    const items: R[] = [];
    this.OPTION(() => {
      items.push(this.SUBRULE(item()));
      this.MANY({
        GATE: () => this.LA(2).tokenType !== close,
        DEF: () => {
          this.CONSUME(T.Comma);
          items.push(this.SUBRULE2(item()));
        },
      });
      this.OPTION2(() => this.CONSUME2(T.Comma));
    });
    return items;
  }

  #defineFields(): Rule<Fields> {
    return this.RULE(
      'fields',
      (): Fields => {
        this.CONSUME(T.LeftBrace);
        const fields = this.#sequence(T.RightBrace, () => this.field);
        const close = this.CONSUME(T.RightBrace);
        return { fields, end: endOf(close) };
      },
      { recoveryValueFunc: () => ({ fields: [], end: 0 }) },
    );
  }

  #message(tree: Expression): Expression {
    const { fields, end } = this.SUBRULE(this.fields);
    return this.ACTION((): Expression => {
      return { kind: 'message', name: qualifiedName(tree) ?? '', fields, at: [tree.at[0], end] };
    });
  }

  #defineField(): Rule<MapEntry> {
    return this.RULE(
      'field',
      (): MapEntry => {
        const optional = this.OPTION(() => this.CONSUME(T.Question));
        const name = this.CONSUME(T.Selector);
        this.CONSUME(T.Colon);
        const value = this.SUBRULE(this.expression);
        const key: Expression = { kind: 'string', value: fieldOf(name), at: spanOf(name) };
        return optional === undefined ? { key, value } : { key, value, optional: true };
      },
      { recoveryValueFunc: () => ({ key: HOLE, value: HOLE }) },
    );
  }

  #defineArguments(): Rule<{ readonly args: readonly Expression[]; readonly end: number }> {
    return this.RULE(
      'arguments',
      () => {
        const args: Expression[] = [];
        this.CONSUME(T.LeftParen);
        this.MANY_SEP({ SEP: T.Comma, DEF: () => args.push(this.SUBRULE(this.expression)) });
        const close = this.CONSUME(T.RightParen);
        return { args, end: endOf(close) };
      },
      { recoveryValueFunc: () => ({ args: [], end: 0 }) },
    );
  }

  #defineItem(): Rule<Item> {
    return this.RULE(
      'item',
      (): Item => {
        const optional = this.OPTION(() => this.CONSUME(T.Question));
        return { tree: this.SUBRULE(this.expression), isOptional: optional !== undefined };
      },
      { recoveryValueFunc: () => ({ tree: HOLE, isOptional: false }) },
    );
  }

  #defineList(): Rule {
    return this.RULE(
      'list',
      (): Expression => {
        const open = this.CONSUME(T.LeftBracket);
        const items = this.#sequence(T.RightBracket, () => this.item);
        const close = this.CONSUME(T.RightBracket);
        const optional = items.flatMap(({ isOptional }, i) => (isOptional ? [i] : []));
        const at: Span = [open.startOffset, endOf(close)];
        const list: Expression = { kind: 'list', items: items.map(({ tree }) => tree), at };
        return optional.length === 0 ? list : { ...list, optional };
      },
      { recoveryValueFunc: () => HOLE },
    );
  }

  #defineEntry(): Rule<MapEntry> {
    return this.RULE(
      'entry',
      (): MapEntry => {
        const optional = this.OPTION(() => this.CONSUME(T.Question));
        const key = this.SUBRULE(this.expression);
        this.CONSUME(T.Colon);
        const value = this.SUBRULE2(this.expression);
        return optional === undefined ? { key, value } : { key, value, optional: true };
      },
      { recoveryValueFunc: () => ({ key: HOLE, value: HOLE }) },
    );
  }

  #defineMap(): Rule {
    return this.RULE(
      'map',
      (): Expression => {
        const open = this.CONSUME(T.LeftBrace);
        const entries = this.#sequence(T.RightBrace, () => this.entry);
        const close = this.CONSUME(T.RightBrace);
        return { kind: 'map', entries, at: [open.startOffset, endOf(close)] };
      },
      { recoveryValueFunc: () => HOLE },
    );
  }

  #definePrimary(): Rule {
    return this.RULE(
      'primary',
      () =>
        this.OR([
          { ALT: (): Expression => this.#nameOrCall() },
          { ALT: (): Expression => this.SUBRULE(this.literal) },
          {
            ALT: (): Expression => {
              this.CONSUME(T.LeftParen);
              const inner = this.SUBRULE(this.expression);
              this.CONSUME(T.RightParen);
              return inner;
            },
          },
          { ALT: (): Expression => this.SUBRULE(this.list) },
          {
            ALT: (): Expression => {
              this.CONSUME(T.LeftHole);
              const inner = this.SUBRULE2(this.expression);
              this.CONSUME(T.RightBrace);
              return inner;
            },
          },
          { ALT: (): Expression => this.SUBRULE(this.map) },
        ]),
      { recoveryValueFunc: () => HOLE },
    );
  }

  #nameOrCall(): Expression {
    const root = this.OPTION(() => this.CONSUME(T.Dot));
    const token = this.CONSUME(T.Name);
    const call = this.OPTION2(() => this.SUBRULE(this.arguments));
    return this.ACTION((): Expression => {
      const start = root?.startOffset ?? token.startOffset;
      if (call !== undefined)
        return makeCall({ name: token.image, args: call.args, at: [start, call.end], nameAt: spanOf(token) });
      return { kind: 'name', name: root === undefined ? token.image : `.${token.image}`, at: [start, endOf(token)] };
    });
  }
}
