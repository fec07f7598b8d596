// The type checker: what an expression gives, and every place where types do not fit. An unknown name is poison: it is
// reported once and then fits everything.
import { FUNCTIONS } from '@configurable-agents/core/expression';
import type { Expression, ExpressionType, Signature, Span } from '@configurable-agents/core/expression';
import { nearest } from '@configurable-agents/core/graph';
import { BOOL, DYN, showType } from './types.ts';

/** The names that an expression may use, with their types. */
export type Environment = {
  readonly typeOf: (name: string) => ExpressionType | undefined;
  /** All names, for suggestions. */
  readonly names: () => readonly string[];
};

export type Problem = {
  readonly code: 'W202' | 'W203';
  readonly at: Span;
  readonly message: string;
  readonly help?: string;
};

export type Checked = {
  readonly type: ExpressionType;
  readonly tree: Expression;
  readonly problems: readonly Problem[];
};

/** Infers the type of a tree. The answer's tree says of each operator whether both sides are integers. */
export function checkExpression(tree: Expression, environment: Environment): Checked {
  const problems: Problem[] = [];
  const checked = new Checker(environment, problems).check(tree);
  return { ...checked, problems };
}

type Typed = { readonly type: ExpressionType; readonly tree: Expression };

class Checker {
  readonly #environment: Environment;
  readonly #problems: Problem[];

  constructor(environment: Environment, problems: Problem[]) {
    this.#environment = environment;
    this.#problems = problems;
  }

  check(tree: Expression): Typed {
    switch (tree.kind) {
      case 'null':
      case 'bool':
      case 'int':
      case 'double':
      case 'string':
        return { type: { kind: tree.kind }, tree };
      case 'name':
        return { type: this.#name(tree), tree };
      case 'select': {
        const operand = this.check(tree.operand);
        return { type: this.#field(operand.type, tree), tree: { ...tree, operand: operand.tree } };
      }
      case 'index': {
        const [operand, index] = [this.check(tree.operand), this.check(tree.index)];
        return {
          type: this.#item(operand.type, { tree, index: index.type }),
          tree: { ...tree, operand: operand.tree, index: index.tree },
        };
      }
      case 'list': {
        const items = tree.items.map((item) => this.check(item));
        const [first = DYN] = items.map(({ type }) => type);
        const isUniform = items.every(({ type }) => type.kind === first.kind);
        return {
          type: { kind: 'list', item: isUniform ? first : DYN },
          tree: { ...tree, items: items.map((item) => item.tree) },
        };
      }
      case 'call':
        return this.#call(tree);
    }
  }

  #report(code: Problem['code'], { at, message, help }: Omit<Problem, 'code'>): ExpressionType {
    this.#problems.push({ code, at, message, ...(help === undefined ? {} : { help }) });
    return DYN;
  }

  #name({ name, at }: Expression & { readonly kind: 'name' }): ExpressionType {
    const type = this.#environment.typeOf(name);
    if (type !== undefined) return type;
    const help = suggest(name, this.#environment.names());
    return this.#report('W203', { at, message: `unknown name \`${name}\``, help });
  }

  #field(type: ExpressionType, { field, at, operand }: Expression & { readonly kind: 'select' }): ExpressionType {
    if (type.kind === 'dyn') return DYN;
    // What may be null is checked when it runs.
    if (type.kind === 'nullable') return this.#field(type.of, { kind: 'select', field, at, operand });
    const span: Span = [at[1] - field.length, at[1]];
    if (type.kind !== 'map')
      return this.#report('W202', { at: span, message: `${showType(type)} has no field \`${field}\`` });
    const known = Object.hasOwn(type.fields, field) ? type.fields[field] : undefined;
    if (known !== undefined) return known;
    if (type.open) return DYN;
    const fields = Object.keys(type.fields);
    return this.#report('W203', { at: span, message: `there is no field \`${field}\``, help: suggest(field, fields) });
  }

