import type { schemas } from './api.generated.ts';

/** A refusal of the server, as RFC 9457 has it. */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable, such as `RUN_NOT_FOUND`. */
  readonly code: string;
  readonly errors: readonly unknown[];

  constructor(status: number, body: unknown) {
    const { detail, code, errors = [] } = (isObject(body) ? body : {}) as Partial<schemas['Problem']>;
    super(detail ?? `the server answered ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code ?? 'UNKNOWN';
    this.errors = errors;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
