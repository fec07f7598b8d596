/** 1: the thing asked about is wrong; 2: the command line is; 3: the environment is; 130: interrupted. */
export type ExitStatus = 0 | 1 | 2 | 3 | 130;

/** A failure that ends the command with a sentence and a status. */
export class Failure extends Error {
  readonly status: ExitStatus;
  constructor(status: ExitStatus, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = 'Failure';
    this.status = status;
  }
}

/** Somebody names a run that the store does not have. */
export function noSuchRun(id: string): Failure {
  return new Failure(1, `there is no run ${id}; configurable-agents runs list shows them`);
}

const BY_CODE: { readonly [code: string]: ExitStatus } = {
  BACKUP_INVALID: 1,
  EXPORT_INVALID: 1,
  FILE_EXISTS: 2,
  FILE_MISSING: 2,
  RUN_CONFLICT: 1,
  TOKEN_NAME_TAKEN: 1,
};

/** What is said of a failure, and the status it ends with. A message only: a stack is of no use to who typed the command. */
export function describeFailure(error: unknown): { readonly status: ExitStatus; readonly message: string } {
  if (error instanceof Failure) return { status: error.status, message: error.message };
  if (!(error instanceof Error)) return { status: 3, message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const coded = code === '' || error.message.includes(code) ? error.message : `${code}: ${error.message}`;
  const status = BY_CODE[code];
  if (status !== undefined) return { status, message: coded };
  if (code === 'RUN_INPUTS_INVALID') return { status: 2, message: error.message };
  if (code === 'RUN_NOT_FOUND' || code === 'GRAPH_UNSUPPORTED') return { status: 1, message: error.message };
  return { status: 3, message: coded };
}