  #item(
    type: ExpressionType,
    { tree, index }: { readonly tree: Expression; readonly index: ExpressionType },
  ): ExpressionType {
    if (type.kind === 'dyn' || type.kind === 'nullable') return DYN;
    if (type.kind === 'list') {
      if (index.kind === 'int' || index.kind === 'dyn') return type.item;
      return this.#report('W202', {
        at: tree.at,
        message: `a list is indexed by an integer, not by ${showType(index)}`,
      });
    }
    if (type.kind === 'map') return DYN;
    return this.#report('W202', { at: tree.at, message: `${showType(type)} has no items` });
  }

  #call(tree: Expression & { readonly kind: 'call' }): Typed {
    const args = tree.args.map((arg) => this.check(arg));
    const trees = args.map((arg) => arg.tree);
    const types = args.map(({ type }) => type);
    const rebuilt: Expression = { ...tree, args: trees };
    if (tree.name === '?:') {
      const [test = DYN, yes = DYN, no = DYN] = types;
      if (!fits(test, BOOL))
        this.#report('W202', {
          at: trees[0]?.at ?? tree.at,
          message: `a condition must be true or false, this is ${showType(test)}`,
        });
      return { type: yes.kind === no.kind ? yes : DYN, tree: rebuilt };
    }
    if (tree.name === 'has' && tree.args[0]?.kind !== 'select') {
      return {
        type: this.#report('W202', { at: tree.at, message: '`has` takes a field', help: 'write has(a.b)' }),
        tree,
      };
    }
    const known = Object.hasOwn(FUNCTIONS, tree.name) ? FUNCTIONS[tree.name] : undefined;
    if (known === undefined) {
      const near = nearest(
        tree.name,
        Object.keys(FUNCTIONS).filter((name) => /^\w/.test(name)),
      );
      const help = near === undefined ? 'the functions are has and size' : `did you mean \`${near}\`?`;
      return {
        type: this.#report('W203', {
          at: [tree.at[0], tree.at[0] + tree.name.length],
          message: `unknown function \`${tree.name}\``,
          help,
        }),
        tree,
      };
    }
    const chosen = known.signatures.find(({ params }) => matches(params, { types, trees }));
    if (chosen === undefined) {
      const given = types.map(showType).join(' and ');
      return {
        type: this.#report('W202', {
          at: tree.at,
          message: `\`${tree.name}\` does not take ${given === '' ? 'nothing' : given}`,
          help: usage(tree.name, known.signatures),
        }),
        tree: rebuilt,
      };
    }
    const isInt = types.length > 0 && types.every(({ kind }) => kind === 'int') && chosen.result.kind === 'int';
    return { type: resultOf(chosen, types), tree: isInt && tree.name !== 'size' ? { ...rebuilt, int: true } : rebuilt };
  }
}

/** The way out for a name that is not there: the nearest, else all of them where they are few. */
export function suggest(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  const shown = names.slice(0, 12).join(', ');
  return `the names here are ${shown}${names.length > 12 ? ', …' : ''}`;
}

/** Operators over `dyn` give what the other side makes likely; a list keeps its items' type. */
function resultOf({ result }: Signature, types: readonly ExpressionType[]): ExpressionType {
  if (result.kind === 'list') return types.find(({ kind }) => kind === 'list') ?? result;
  const isSure = types.every(({ kind }) => kind !== 'dyn');
  return isSure || result.kind === 'bool' ? result : DYN;
}

function matches(
  params: readonly ExpressionType[],
  { types, trees }: { readonly types: readonly ExpressionType[]; readonly trees: readonly Expression[] },
): boolean {
  if (params.length !== types.length) return false;
  return params.every((param, i) => {
    const [type = DYN, tree] = [types[i], trees[i]];
    // In workflows an integer literal adapts to a number beside it.
    return (
      fits(type, param) ||
      (param.kind === 'double' && tree?.kind === 'int') ||
      (param.kind === 'double' && type.kind === 'int' && types.some(({ kind }) => kind === 'double'))
    );
  });
}

function fits(type: ExpressionType, param: ExpressionType): boolean {
  if (type.kind === 'dyn' || param.kind === 'dyn' || type.kind === 'nullable') return true;
  return type.kind === param.kind;
}

function usage(name: string, signatures: readonly Signature[]): string {
  const forms = signatures.map(({ params }) => params.map(showType).join(' and '));
  return `\`${name}\` takes ${forms.join(', or ')}`;
}
