// `&&`, `||` and `?:`: the operators that do not evaluate all of their operands.
import { EvaluationError } from '../error.ts';
import type { Expression } from '../tree.ts';
import { nameOfType } from '../values/name.ts';
import type { Value } from '../values/value.ts';
import type { Built, Closure } from './built.ts';

function noBool(value: Value, { at }: Expression): EvaluationError {
  return new EvaluationError(`a condition needs a bool, not ${nameOfType(value)}`, 'EXPRESSION_TYPE', at);
}

/** What may be decided by another operand: a failure of the values. That the budget is spent is final. */
function isAbsorbed(error: unknown): boolean {
  return error instanceof EvaluationError && error.code !== 'EXPRESSION_BUDGET';
}

type Part = { readonly run: Closure; readonly tree: Expression };

/** `&&` and `||` decide by whichever side decides, also when the other cannot be evaluated (CEL's commutative logic). */
export function buildLogic(
  args: readonly Built[],
  { trees, decisive }: { readonly trees: readonly Expression[]; readonly decisive: boolean },
): Built {
  const parts = args.map(({ run }, i): Part => ({ run, tree: trees[i] as Expression }));
  const [first, second] = parts;
  const run =
    parts.length === 2 && first !== undefined && second !== undefined
      ? pair(first, second, decisive)
      : many(parts, decisive);
  return { run, raw: false, type: undefined };
}

function pair(left: Part, right: Part, decisive: boolean): Closure {
  const [first, second] = [left.run, right.run];
  const rest = [right];
  return (frame) => {
    let value: Value;
    try {
      value = first(frame);
    } catch (error) {
      if (!isAbsorbed(error)) throw error;
      return decide(rest, { frame, decisive, failure: error });
    }
    if (value === decisive) return decisive;
    if (typeof value !== 'boolean') return decide(rest, { frame, decisive, failure: noBool(value, left.tree) });
    const other = second(frame);
    if (typeof other !== 'boolean') throw noBool(other, right.tree);
    return other;
  };
}

function many(parts: readonly Part[], decisive: boolean): Closure {
  return (frame) => decide(parts, { frame, decisive, failure: undefined });
}

function decide(
  parts: readonly Part[],
  {
    frame,
    decisive,
    failure,
  }: { readonly frame: Parameters<Closure>[0]; readonly decisive: boolean; failure: unknown },
): boolean {
  let found = failure;
  for (const { run, tree } of parts) {
    try {
      const value = run(frame);
      if (value === decisive) return decisive;
      if (typeof value !== 'boolean') throw noBool(value, tree);
    } catch (error) {
      if (!isAbsorbed(error)) throw error;
      found ??= error;
    }
  }
  if (found !== undefined) throw found;
  return !decisive;
}

export function buildConditional([test, yes, no]: readonly [Closure, Built, Built], tree: Expression): Built {
  const [first, second] = [yes.run, no.run];
  const run: Closure = (frame) => {
    const verdict = test(frame);
    if (typeof verdict !== 'boolean') throw noBool(verdict, tree);
    return verdict ? first(frame) : second(frame);
  };
  return { run, raw: yes.raw && no.raw, type: yes.type === no.type ? yes.type : undefined };
}
