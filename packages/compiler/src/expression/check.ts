// The type checker: what an expression gives, and every place where types do not fit. An unknown name is poison: it is
// reported once and then fits everything.
import { overloadsOf, TYPE_NAMES } from '@configurable-agents/core/expression';
import type { Expression, ExpressionType, Signature } from '@configurable-agents/core/expression';
import { asDoubles, isComparable, markAdapting, markLenient, withTruths } from './adapt.ts';
import type { Typed } from './adapt.ts';
import type { Dialect } from './dialect.ts';
import { fieldType, hasType, itemType, pathOf, walkedTypes } from './member.ts';
import { macroType } from './macro-type.ts';
import { misfit, unknownFunction } from './misfit.ts';
import { Fresh, resolveCall } from './overload.ts';
import { patternProblemOf } from './pattern.ts';
import { Problems } from './problem.ts';
import type { Problem } from './problem.ts';
import { wayOfName } from './suggest.ts';
import { annotate, typeConstant } from './annotate.ts';
import { BOOL, dictionaryOf, DYN, listOf, nullable, showType } from './types.ts';
import { assign, join, substitute } from './unify.ts';
import type { Binding } from './unify.ts';

export { suggest } from './suggest.ts';
export type { Problem } from './problem.ts';

/** The names that an expression may use, with their types. */
export type Environment = {
  readonly typeOf: (name: string) => ExpressionType | undefined;
  /** All names, for suggestions. */
  readonly names: () => readonly string[];
  /** The namespace that names are looked up in first: `a.b` finds `x` as `a.b.x`, `a.x`, then `x`. Names may then have dots. */
  readonly container?: string;
  /** Functions beside those of the language. */
  readonly functions?: (name: string) => readonly Signature[] | undefined;
  /** Told the type of every part of a tree. */
  readonly noted?: (tree: Expression, type: ExpressionType) => void;
};

export type Checked = {
  readonly type: ExpressionType;
  readonly tree: Expression;
  readonly problems: readonly Problem[];
};

type Node<K extends Expression['kind']> = Expression & { readonly kind: K };

/** Infers the type of a tree. The answer's tree has what the evaluator is faster with: types, and literals that have adapted. */
export function checkExpression(tree: Expression, environment: Environment, dialect: Dialect = 'workflow'): Checked {
  const problems = new Problems();
  const checker = new Checker(environment, { problems, dialect });
  const checked = checker.check(tree);
  checker.tell();
  return { type: checker.settle(checked.type), tree: checked.tree, problems: problems.list() };
}

class Checker {
  readonly #environment: Environment;
  readonly #problems: Problems;
  readonly #dialect: Dialect;
  readonly #fresh: Fresh = new Fresh();
  #binding: Binding = new Map();
  readonly #noted: (readonly [Expression, ExpressionType])[] | undefined;
  /** Variables of the macros around the place. */
  #variables: readonly (readonly [name: string, type: ExpressionType])[] = [];

  constructor(
    environment: Environment,
    { problems, dialect }: { readonly problems: Problems; readonly dialect: Dialect },
  ) {
    this.#environment = environment;
    this.#noted = environment.noted === undefined ? undefined : [];
    this.#problems = problems;
    this.#dialect = dialect;
  }

