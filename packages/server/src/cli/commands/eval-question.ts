// What every form of `eval` does with an expression.
import { compileExpression } from '@configurable-agents/compiler';
import type { Dialect, ExpressionFault } from '@configurable-agents/compiler';
import { compileProgram, EvaluationError } from '@configurable-agents/core/expression';
import type { Scope, Value } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { printable } from '../printable.ts';

/** An expression with what it may name. */
export type Question = {
  readonly expr: string;
  readonly env: Scope;
  readonly schema?: JsonSchema;
  readonly dialect: Dialect;
};

export type Answer =
  | { readonly ok: true; readonly value: Value; readonly type: string }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly at: readonly [number, number] | undefined;
    };

/** The expression with a mark below the place, where it is one line. */
export function frame(expr: string, { at }: { readonly at: readonly [number, number] | undefined }): string {
  if (at === undefined || expr.includes('\n')) return `  ${printable(expr)}`;
  const [start, end] = at;
  return `  ${printable(expr)}\n  ${' '.repeat(start)}${'^'.repeat(Math.max(1, end - start))}`;
}

/** Compiles and evaluates. Never throws over an expression or its values. */
export function evaluateQuestion({ expr, env, schema, dialect }: Question): Answer {
  const names = Object.keys(env);
  const compiled = compileExpression(expr, { dialect, names, ...(schema === undefined ? {} : { schema }) });
  if (!compiled.ok) {
    const [fault] = compiled.faults as readonly [ExpressionFault];
    const help = fault.help === undefined ? '' : `; ${fault.help}`;
    return { ok: false, code: fault.code, message: fault.message + help, at: [fault.start, fault.end] };
  }
  try {
    return { ok: true, value: compileProgram(compiled.tree)(env), type: compiled.type };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { ok: false, code: error.code, message: error.message, at: error.at };
  }
}
