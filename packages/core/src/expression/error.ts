import type { Span } from './tree.ts';

/** Why an expression has no value. The names are part of the public surface: they are added, never renamed. */
export type EvaluationCode =
  | 'EXPRESSION_TYPE'
  | 'EXPRESSION_NAME'
  | 'EXPRESSION_KEY'
  | 'EXPRESSION_INDEX'
  | 'EXPRESSION_OVERFLOW'
  | 'EXPRESSION_DIVISION'
  | 'EXPRESSION_ARGUMENT'
  | 'EXPRESSION_PATTERN'
  | 'EXPRESSION_EMPTY'
  | 'EXPRESSION_BUDGET'
  | 'EXPRESSION_JSON'
  | 'EXPRESSION_UNSUPPORTED';

/** An expression that cannot be evaluated over the values it met. Never taken for false. */
export class EvaluationError extends Error {
  readonly code: EvaluationCode;
  /** The part of the expression's text that failed. */
  at: Span | undefined;
  constructor(message: string, code: EvaluationCode = 'EXPRESSION_TYPE', at?: Span) {
    super(message);
    this.name = 'EvaluationError';
    this.code = code;
    this.at = at;
  }
}

/** Throws an evaluation error; the call that it happens in adds the place. */
export function fail(code: EvaluationCode, message: string, at?: Span): never {
  throw new EvaluationError(message, code, at);
}

/** Gives an error the place where it happened, unless an inner part has given its own. Answers what is to be thrown. */
export function placed(error: unknown, at: Span): unknown {
  if (error instanceof EvaluationError) error.at ??= at;
  return error;
}
