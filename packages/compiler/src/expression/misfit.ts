// What is said about a call that no function takes.
import { functionNames } from '@configurable-agents/core/expression';
import type { Expression, ExpressionType, Signature, Span } from '@configurable-agents/core/expression';
import { suggestOr } from './suggest.ts';
import { FOREIGN_CALLS, FOREIGN_FUNCTIONS } from './foreign.ts';
import { MACRO_NAMES } from './names.ts';
import { usage } from './overload.ts';
import type { Finding } from './problem.ts';
import { BOOL, DYN, showType } from './types.ts';
import { assign } from './unify.ts';

type Call = Expression & { readonly kind: 'call' };
type Given = { readonly type: ExpressionType; readonly at: Span };

/** The function is there, and takes other types. */
export function misfit(tree: Call, args: readonly Given[], signatures: readonly Signature[]): Finding {
  const [test] = args;
  const shown = args.map(({ type }) => showType(type));
  if (tree.name === '?:') {
    if (assign(test?.type ?? DYN, BOOL, new Map()) === undefined) {
      const message = `a condition must be true or false, this is ${shown[0]}`;
      return { at: test?.at ?? tree.at, message, help: 'compare it with a value' };
    }
    const message = `the two branches of \`?:\` are ${shown.slice(1).join(' and ')}`;
    return { at: tree.at, message, help: 'both must give one type' };
  }
  const isMixed = args.length === 2 && new Set(args.map(({ type: { kind } }) => kind)).size === 2;
  const isNumbers = isMixed && args.every(({ type: { kind } }) => kind === 'int' || kind === 'double');
  if (isNumbers) {
    const message = `\`${tree.name}\` takes two integers or two numbers, this is ${shown.join(' and ')}`;
    return { at: tree.at, message, help: 'make the integer a number with double(…)' };
  }
  const quoted = quotedNumber(tree, args);
  const help = quoted?.help ?? wayOut(tree.name, args);
  const edit = quoted === undefined ? {} : { edit: quoted.edit };
  if ((tree.name === '==' || tree.name === '!=') && shown.length === 2) {
    const message = `${shown.join(' and ')} are never equal`;
    return { at: tree.at, message, help: help ?? 'compare values of one kind', ...edit };
  }
  const given = shown.length === 0 ? 'nothing' : shown.join(' and ');
  return {
    at: tree.at,
    message: `\`${tree.name}\` does not take ${given}`,
    help: help ?? usage(tree.name, signatures),
    ...edit,
  };
}

/** `score > '5'`: the number is meant. */
function quotedNumber(
  { name, args: trees }: Call,
  args: readonly Given[],
): { readonly help: string; readonly edit: NonNullable<Finding['edit']> } | undefined {
  if (!ORDER.has(name) || !args.some(({ type: { kind } }) => kind === 'int' || kind === 'double')) return undefined;
  const text = trees.find((each) => each.kind === 'string' && /^-?\d+(?:\.\d+)?$/.test(each.value));
  if (text?.kind !== 'string') return undefined;
  return { help: `write \`${text.value}\` without quotes`, edit: { at: text.at, text: text.value } };
}

const ORDER = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** What is usually meant where two kinds stand on the sides of an operator. */
function wayOut(name: string, args: readonly Given[]): string | undefined {
  const kinds = args.map(({ type }) => (type.kind === 'nullable' ? type.of.kind : type.kind));
  const isNumber = kinds.some((kind) => kind === 'int' || kind === 'double');
  if (ORDER.has(name) && isNumber && (kinds.includes('list') || kinds.includes('map')))
    return `compare how many there are: \`size(…) ${name} …\``;
  if (ORDER.has(name) && isNumber && kinds.includes('string'))
    return 'make the text a number with int(…) or double(…), or put the number in quotes';
  if (name === '+' && kinds.includes('string')) return 'make the other one text with string(…)';
  if (ORDER.has(name) && kinds.includes('bool') && kinds.includes('string'))
    return 'write true and false without quotes';
  return undefined;
}

/** There is no function of the name. */
export function unknownFunction({ name, method, args, at }: Call): Finding {
  const target = method === true ? args[0] : undefined;
  const start = target === undefined ? at[0] : target.at[1] + 1;
  const span: Span = [start, start + name.length];
  if (name === 'has') return { at: span, message: '`has` takes one field', help: 'write has(a.b)' };
  const foreign = Object.hasOwn(FOREIGN_FUNCTIONS, name) ? FOREIGN_FUNCTIONS[name] : undefined;
  if (foreign !== undefined) {
    const [, known] = target === undefined ? (/^(\w+)\(x\)$/.exec(foreign) ?? []) : [];
    const edit = known === undefined ? {} : { edit: { at: span, text: known } };
    return { at: span, message: `unknown function \`${name}\``, help: `write ${foreign}`, ...edit };
  }
  const instead = Object.hasOwn(FOREIGN_CALLS, name) ? FOREIGN_CALLS[name] : undefined;
  if (instead !== undefined) return { at: span, message: `unknown function \`${name}\``, help: instead };
  if (MACRO_NAMES.includes(name)) {
    const help = `\`${name}\` takes a variable and an expression, as in list.${name}(x, x > 1)`;
    return { at: span, message: `\`${name}\` is not called this way`, help };
  }
  const known = [...functionNames().filter((each) => /^\w/.test(each)), ...MACRO_NAMES];
  const way = suggestOr(name, known, 'docs/expressions.md has all functions');
  return { at: span, message: `unknown function \`${name}\``, ...way };
}