  /** The type without parameters. */
  settle(type: ExpressionType): ExpressionType {
    return substitute(type, this.#binding, true);
  }

  check(tree: Expression): Typed {
    const typed = this.#infer(tree);
    this.#noted?.push([tree, typed.type]);
    return typed;
  }

  /** Tells who asked for them the types of all parts, now that parameters are known. */
  tell(): void {
    for (const [tree, type] of this.#noted ?? []) this.#environment.noted?.(tree, this.settle(type));
  }

  #infer(tree: Expression): Typed {
    switch (tree.kind) {
      case 'null':
      case 'bool':
      case 'int':
      case 'uint':
      case 'double':
      case 'string':
      case 'bytes':
        return { type: { kind: tree.kind }, tree };
      case 'name':
      case 'select':
        return this.#resolve(tree) ?? this.#select(tree as Node<'select'>);
      case 'has': {
        const { type, tree: operand } = this.check(tree.operand);
        hasType(this.#known(type), { tree, problems: this.#problems });
        return { type: BOOL, tree: { ...tree, operand } };
      }
      case 'index':
        return this.#index(tree);
      case 'list':
        return this.#list(tree);
      case 'map':
        return this.#map(tree);
      case 'call':
        return this.#call(tree);
      case 'comprehension':
        return this.#comprehension(tree);
      case 'bind': {
        const value = this.check(tree.value);
        const body = this.#with([[tree.name, value.type]], () => this.check(tree.body));
        return { type: body.type, tree: { ...tree, value: value.tree, body: body.tree } };
      }
      case 'message':
        return this.#message(tree);
    }
  }

  /** The type with what is known of its parameters so far. */
  #known(type: ExpressionType): ExpressionType {
    return substitute(type, this.#binding);
  }

  #with<R>(variables: readonly (readonly [string, ExpressionType])[], run: () => R): R {
    const outer = this.#variables;
    this.#variables = [...outer, ...variables];
    const result = run();
    this.#variables = outer;
    return result;
  }

  /** A name, or a path that is the name of something: `a.b` may be a variable. Undefined for a field of something. */
  #resolve(tree: Node<'name' | 'select'>): Typed | undefined {
    const path = pathOf(tree);
    if (path === undefined) return undefined;
    const isRooted = path.startsWith('.');
    const name = isRooted ? path.slice(1) : path;
    const variable = isRooted ? undefined : this.#variables.findLast(([each]) => each === name.split('.')[0]);
    if (variable !== undefined) {
      return tree.kind === 'name' ? annotate(variable[1], { ...tree, name }, this.#binding) : undefined;
    }
    for (const candidate of this.#candidates(name, isRooted)) {
      const type = this.#environment.typeOf(candidate) ?? typeConstant(candidate);
      if (type !== undefined) return annotate(type, { kind: 'name', name: candidate, at: tree.at }, this.#binding);
    }
    if (tree.kind !== 'name') return undefined;
    const { literal, ...told } = wayOfName(name, this.#environment.names());
    const way = literal === undefined ? told : { ...told, edit: { at: tree.at, text: literal } };
    return { type: this.#problems.add('W203', { at: tree.at, message: `unknown name \`${name}\``, ...way }), tree };
  }

  #candidates(name: string, isRooted: boolean): readonly string[] {
    const { container } = this.#environment;
    if (container === undefined || isRooted) return [name];
    const parts = container === '' ? [] : container.split('.');
    return [...parts.map((_part, i) => [...parts.slice(0, parts.length - i), name].join('.')), name];
  }

  #select(tree: Node<'select'>): Typed {
    const operand = this.check(tree.operand);
    const type = fieldType(this.#known(operand.type), { tree, problems: this.#problems });
    return annotate(type, { ...tree, operand: operand.tree }, this.#binding);
  }

  #index(tree: Node<'index'>): Typed {
    const [operand, index] = [this.check(tree.operand), this.check(tree.index)];
    const checked = { ...tree, operand: operand.tree, index: index.tree };
    const given = { tree, index: index.type, problems: this.#problems, binding: this.#binding };
    const { type, binding } = itemType(this.#known(operand.type), given);
    this.#binding = binding;
    return annotate(type, checked, this.#binding);
  }

  #list(tree: Node<'list'>): Typed {
    const items = tree.items.map((item) => this.check(item));
    const types = items.map(({ type }, i) =>
      tree.optional?.includes(i) === true ? this.#present(type, tree.items[i]) : type,
    );
    const item = types.length === 0 ? this.#fresh.parameter() : this.#join(types);
    return { type: listOf(item), tree: { ...tree, items: items.map((each) => each.tree) } };
  }

  #join(types: readonly ExpressionType[]): ExpressionType {
    const joined = join(types, this.#binding);
    this.#binding = joined.binding;
    return joined.type;
  }

  /** The type of what an entry with `?` holds. */
  #present(type: ExpressionType, tree: Expression | undefined): ExpressionType {
    const inner = this.#fresh.parameter();
    const bound = assign(type, { kind: 'optional', of: inner }, this.#binding);
    if (bound !== undefined) {
      this.#binding = bound;
      return inner;
    }
    const message = `an entry with \`?\` takes an optional, this is ${showType(type)}`;
    return this.#problems.add('W202', { at: tree?.at ?? [0, 0], message, help: 'leave out the `?`' });
  }

  #map(tree: Node<'map'>): Typed {
    const entries = tree.entries.map(({ key, value, ...rest }) => ({
      ...rest,
      key: this.check(key),
      value: this.check(value),
    }));
    const checked = entries.map(({ key, value, ...rest }) => ({ ...rest, key: key.tree, value: value.tree }));
    const trees: Expression = { ...tree, entries: checked };
    if (entries.length === 0)
      return { type: dictionaryOf(this.#fresh.parameter(), this.#fresh.parameter()), tree: trees };
    const values = entries.map(({ value, optional }) =>
      optional === true ? this.#present(value.type, value.tree) : value.type,
    );
    const type = dictionaryOf(this.#join(entries.map(({ key }) => key.type)), this.#join(values));
    const isNamed =
      this.#dialect !== 'cel' && tree.entries.every(({ key, optional }) => key.kind === 'string' && optional !== true);
    if (!isNamed || type.kind !== 'map') return { type, tree: trees };
    // In workflows an object with fixed keys is known field by field.
    const fields = Object.fromEntries(
      tree.entries.map(({ key }, i) => [(key as Node<'string'>).value, values[i] ?? DYN]),
    );
    return { type: { ...type, fields, open: false }, tree: trees };
  }

  #comprehension(tree: Node<'comprehension'>): Typed {
    const range = this.check(tree.range);
    const walked = walkedTypes(this.#known(range.type), {
      tree,
      problems: this.#problems,
      fresh: this.#fresh,
      binding: this.#binding,
    });
    this.#binding = walked.binding;
    const variables = tree.variables.map((name, i) => [name, walked.variables[i] ?? DYN] as const);
    const steps = this.#with(variables, () => tree.steps.map((step) => this.check(step)));
    const isTest = ['all', 'exists', 'existsOne', 'filter'].includes(tree.macro);
    for (const { type, tree: step } of isTest ? steps : steps.slice(0, -1)) this.#expectBool(type, step);
    const body = steps.at(-1)?.type ?? DYN;
    return {
      type: macroType(tree, {
        body: this.#known(body),
        key: walked.variables[0] ?? DYN,
        range: this.#known(range.type),
        problems: this.#problems,
      }),
      tree: { ...tree, range: range.tree, steps: steps.map((step) => step.tree) },
    };
  }

  #expectBool(type: ExpressionType, { at }: Expression): void {
    const bound = assign(type, BOOL, this.#binding);
    if (bound !== undefined) this.#binding = bound;
    else
      this.#problems.add('W202', {
        at,
        message: `a condition must be true or false, this is ${showType(this.#known(type))}`,
      });
  }

  #call(tree: Node<'call'>): Typed {
    const { name, method = false } = tree;
    const signatures = this.#environment.functions?.(name) ?? overloadsOf(name);
    if (signatures === undefined) {
      const type = this.#problems.add('W203', unknownFunction(tree));
      // Its arguments may name variables of a macro that was meant.
      const [target, ...rest] = tree.args;
      if (!method || target === undefined) return { type, tree };
      return { type, tree: { ...tree, args: [this.check(target).tree, ...rest] } };
    }
    const own = tree.args.map((arg) => this.check(arg));
    const args = this.#dialect === 'flow' ? withTruths(name, own) : own;
    // `&&` and `||` take any number of operands.
    if (name === '&&' || name === '||') {
      for (const arg of args) this.#expectBool(arg.type, arg.tree);
      return { type: BOOL, tree: rebuilt(tree, args) };
    }
    if (this.#dialect === 'flow' && markLenient(tree, args)) {
      return { type: BOOL, tree: { ...rebuilt(tree, args), lenient: true } };
    }
    const strict = this.#resolveCall(signatures, { args, method });
    if (this.#dialect === 'cel')
      return strict === undefined ? this.#misfit(tree, { args, signatures }) : this.#called(tree, args, strict);
    const marked = markAdapting(name, args);
    if (strict !== undefined) return this.#called(tree, marked, marked === args ? strict : DYN);
    const doubles = asDoubles(args);
    const adapted = doubles && this.#resolveCall(signatures, { args: doubles, method });
    if (doubles !== undefined && adapted !== undefined) return this.#called(tree, doubles, adapted);
    if (isComparable(name, args)) return { type: BOOL, tree: rebuilt(tree, args) };
    return this.#nullBranch(tree, args) ?? this.#misfit(tree, { args, signatures });
  }

  #resolveCall(
    signatures: readonly Signature[],
    { args, method }: { readonly args: readonly Typed[]; readonly method: boolean },
  ): ExpressionType | undefined {
    const types = args.map(({ type }) => type);
    const found = resolveCall(signatures, { args: types, method, binding: this.#binding, fresh: this.#fresh });
    if (found !== undefined) this.#binding = found.binding;
    return found?.type;
  }

  #called(tree: Node<'call'>, args: readonly Typed[], type: ExpressionType): Typed {
    // In CEL itself that is for the evaluation to say.
    const problem = this.#dialect === 'cel' ? undefined : patternProblemOf(tree);
    if (problem !== undefined) this.#problems.add('W106', problem);
    return annotate(type, rebuilt(tree, args), this.#binding);
  }

  /** In workflows `c ? x : null` may be null. */
  #nullBranch(tree: Node<'call'>, args: readonly Typed[]): Typed | undefined {
    const [test, yes, no] = args;
    if (tree.name !== '?:' || test === undefined || yes === undefined || no === undefined) return undefined;
    if (yes.type.kind !== 'null' && no.type.kind !== 'null') return undefined;
    this.#expectBool(test.type, test.tree);
    return { type: nullable(yes.type.kind === 'null' ? no.type : yes.type), tree: rebuilt(tree, args) };
  }

  #misfit(
    tree: Node<'call'>,
    { args, signatures }: { readonly args: readonly Typed[]; readonly signatures: readonly Signature[] },
  ): Typed {
    const known = args.map(({ type, tree: arg }) => ({ type: this.#known(type), at: arg.at }));
    return { type: this.#problems.add('W202', misfit(tree, known, signatures)), tree: rebuilt(tree, args) };
  }

  #message(tree: Node<'message'>): Typed {
    const fields = tree.fields.map(({ value, ...rest }) => ({ ...rest, value: this.check(value).tree }));
    const message = TYPE_NAMES.has(tree.name)
      ? `\`${tree.name}\` is no message type`
      : `there is no message type \`${tree.name}\``;
    const help = 'write a map with quoted keys: {"a": 1}';
    return { type: this.#problems.add('W203', { at: tree.at, message, help }), tree: { ...tree, fields } };
  }
}

function rebuilt(tree: Node<'call'>, args: readonly Typed[]): Node<'call'> {
  return { ...tree, args: args.map((arg) => arg.tree) };
}
