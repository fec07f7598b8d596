// Expression tree -> closure -> value. The engine calls it for conditions, lanes for templates.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { build } from './build/build.ts';
import { boxed } from './build/built.ts';
import { BAIL, generate, MAX_STEPS } from './build/generate.ts';
import { NO_NAMES } from './build/names.ts';
import { Frame, STEP_BUDGET } from './frame.ts';
import type { Scope } from './frame.ts';
import { toJson } from './json.ts';
import type { Expression } from './tree.ts';
import type { Value } from './values/value.ts';

export { EvaluationError } from './error.ts';
export type { Scope } from './frame.ts';

/** A compiled expression. Throws `EvaluationError` when the values do not allow it. */
export type Program = (scope: Scope | JsonObject) => Value;

/** From so many evaluations on it pays to generate code, which takes as long as a few hundred of them. */
const HOT = 200;
/** An expression whose values are not those that generated code covers is left to its closures. */
const MAX_BAILS = 20;

/** Compiles a tree. `budget`: the steps that one evaluation may take. */
export function compileProgram(tree: Expression, { budget = STEP_BUDGET }: { readonly budget?: number } = {}): Program {
  const run = boxed(build(tree, NO_NAMES));
  let generated: ((scope: Scope) => Value) | undefined;
  let left = HOT;
  let bails = 0;
  return (given) => {
    const scope: Scope = given;
    if (generated !== undefined) {
      try {
        return generated(scope);
      } catch (error) {
        if (error !== BAIL) throw error;
        bails += 1;
        if (bails > MAX_BAILS) generated = undefined;
      }
    } else if (left > 0) {
      left -= 1;
      if (left === 0 && budget > MAX_STEPS) generated = generate(tree);
    }
    return run(new Frame(scope, budget));
  };
}

// Graphs are loaded once and run many times: a closure per tree is built on first use and lives as long as the tree.
const programs = new WeakMap<Expression, Program>();

/** Lets a tree mean a program of a test's own. */
export function provideProgram(tree: Expression, program: Program): void {
  programs.set(tree, program);
}

/** Evaluates a tree over a scope, to a value as expressions have it. */
export function evaluateValue(tree: Expression, scope: Scope | JsonObject): Value {
  let program = programs.get(tree);
  if (program === undefined) {
    program = compileProgram(tree);
    programs.set(tree, program);
  }
  return program(scope);
}

/** Evaluates a tree over a scope, to JSON. Throws `EvaluationError` when the values do not allow it. */
export function evaluate(tree: Expression, scope: Scope | JsonObject): Json {
  const value = evaluateValue(tree, scope);
  return typeof value === 'object' || typeof value === 'bigint' || typeof value === 'number' ? toJson(value) : value;
}
