// One expression on its own: read, checked, and ready to be evaluated. Workflows go through template/compile.ts, which adds places.
import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { checkExpression } from './check.ts';
import type { Environment } from './check.ts';
import type { Dialect } from './dialect.ts';
import { parseExpression } from './load.ts';
import { SyntaxProblem } from './syntax-error.ts';
import { DYN, showCelType, typeOfSchema } from './types.ts';

/** What is wrong with an expression: a code of the catalogue, offsets in its text, and the way out where there is one. */
export type ExpressionFault = {
  readonly code: 'W106' | 'W201' | 'W202' | 'W203';
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly help?: string;
};

export type ExpressionResult =
  | { readonly ok: true; readonly tree: Expression; readonly type: string }
  | { readonly ok: false; readonly faults: readonly ExpressionFault[] };

export type ExpressionOptions = {
  readonly dialect?: Dialect;
  /** JSON Schema of the environment: an object whose properties are the names. */
  readonly schema?: JsonSchema;
  /** Names of any type, beside those of the schema. */
  readonly names?: readonly string[];
};

/**
 * Compiles an expression. Never throws over a text.
 *
 * @example
 * const result = compileExpression('score >= 5', { names: ['score'] });
 */
export function compileExpression(
  text: string,
  { dialect = 'workflow', schema, names = [] }: ExpressionOptions = {},
): ExpressionResult {
  try {
    const environment = environmentOf(schema, names);
    const { type, tree, problems } = checkExpression(parseExpression(text, dialect), environment, dialect);
    if (problems.length === 0) return { ok: true, tree, type: showCelType(type) };
    return {
      ok: false,
      faults: problems.map(({ code, message, at: [start, end], help }) => ({
        code,
        message,
        start,
        end,
        ...(help === undefined ? {} : { help }),
      })),
    };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const first = { message: error.message, at: [error.start, error.end] as const };
    const faults = [first, ...error.others].map(({ message, at: [start, end] }) => {
      return { code: 'W201' as const, message, start, end };
    });
    return { ok: false, faults };
  }
}

function environmentOf(schema: JsonSchema | undefined, names: readonly string[]): Environment {
  const types = new Map<string, ExpressionType>(names.map((name) => [name, DYN]));
  const declared = typeOfSchema(schema);
  if (declared.kind === 'map') for (const [name, type] of Object.entries(declared.fields)) types.set(name, type);
  return { typeOf: (name) => types.get(name), names: () => [...types.keys()] };
}
