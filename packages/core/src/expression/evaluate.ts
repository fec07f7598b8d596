// Expression tree -> closure -> value. The engine calls it for conditions, lanes for templates.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { EvaluationError } from './error.ts';
import { FUNCTIONS } from './functions.ts';
import type { Expression } from './tree.ts';
import { member, nameOfType } from './value.ts';

export { EvaluationError } from './error.ts';

/** The values that an expression may name: `state`, bare fields, results of nodes, `inputs`, `run`, … */
export type Scope = JsonObject;

type Closure = (scope: Scope) => Json;

// Graphs are loaded once and run many times: a closure per tree is built on first use and lives as long as the tree.
const closures = new WeakMap<Expression, Closure>();

/** Evaluates a tree over a scope. Throws `EvaluationError` when the values do not allow it. */
export function evaluate(expression: Expression, scope: Scope): Json {
  let closure = closures.get(expression);
  if (closure === undefined) {
    closure = build(expression);
    closures.set(expression, closure);
  }
  return closure(scope);
}

function build(tree: Expression): Closure {
  switch (tree.kind) {
    case 'null':
      return () => null;
    case 'bool':
    case 'double':
    case 'string': {
      const { value } = tree;
      return () => value;
    }
    case 'int': {
      const value = Number(tree.value);
      if (!Number.isSafeInteger(value)) throw new EvaluationError(`${tree.value} is beyond 2^53`);
      return () => value;
    }
    case 'name':
      return buildName(tree.name);
    case 'select':
      return buildSelect(build(tree.operand), tree.field);
    case 'index':
      return buildIndex(build(tree.operand), build(tree.index));
    case 'list': {
      const items = tree.items.map(build);
      return (scope) => items.map((item) => item(scope));
    }
    case 'call':
      return buildCall(tree);
  }
}

function buildName(name: string): Closure {
  return (scope) => {
    if (!Object.hasOwn(scope, name)) throw new EvaluationError(`\`${name}\` has no value here`);
    return scope[name] ?? null;
  };
}

function buildSelect(operand: Closure, field: string): Closure {
  return (scope) => {
    const value = operand(scope);
    const found = Array.isArray(value) ? undefined : member(value, field);
    if (found === undefined) throw new EvaluationError(`${nameOfType(value)} has no field \`${field}\``);
    return found;
  };
}

function buildIndex(operand: Closure, index: Closure): Closure {
  return (scope) => {
    const value = operand(scope);
    const at = index(scope);
    const step = typeof at === 'string' || typeof at === 'number' ? at : undefined;
    const found = step === undefined ? undefined : member(value, step);
    if (found === undefined) throw new EvaluationError(`${nameOfType(value)} has no item ${JSON.stringify(at)}`);
    return found;
  };
}

function buildCall(tree: Expression & { readonly kind: 'call' }): Closure {
  const { name } = tree;
  if (name === 'has') return buildHas(tree.args[0]);
  const args = tree.args.map(build);
  if (name === '&&') return buildLogic(args, false);
  if (name === '||') return buildLogic(args, true);
  if (name === '?:') return buildConditional(args);
  const apply = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]?.apply : undefined;
  if (apply === undefined) throw new EvaluationError(`there is no function \`${name}\``);
  const options = { int: tree.int === true };
  return (scope) =>
    apply(
      args.map((arg) => arg(scope)),
      options,
    );
}

function buildHas(argument: Expression | undefined): Closure {
  if (argument?.kind !== 'select') throw new EvaluationError('`has` takes a field, such as has(a.b)');
  const operand = build(argument.operand);
  const { field } = argument;
  return (scope) => {
    const value = operand(scope);
    if (value === null || typeof value !== 'object') throw new EvaluationError(`${nameOfType(value)} has no fields`);
    return member(value, field) !== undefined;
  };
}

/** `&&` and `||` decide by whichever side decides, also when the other cannot be evaluated (CEL's commutative logic). */
function buildLogic(args: readonly Closure[], decisive: boolean): Closure {
  return (scope) => {
    let failure: unknown;
    for (const arg of args) {
      try {
        const value = arg(scope);
        if (value === decisive) return decisive;
        if (typeof value !== 'boolean') throw new EvaluationError(`a condition needs a bool, not ${nameOfType(value)}`);
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
        failure ??= error;
      }
    }
    if (failure instanceof EvaluationError) throw failure;
    return !decisive;
  };
}

function buildConditional([test, yes, no]: readonly Closure[]): Closure {
  if (test === undefined || yes === undefined || no === undefined)
    throw new EvaluationError('`?:` takes three operands');
  return (scope) => {
    const verdict = test(scope);
    if (typeof verdict !== 'boolean') throw new EvaluationError(`a condition needs a bool, not ${nameOfType(verdict)}`);
    return verdict ? yes(scope) : no(scope);
  };
}
