// Failures of the author's commands: each has a code and says what to do.
import { Failure } from '../cli/failure.ts';
import type { ExitStatus } from '../cli/failure.ts';

export type AuthorCode =
  | 'PLUGIN_FOLDER_EXISTS'
  | 'PLUGIN_KIND_UNKNOWN'
  | 'PLUGIN_NAME_INVALID'
  | 'PLUGIN_NOT_BUILT'
  | 'PLUGIN_PACKAGE_INVALID'
  | 'PLUGIN_VERSION_DIFFERS';

export function authorFailure(status: ExitStatus, code: AuthorCode, message: string, cause?: unknown): Failure {
  return new Failure(status, `${code}: ${message}`, { cause });
}
