// Macros: calls that name variables, as nodes of their own. See https://github.com/google/cel-spec/blob/master/doc/langdef.md#macros
// and the extensions for bindings, blocks, optionals, sorting and two variables.
import { overloadsOf } from '@configurable-agents/core/expression';
import type { Expression, Macro, Span } from '@configurable-agents/core/expression';
import { SyntaxProblem } from './syntax-error.ts';

type Call = { readonly name: string; readonly args: readonly Expression[]; readonly at: Span; readonly nameAt: Span };

/** `f(x)`, which may be a macro. */
export function makeCall({ name, args, at }: Call): Expression {
  const [argument] = args;
  if (name === 'has' && args.length === 1 && argument !== undefined) {
    if (argument.kind !== 'select') throw new SyntaxProblem('`has` takes a field; write has(a.b)', argument.at);
    return { ...argument, kind: 'has', at };
  }
  return { kind: 'call', name, args, at };
}

/** How many variables and steps a macro takes. */
const MACROS: {
  readonly [name: string]: readonly { readonly macro: Macro; readonly variables: number; readonly steps: number }[];
} = {
  all: [
    { macro: 'all', variables: 1, steps: 1 },
    { macro: 'all', variables: 2, steps: 1 },
  ],
  exists: [
    { macro: 'exists', variables: 1, steps: 1 },
    { macro: 'exists', variables: 2, steps: 1 },
  ],
  exists_one: [
    { macro: 'existsOne', variables: 1, steps: 1 },
    { macro: 'existsOne', variables: 2, steps: 1 },
  ],
  existsOne: [
    { macro: 'existsOne', variables: 1, steps: 1 },
    { macro: 'existsOne', variables: 2, steps: 1 },
  ],
  filter: [{ macro: 'filter', variables: 1, steps: 1 }],
  map: [
    { macro: 'map', variables: 1, steps: 1 },
    { macro: 'map', variables: 1, steps: 2 },
  ],
  transformList: [
    { macro: 'transformList', variables: 2, steps: 1 },
    { macro: 'transformList', variables: 2, steps: 2 },
  ],
  transformMap: [
    { macro: 'transformMap', variables: 2, steps: 1 },
    { macro: 'transformMap', variables: 2, steps: 2 },
  ],
  transformMapEntry: [
    { macro: 'transformMapEntry', variables: 2, steps: 1 },
    { macro: 'transformMapEntry', variables: 2, steps: 2 },
  ],
  sortBy: [{ macro: 'sortBy', variables: 1, steps: 1 }],
  optMap: [{ macro: 'optMap', variables: 1, steps: 1 }],
  optFlatMap: [{ macro: 'optFlatMap', variables: 1, steps: 1 }],
};

/** `x.f(y)`: a macro, a function of a namespace, or a method. */
export function makeMethodCall(target: Expression, { name, args, at, nameAt }: Call): Expression {
  const namespace = pathOf(target);
  if (namespace === 'cel') {
    const special = celMacro({ name, args, at, nameAt });
    if (special !== undefined) return special;
  }
  const qualified = `${namespace}.${name}`;
  if (namespace !== undefined && overloadsOf(qualified) !== undefined)
    return { kind: 'call', name: qualified, args: gather(qualified, args), at };
  const forms = Object.hasOwn(MACROS, name) ? MACROS[name] : undefined;
  const form = forms?.find(({ variables, steps }) => variables + steps === args.length);
  if (form === undefined) return { kind: 'call', name, args: [target, ...args], method: true, at };
  const variables = args.slice(0, form.variables).map(variableOf);
  if (new Set(variables).size < variables.length)
    throw new SyntaxProblem(`the two variables of \`${name}\` need names of their own`, args[1]?.at ?? at);
  return { kind: 'comprehension', macro: form.macro, range: target, variables, steps: args.slice(form.variables), at };
}

/** `math.greatest` takes any number of arguments: from three on as a list. */
function gather(name: string, args: readonly Expression[]): readonly Expression[] {
  const [first, last] = [args[0], args.at(-1)];
  if (args.length < 3 || first === undefined || last === undefined || !/^math\.(?:greatest|least)$/.test(name))
    return args;
  return [{ kind: 'list', items: args, at: [first.at[0], last.at[1]] }];
}

function pathOf(tree: Expression): string | undefined {
  if (tree.kind === 'name') return tree.name;
  return undefined;
}

function variableOf(tree: Expression): string {
  if (tree.kind === 'name' && !tree.name.startsWith('.')) return tree.name;
  throw new SyntaxProblem('a variable is a name, such as `x`', tree.at);
}

/** `cel.bind(x, value, body)`, and the block extension, which other programs write. */
function celMacro({ name, args, at, nameAt }: Call): Expression | undefined {
  const [first, second, third] = args;
  switch (name) {
    case 'bind':
      if (first === undefined || second === undefined || third === undefined || args.length > 3)
        throw new SyntaxProblem('`cel.bind` takes a name, its value and an expression', nameAt);
      return { kind: 'bind', name: variableOf(first), value: second, body: third, at };
    case 'block':
      if (first?.kind !== 'list' || second === undefined)
        throw new SyntaxProblem('`cel.block` takes a list and an expression', nameAt);
      return first.items.reduceRight<Expression>(
        (body, value, i) => ({ kind: 'bind', name: `@index${i}`, value, body, at }),
        second,
      );
    case 'index':
      return { kind: 'name', name: `@index${number(first, nameAt)}`, at };
    case 'iterVar':
    case 'accuVar':
      return { kind: 'name', name: `@${name}${number(first, nameAt)}_${number(second, nameAt)}`, at };
    default:
      return undefined;
  }
}

function number(tree: Expression | undefined, at: Span): string {
  if (tree?.kind !== 'int' || tree.value.startsWith('-'))
    throw new SyntaxProblem('an integer is needed here', tree?.at ?? at);
  return tree.value;
}
