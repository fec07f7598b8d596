// One case of the suite through our parser, checker and evaluator.
import { compileProgram, EvaluationError } from '@configurable-agents/core/expression';
import type { Expression, ExpressionType, Signature, Value } from '@configurable-agents/core/expression';
import { checkExpression } from '../../src/expression/check.ts';
import type { Environment } from '../../src/expression/check.ts';
import { parseExpression } from '../../src/expression/load.ts';
import { SyntaxProblem } from '../../src/expression/syntax-error.ts';
import { DYN, showCelType } from '../../src/expression/types.ts';
import { isSame, typeOf, valueOf } from './proto.ts';
import type { Case, Declaration } from './suite.ts';

export type Outcome =
  | { readonly kind: 'value'; readonly value: Value; readonly type: ExpressionType }
  | { readonly kind: 'error'; readonly stage: 'parse' | 'check' | 'evaluate'; readonly message: string };

function signatureOf(overload: NonNullable<Declaration['function']>['overloads'][number]): Signature {
  return {
    params: (overload.params ?? []).map(typeOf),
    result: typeOf(overload.resultType),
    method: overload.isInstanceFunction === true,
  };
}

function environmentOf({ original }: Case): Environment {
  const { typeEnv = [], bindings = {}, container = '' } = original;
  const types = new Map(Object.keys(bindings).map((name) => [name, DYN]));
  for (const { name, ident } of typeEnv) if (ident !== undefined) types.set(name, typeOf(ident.type));
  return {
    container,
    names: () => [...types.keys()],
    typeOf: (name) => types.get(name),
    functions: (name) => typeEnv.find((each) => each.name === name)?.function?.overloads.map(signatureOf),
  };
}

export function run(each: Case): Outcome {
  const { original } = each;
  let tree: Expression;
  try {
    tree = parseExpression(each.expr, 'cel');
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { kind: 'error', stage: 'parse', message: error.message };
  }
  const checked = checkExpression(tree, environmentOf(each), 'cel');
  const [problem] = checked.problems;
  // Without the check names are still resolved in their container.
  const isChecked = original.disableCheck !== true;
  if (isChecked && problem !== undefined) return { kind: 'error', stage: 'check', message: problem.message };
  if (original.checkOnly === true) return { kind: 'value', value: null, type: checked.type };
  const scope = Object.fromEntries(
    Object.entries(original.bindings ?? {}).map(([name, { value }]) => [name, valueOf(value)]),
  );
  try {
    return {
      kind: 'value',
      value: compileProgram(isChecked ? checked.tree : unchecked(tree, each))(scope),
      type: checked.type,
    };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { kind: 'error', stage: 'evaluate', message: error.message };
  }
}

/** The tree with nothing that types say, but names resolved: all variables are of any type. */
function unchecked(tree: Expression, { original }: Case): Expression {
  const names = Object.keys(original.bindings ?? {});
  const environment: Environment = {
    container: original.container ?? '',
    names: () => names,
    typeOf: (name) => (names.includes(name) ? DYN : undefined),
  };
  return checkExpression(tree, environment, 'cel').tree;
}

/** What is wrong with an outcome; undefined where it is what the suite wants. */
export function verdict({ original }: Case, outcome: Outcome): string | undefined {
  const { typedResult } = original;
  if (original.evalError !== undefined)
    return outcome.kind === 'error' ? undefined : `gave ${show(outcome.value)}, an error is wanted`;
  if (outcome.kind === 'error') return `${outcome.stage}: ${outcome.message}`;
  const deduced = typedResult?.deducedType;
  if (deduced !== undefined && showCelType(typeOf(deduced)) !== showCelType(outcome.type))
    return `is of type ${showCelType(outcome.type)}, wanted ${showCelType(typeOf(deduced))}`;
  if (original.checkOnly === true) return undefined;
  const wanted = typedResult?.result ?? original.value ?? { boolValue: true };
  return isSame(outcome.value, valueOf(wanted))
    ? undefined
    : `gave ${show(outcome.value)}, wanted ${JSON.stringify(wanted)}`;
}

function show(value: Value): string {
  return typeof value === 'bigint'
    ? value.toString()
    : JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
}
