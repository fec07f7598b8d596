// Failures of the author's commands: each has a code and says what to do.
import { Failure } from '../cli/failure.ts';
import type { ExitStatus } from '../cli/failure.ts';

export type AuthorCode =
  | 'PLUGIN_FOLDER_EXISTS'
  | 'PLUGIN_NAME_INVALID'
  | 'PLUGIN_NOT_BUILT'
  | 'PLUGIN_PACKAGE_INVALID'
  | 'PLUGIN_VERSION_DIFFERS';

/** A failure whose code is known to who catches it. */
export class AuthorFailure extends Failure {
  readonly code: AuthorCode;
  /** The message without the code. */
  readonly reason: string;
  constructor(status: ExitStatus, { code, reason, cause }: { code: AuthorCode; reason: string; cause?: unknown }) {
    super(status, `${code}: ${reason}`, { cause });
    this.name = 'AuthorFailure';
    this.code = code;
    this.reason = reason;
  }
}

export function authorFailure(status: ExitStatus, code: AuthorCode, reason: string, cause?: unknown): AuthorFailure {
  return new AuthorFailure(status, { code, reason, cause });
}
