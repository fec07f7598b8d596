// Calls: the overload is chosen by the kinds of the values.
import { EvaluationError, fail, placed } from '../error.ts';
import { Frame } from '../frame.ts';
import { overloadsOf } from '../functions/table.ts';
import type { Expression } from '../tree.ts';
import type { ExpressionType } from '../types.ts';
import { nameOfType } from '../values/name.ts';
import { isMap, kindOf } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { boxed, constant } from './built.ts';
import type { Built, Closure } from './built.ts';

export type Call = Expression & { readonly kind: 'call' };

/** What a constant part of an expression may cost while the closure is built. */
const FOLD_BUDGET = 10_000;

function accepts(param: ExpressionType, value: Value): boolean {
  switch (param.kind) {
    case 'dyn':
    case 'parameter':
      return true;
    case 'list':
      return Array.isArray(value);
    case 'map':
      return isMap(value);
    case 'nullable':
      return value === null || accepts(param.of, value);
    default:
      return kindOf(value) === param.kind;
  }
}

/** Applies a function to values, ints boxed. */
export function applier(tree: Call): (args: readonly Value[], frame: Frame) => Value {
  const { name, args, method = false, at } = tree;
  const overloads = overloadsOf(name)?.filter(
    (overload) => overload.method === method && overload.params.length === args.length,
  );
  if (overloads === undefined || overloads.length === 0) {
    return () => fail('EXPRESSION_TYPE', `there is no function \`${name}\` with ${args.length} arguments`, at);
  }
  return (values, frame) => {
    const found = overloads.find(({ params }) => params.every((param, i) => accepts(param, values[i] as Value)));
    if (found === undefined) {
      const given = values.map(nameOfType).join(' and ');
      return fail('EXPRESSION_TYPE', `\`${name}\` does not take ${given === '' ? 'nothing' : given}`, at);
    }
    try {
      return found.apply(...values, frame);
    } catch (error) {
      throw placed(error, at);
    }
  };
}

export function buildCall(tree: Call, args: readonly Built[]): Built {
  const apply = applier(tree);
  const isFixed = args.every(({ constant }) => constant !== undefined);
  const closures = args.map(boxed);
  const adapting = tree.args.findIndex((arg) => arg.kind === 'int' && arg.adapts === true);
  const run =
    adapting < 0
      ? plainCall(closures, apply)
      : adaptingCall(closures, { apply, adapting, isModulus: tree.name === '%' });
  // An item of a JSON list that a function passes on is still a number.
  const built: Built = { run, raw: tree.type === 'int', type: tree.type };
  return isFixed ? fold(built) : built;
}

type Applier = (args: readonly Value[], frame: Frame) => Value;

function plainCall(args: readonly Closure[], apply: Applier): Closure {
  const [first, second] = args;
  if (first !== undefined && args.length === 1) return (frame) => apply([first(frame)], frame);
  if (first !== undefined && second !== undefined && args.length === 2)
    return (frame) => apply([first(frame), second(frame)], frame);
  return (frame) =>
    apply(
      args.map((arg) => arg(frame)),
      frame,
    );
}

/** In workflows an integer literal beside a number of JSON is one too; a modulus needs integers, so there the number is one. */
function adaptingCall(
  args: readonly Closure[],
  { apply, adapting, isModulus }: { readonly apply: Applier; readonly adapting: number; readonly isModulus: boolean },
): Closure {
  return (frame) => {
    const values = args.map((arg) => arg(frame));
    const isBesideDouble = values.some((value) => typeof value === 'number');
    if (!isBesideDouble) return apply(values, frame);
    const adapted = isModulus
      ? values.map((value) => (typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value))
      : values.map((value, i) => (i === adapting ? Number(value) : value));
    return apply(adapted, frame);
  };
}

/** A closure whose parts are constant, as its value; one that fails stays, to fail when it runs. */
export function fold(built: Built): Built {
  try {
    return constant(boxed(built)(new Frame({}, FOLD_BUDGET)), built.type);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return built;
  }
}
